package org.zhengshu.tests.node;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.zhengshu.launcher.Instance;
import org.zhengshu.launcher.Launcher;
import org.zhengshu.launcher.Options;
import org.zhengshu.proof.TrustAnchors;

/**
 * A real node in its own processes, with the sample world, on free ports. {@link #shared()} is one
 * for the whole test run; tests leave it usable for others.
 */
public final class Node implements AutoCloseable {
    private static final Path PROJECT =
            Path.of(System.getProperty("zhengshu.project", "..")).toAbsolutePath().normalize();

    /** Receipts are complete within seconds; so is the count of refusals; witnesses are asked. */
    private static final Map<String, String> SHARED =
            Map.of(
                    "zhengshu.timestamp.interval", "1",
                    "zhengshu.limits.window", "1",
                    "zhengshu.witness.interval", "1");

    /** Tests call from one address, and by hundreds at once, unless they are about limits. */
    private static final Map<String, String> UNLIMITED =
            Map.of(
                    "zhengshu.limits.rate", "100000",
                    "zhengshu.limits.burst", "100000",
                    "zhengshu.limits.concurrency", "1000",
                    "zhengshu.limits.address.rate", "100000",
                    "zhengshu.limits.address.burst", "100000",
                    "zhengshu.limits.address.concurrency", "1000",
                    "zhengshu.uploads.account", "1000",
                    "zhengshu.uploads.department", "1000");

    /** Where everybody would reach it, were it no test: it stands in the QR codes of licences. */
    public static final String ADDRESS = "https://zwgx.example.gov.cn";

    /** Where everybody reached it before; older licences have it. */
    public static final String FORMER = "https://old.example.gov.cn:8443";

    private static Node shared;

    private final Instance instance;
    private final Path config;

    private Node(Instance instance, Path config) {
        this.instance = instance;
        this.config = config;
    }

    /** The node that all tests share; it stops with this process. */
    public static synchronized Node shared() {
        if (shared == null) {
            shared = start("shared", SHARED, "--address", ADDRESS + "," + FORMER);
        }
        return shared;
    }

    /** A node of the test's own, under target/nodes; its data is new. */
    public static Node start(String name, String... options) {
        return start(name, Map.of(), options);
    }

    /** The same with settings that differ from the defaults. */
    public static Node start(String name, Map<String, String> settings, String... options) {
        Path home = PROJECT.resolve("tests/target/nodes").resolve(name);
        delete(home);
        Path config = home.resolve("config");
        copy(PROJECT.resolve("config"), config);
        Map<String, String> all = new HashMap<>(UNLIMITED);
        all.putAll(settings);
        write(all, config.resolve("zhengshu.properties"));
        return launch(home.resolve("data"), config, Map.of(), List.of(options));
    }

    /** A node on a data folder that is there already. */
    public static Node on(Path data, String... options) {
        return on(data, Map.of(), options);
    }

    /** The same on the database that the environment names. */
    public static Node on(Path data, Map<String, String> environment, String... options) {
        return launch(data, PROJECT.resolve("config"), environment, List.of(options));
    }

    /** A node of the test's own on the database that the environment names. */
    public static Node startOn(String name, Map<String, String> environment, String... options) {
        Path home = PROJECT.resolve("tests/target/nodes").resolve(name);
        delete(home);
        Path config = home.resolve("config");
        copy(PROJECT.resolve("config"), config);
        return launch(home.resolve("data"), config, environment, List.of(options));
    }

    /** Ends this node and starts one on the same data, with further options. */
    public Node again(String... options) {
        close();
        return launch(data(), config, Map.of(), List.of(options));
    }

    /**
     * Another server of the same node: on the database of the first, with its authority and
     * secrets, and with log keys of its own.
     */
    public Node beside(String name, String server) {
        Path home = PROJECT.resolve("tests/target/nodes").resolve(name);
        delete(home);
        Path data = home.resolve("data");
        copy(data().resolve("pki"), data.resolve("pki"));
        try (Stream<Path> files = Files.list(data())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String known = file.getFileName().toString();
                if (known.endsWith(".properties") && !known.equals("ports.properties")
                        || known.equals("root.pem")) {
                    Files.copy(file, data.resolve(known));
                }
            }
            for (String key : List.of("log-sm2", "log-ed25519")) {
                Files.delete(data.resolve("pki").resolve(key + ".key"));
                Files.delete(data.resolve("pki").resolve(key + ".pem"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        copy(config, home.resolve("config"));
        return launch(
                data,
                home.resolve("config"),
                instance.serverEnvironment(),
                List.of("--server", server, "--no-sample"));
    }

    private static Node launch(
            Path data, Path config, Map<String, String> environment, List<String> more) {
        List<String> options =
                new ArrayList<>(
                        List.of(
                                "--data",
                                data.toString(),
                                "--config",
                                config.toString(),
                                "--free-ports"));
        options.addAll(more);
        return new Node(Launcher.start(Options.parse(options, environment)), config);
    }

    private static void write(Map<String, String> settings, Path file) {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Instance instance() {
        return instance;
    }

    /** The node's own copy of config/, which a test may change. */
    public Path config() {
        return config;
    }

    public Path data() {
        return instance.data();
    }

    public static Path project() {
        return PROJECT;
    }

    public String https() {
        return "https://localhost:" + instance.ports().https();
    }

    public String http() {
        return "http://localhost:" + instance.ports().http();
    }

    public TrustAnchors anchors() {
        try {
            return TrustAnchors.fromPem(data().resolve("root.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Id of a sample grant, such as {@code rest-permit.streets}. */
    public String grant(String name) {
        return property("sample-grants.properties", name);
    }

    /** Password of a sample officer or administrator. */
    public String password(String login) {
        String file =
                login.endsWith("admin")
                        ? "administrators.properties"
                        : "sample-accounts.properties";
        return property(file, login);
    }

    private String property(String file, String key) {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(data().resolve(file))) {
            values.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String value = values.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key + " in " + file);
        }
        return value;
    }

    @Override
    public void close() {
        instance.close();
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same path with nothing there. */
    public static Path freshFolder(Path folder) {
        delete(folder);
        return folder;
    }

    private static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    (Iterable<Path>) files.sorted(java.util.Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
