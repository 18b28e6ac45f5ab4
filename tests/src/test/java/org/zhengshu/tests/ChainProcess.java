package org.zhengshu.tests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.zhengshu.tests.node.Node;

/** Programs run as a user runs them: in a process of their own, without this one's class path. */
public final class ChainProcess {
    /** How a program ended and what it wrote. */
    public record Outcome(int exit, byte[] out, String errors) {
        public String text() {
            return new String(out, StandardCharsets.UTF_8) + errors;
        }
    }

    private ChainProcess() {}

    /** {@code java -jar proof/target/proof.jar} with these arguments. */
    public static Outcome proof(Object... arguments) {
        List<String> command = new ArrayList<>(java());
        command.add("-jar");
        command.add(Node.project().resolve("proof/target/proof.jar").toString());
        return run(command, arguments);
    }

    /** A Java source file run as it is. */
    static Outcome source(String file, Object... arguments) {
        List<String> command = new ArrayList<>(java());
        command.add(Node.project().resolve(file).toString());
        return run(command, arguments);
    }

    static Outcome run(List<String> program, Object... arguments) {
        List<String> command = new ArrayList<>(program);
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        try {
            Path out = Files.createTempFile("out", null);
            Path errors = Files.createTempFile("errors", null);
            Process process =
                    new ProcessBuilder(command)
                            .redirectInput(new File("/dev/null"))
                            .redirectOutput(out.toFile())
                            .redirectError(errors.toFile())
                            .start();
            int exit = process.waitFor();
            Outcome outcome = new Outcome(exit, Files.readAllBytes(out), Files.readString(errors));
            Files.delete(out);
            Files.delete(errors);
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8");
    }
}
