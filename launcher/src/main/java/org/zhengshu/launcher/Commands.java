package org.zhengshu.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The programs of PostgreSQL, which refuse to run as root: there they run in a user name space of
 * their own.
 */
final class Commands {
    private final Path directory;
    private final List<String> prefix;

    Commands(Path directory) {
        this.directory = directory;
        this.prefix = root() ? List.of("unshare", "-U") : List.of();
        if (root() && !succeeds("unshare", "-U", "true")) {
            throw StartFailure.refused(
                    "PostgreSQL 不能以 root 运行, 且本机禁止用户命名空间: 请改用普通用户, 或设置 DB_URL 使用已有数据库",
                    "PostgreSQL does not run as root and this machine forbids user name spaces:"
                            + " use an ordinary user, or set DB_URL to use a database of your own");
        }
    }

    /** Runs a program to its end; what it says goes into a file. */
    boolean run(Path output, String program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(directory.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
        return wait(builder);
    }

    private static boolean root() {
        String user = System.getProperty("user.name", "");
        Path self = Path.of("/proc/self");
        try {
            return Files.exists(self)
                    ? Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"))
                    : user.toLowerCase(Locale.ROOT).equals("root");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean succeeds(String... command) {
        return wait(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD));
    }

    private static boolean wait(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (process.waitFor(120, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
