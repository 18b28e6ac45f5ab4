package org.zhengshu.tests.operations;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.zhengshu.tests.node.Node;

/** The operator's command line (运维命令), in a process of its own. */
final class Operator {
    /** How a command ended and what it printed. */
    record Outcome(int exit, String text) {}

    private final Path data;
    private final Path config;
    private final String node;
    private final Map<String, String> environment;

    Operator(Node of, String node) {
        this(of.data(), of.config(), node, Map.of());
    }

    Operator(Path data, Path config, String node, Map<String, String> environment) {
        this.data = data;
        this.config = config;
        this.node = node;
        this.environment = environment;
    }

    Outcome run(Object... words) {
        try {
            Path out = Files.createTempFile("command", null);
            Process process = start(out, words);
            int exit = process.waitFor();
            String text = Files.readString(out, StandardCharsets.UTF_8);
            Files.delete(out);
            return new Outcome(exit, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Without waiting for its end. */
    Process start(Path out, Object... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8"));
        command.add("-Dzhengshu.home=" + Node.project());
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.zhengshu.launcher.Launcher"));
        for (Object word : words) {
            command.add(word.toString());
        }
        command.addAll(List.of("--data", data.toString(), "--config", config.toString()));
        command.addAll(List.of("--node", node));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
