package org.zhengshu.tests.soap;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Tls;

/**
 * A sample of docs/examples/soap, unchanged, in a process of its own with a class path of its own.
 */
final class Sample {
    private static final Path SAMPLES = Node.project().resolve("docs/examples/soap");
    private static final Path CLIENTS = Node.project().resolve("tests/target/clients");
    private static final Path SERVER = Node.project().resolve("ear/target/wildfly");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
    private static final String PASSWORD = "changeit";
    private static final int SECONDS = 180;

    private final Path folder;
    private final Path work;

    private Sample(String name) {
        this.folder = SAMPLES.resolve(name);
        this.work = Node.freshFolder(CLIENTS.resolve("work").resolve(name));
        make(work);
    }

    static Sample of(String name) {
        return new Sample(name);
    }

    /** What the process printed, and how it ended. */
    record Ended(int exit, String output) {}

    Path folder() {
        return folder;
    }

    Path file(String name) {
        return work.resolve(name);
    }

    Path file(String name, byte[] content) {
        try {
            Files.createDirectories(work.resolve(name).getParent());
            return Files.write(work.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The node's roots in the form that Java reads, with the password {@code changeit}. */
    Path trust(Node node) {
        Path file = work.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore roots = Tls.trusted(node.data().resolve("root.pem"));
            roots.store(out, PASSWORD.toCharArray());
            return file;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compiles the sample, and further sources, against these jars. */
    Path compiled(String classPath, Path... sources) {
        Path classes = work.resolve("classes");
        List<String> command = new ArrayList<>();
        command.addAll(
                List.of(
                        JAVA.resolve("javac").toString(),
                        "-nowarn",
                        "-encoding",
                        "UTF-8",
                        "-d",
                        classes.toString()));
        if (!classPath.isEmpty()) {
            command.addAll(List.of("-cp", classPath));
        }
        command.add(folder.resolve("Query.java").toString());
        Arrays.stream(sources).map(Path::toString).forEach(command::add);
        require(run(command));
        return classes;
    }

    /** Runs the compiled sample. */
    Ended java(Node node, String classPath, String... arguments) {
        List<String> command = new ArrayList<>(trusting(node));
        command.addAll(List.of("-cp", classPath, "Query"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Runs a class with modules of the server that the product is delivered with. */
    Ended modules(Node node, Path classes, List<String> properties, String main, String... arguments) {
        List<String> command = new ArrayList<>(trusting(node));
        command.addAll(properties);
        command.addAll(
                List.of(
                        "-jar",
                        SERVER.resolve("jboss-modules.jar").toString(),
                        "-mp",
                        SERVER.resolve("modules").toString(),
                        "-cp",
                        classes.toString(),
                        "-dep",
                        "org.apache.cxf.impl,org.apache.cxf,org.apache.cxf.ws-security,"
                                + "org.apache.ws.security,jakarta.xml.ws.api,jakarta.xml.bind.api,"
                                + "jakarta.xml.soap.api,java.se,jdk.unsupported",
                        main));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private List<String> trusting(Node node) {
        return List.of(
                JAVA.resolve("java").toString(),
                "-Xmx256m",
                "-Djavax.net.ssl.trustStore=" + trust(node),
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    /** Runs a program to its end. */
    Ended run(List<String> command) {
        try {
            Path output = work.resolve("output.txt");
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("does not end: " + command);
            }
            return new Ended(
                    process.exitValue(),
                    new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void require(Ended ended) {
        if (ended.exit() != 0) {
            throw new IllegalStateException(ended.output());
        }
    }

    /** All jars below a folder of tests/target/clients. */
    static String jars(String name) {
        return paths(CLIENTS.resolve(name));
    }

    /** The jars of some of the server's modules, for the compiler. */
    static String moduleJars(String... modules) {
        Path base = SERVER.resolve("modules/system/layers/base");
        return Arrays.stream(modules)
                .map(module -> paths(base.resolve(module)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A file inside one of these jars. */
    static byte[] resource(String jars, String name) throws IOException {
        for (String jar : jars.split(File.pathSeparator)) {
            try (ZipFile zip = new ZipFile(jar)) {
                ZipEntry entry = zip.getEntry(name);
                if (entry != null) {
                    return zip.getInputStream(entry).readAllBytes();
                }
            }
        }
        throw new IOException("no " + name);
    }

    /** The program of the server's folder bin. */
    static String bin(String program) {
        return SERVER.resolve("bin").resolve(program).toString();
    }

    private static String paths(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
