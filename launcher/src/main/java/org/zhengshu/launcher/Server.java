package org.zhengshu.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The WildFly child process on a base directory of its own. */
final class Server {
    private static final List<String> MODULAR =
            List.of(
                    "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
                    "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
                    "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
                    "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
                    "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                    "--add-opens=java.base/java.io=ALL-UNNAMED",
                    "--add-opens=java.base/java.net=ALL-UNNAMED",
                    "--add-opens=java.base/java.security=ALL-UNNAMED",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                    "--add-opens=java.management/javax.management=ALL-UNNAMED",
                    "--add-opens=java.naming/javax.naming=ALL-UNNAMED");

    /**
     * The collector begins to mark where old objects fill half of the heap; its own guess has it
     * mark without end under a steady load, a fifteenth of all work.
     */
    private static final List<String> COLLECTOR =
            List.of("-XX:-G1UseAdaptiveIHOP", "-XX:InitiatingHeapOccupancyPercent=50");

    private static final String APPLICATION = "zhengshu.ear";

    private final Options options;
    private final Ports ports;
    private final Map<String, String> environment;
    private final Path base;
    private final ServerLog log;
    private Process process;
    private String instance = "";
    private Optional<Device> device = Optional.empty();

    Server(Options options, Ports ports, Map<String, String> environment) {
        this.options = options;
        this.ports = ports;
        this.environment = environment;
        this.base = base(options.data());
        this.log = new ServerLog(base.resolve("log/console.log"), options.verbose());
    }

    /** The keys for standard tools are in this device. */
    void uses(Device opened) {
        device = Optional.of(opened);
    }

    static Path base(Path data) {
        return data.resolve("server");
    }

    /** The server that runs on this data directory, whoever started it. */
    static Optional<ProcessHandle> running(Path data) {
        return Orphans.find(base(data).resolve("server.pid"), mark(data));
    }

    /** Lays the base directory down afresh and starts the process. */
    void start() {
        instance = Secrets.random();
        try {
            layDown();
            ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
            builder.directory(options.data().toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("JBOSS_"));
            builder.environment().putAll(environment);
            process = builder.start();
            process.getOutputStream().close();
            PrivateFiles.write(base.resolve("server.pid"), process.pid() + "\n");
        } catch (IOException e) {
            throw StartFailure.failed(
                    "应用服务器无法启动: " + e.getMessage(),
                    "The application server cannot be started: " + e.getMessage());
        }
        log.follow(process.getInputStream());
    }

    /** Asks it to stop and insists after half a minute. */
    void stop() {
        if (process != null) {
            Orphans.stop(process.toHandle(), 30);
            forget();
        }
    }

    /** What kill -9 does. */
    void kill() {
        process.destroyForcibly();
        Orphans.ended(process.toHandle(), 10);
        forget();
    }

    private void forget() {
        try {
            Files.deleteIfExists(base.resolve("server.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean alive() {
        return process != null && process.isAlive();
    }

    long pid() {
        return process == null ? -1 : process.pid();
    }

    String instance() {
        return instance;
    }

    /** Waits for the end of the process, at most so long. */
    boolean ended(long milliseconds) throws InterruptedException {
        return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** Why the application is not going to be there, once that is certain. */
    Optional<String> failure() {
        Path failed = base.resolve("deployments/" + APPLICATION + ".failed");
        try {
            if (Files.exists(failed) && Files.size(failed) > 0) {
                String report = Files.readString(failed, StandardCharsets.UTF_8);
                return FailureCause.of(report).or(this::trouble);
            }
        } catch (IOException e) {
            return Optional.of(e.toString());
        }
        return process.isAlive() && !log.startedWithErrors() ? Optional.empty() : trouble();
    }

    private Optional<String> trouble() {
        return Optional.of(String.join("\n", log.trouble()));
    }

    private void layDown() throws IOException {
        PrivateFiles.directory(base);
        PrivateFiles.delete(base.resolve("configuration"));
        PrivateFiles.delete(base.resolve("tmp"));
        PrivateFiles.delete(base.resolve("data/content"));
        Files.deleteIfExists(base.resolve("log/boot.log"));
        Path deployments = base.resolve("deployments");
        PrivateFiles.delete(deployments);
        Path pristine = options.home().pristineConfiguration();
        Path configuration = Files.createDirectories(base.resolve("configuration"));
        for (String name :
                List.of(
                        "zhengshu.xml",
                        "logging.properties",
                        "mgmt-users.properties",
                        "mgmt-groups.properties",
                        "application-users.properties",
                        "application-roles.properties")) {
            Files.copy(pristine.resolve(name), configuration.resolve(name));
        }
        if (device.isPresent()) {
            Path provider = configuration.resolve("pkcs11.cfg").toAbsolutePath();
            PrivateFiles.write(provider, device.get().configuration());
            PrivateFiles.write(
                    configuration.resolve("java.security"), Device.registration(provider));
        }
        Files.createDirectories(deployments);
        Files.createDirectories(base.resolve("log"));
        Files.copy(
                options.home().application(),
                deployments.resolve(APPLICATION),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static String mark(Path data) {
        return "-Dzhengshu.data.dir=" + data;
    }

    private List<String> command() {
        Path home = options.home().wildfly();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(mark(options.data()));
        command.addAll(List.of("-Xms128m", "-Xmx" + options.xmx(), "-XX:MaxMetaspaceSize=512m"));
        command.addAll(COLLECTOR);
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true"));
        command.addAll(List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8"));
        command.add("-Djdk.tls.rejectClientInitiatedRenegotiation=true");
        command.addAll(MODULAR);
        device.ifPresent(
                opened -> {
                    Path security = base.resolve("configuration/java.security").toAbsolutePath();
                    command.add("-Djava.security.properties=" + security);
                    command.add("-Dzhengshu.tls.store=PKCS11");
                    command.add("-Dzhengshu.tls.file=tls-trust.p12");
                    command.add("-Dzhengshu.tls.alias=" + KeyUse.TLS.deviceAlias());
                });
        command.add("-Dorg.jboss.boot.log.file=" + base.resolve("log/boot.log"));
        command.add(
                "-Dlogging.configuration="
                        + base.resolve("configuration/logging.properties").toUri());
        command.addAll(List.of("-jar", home.resolve("jboss-modules.jar").toString()));
        command.addAll(
                List.of("-mp", home.resolve("modules").toString(), "org.jboss.as.standalone"));
        command.add("-Djboss.home.dir=" + home);
        command.add("-Djboss.server.base.dir=" + base);
        command.add("--read-only-server-config=zhengshu.xml");
        command.add("-Djboss.bind.address=" + options.bind());
        command.add("-Dzhengshu.http.bind=" + options.httpBind());
        command.add("-Dzhengshu.config.dir=" + options.config());
        command.add("-Dzhengshu.sample=" + options.sample());
        command.add("-Dzhengshu.address=" + options.address());
        command.add("-Dzhengshu.node=" + options.node());
        command.add("-Dzhengshu.server=" + options.server());
        if (Files.exists(options.properties())) {
            command.add("--properties=" + options.properties());
        }
        command.add("-Dzhengshu.instance=" + instance);
        command.add("-Dzhengshu.http.port=" + ports.http());
        command.add("-Dzhengshu.https.port=" + ports.https());
        command.add("-Dzhengshu.management.port=" + ports.management());
        return command;
    }
}
