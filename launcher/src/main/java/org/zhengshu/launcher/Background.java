package org.zhengshu.launcher;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A node in the background: the launcher in a process of its own, found again by its pid file. */
final class Background {
    /** As the Linux Standard Base has it: the program is not running. */
    static final int STOPPED = 3;

    private static final int STOP_SECONDS = 120;

    private Background() {}

    static Path pidFile(Path data) {
        return data.resolve("launcher.pid");
    }

    /** Exists while the node answers. */
    static Path readyFile(Path data) {
        return data.resolve("launcher.ready");
    }

    /** Starts {@code run} in a process of its own and waits until it is ready or gives up. */
    static int start(Path data, List<String> arguments) throws IOException, InterruptedException {
        if (DataLock.isTaken(data)) {
            Screen.step("已在运行", "It is running already");
            return 0;
        }
        Path log = data.resolve("launcher.log");
        Files.deleteIfExists(readyFile(data));
        List<String> command = new ArrayList<>(List.of("nohup"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8"));
        command.add("-Djava.awt.headless=true");
        command.add("-Dzhengshu.home=" + System.getProperty("zhengshu.home", ""));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Cli.class.getName()));
        command.add("run");
        command.addAll(arguments);
        PrivateFiles.write(log, "");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        process.getOutputStream().close();
        while (Files.notExists(readyFile(data))) {
            if (process.waitFor(300, TimeUnit.MILLISECONDS)) {
                Screen.text(Files.readString(log));
                return process.exitValue();
            }
        }
        Screen.text(Files.readString(log));
        return 0;
    }

    static int stop(Path data) {
        Optional<ProcessHandle> launcher = launcher(data);
        if (launcher.isEmpty()) {
            Screen.step("未在运行", "It is not running");
            return 0;
        }
        launcher.get().destroy();
        if (!Orphans.ended(launcher.get(), STOP_SECONDS)) {
            throw StartFailure.failed(
                    "进程 " + launcher.get().pid() + " 未能停止",
                    "The process " + launcher.get().pid() + " does not end");
        }
        Screen.step("已停止", "Stopped");
        return 0;
    }

    /** Asks the node itself, as a monitor would. */
    static int status(Path data, String address) {
        if (launcher(data).isEmpty()) {
            Screen.step("已停止", "Stopped");
            return STOPPED;
        }
        Properties ports = new Properties();
        try (Reader reader =
                Files.newBufferedReader(data.resolve("ports.properties"), StandardCharsets.UTF_8)) {
            ports.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int port = Integer.parseInt(ports.getProperty("http"));
        boolean ready = Files.exists(readyFile(data)) && Readiness.healthy(address, port);
        Screen.step(
                (ready ? "已就绪 " : "启动中或未就绪 ") + ports, ready ? "Ready" : "Starting, or not ready");
        return ready ? 0 : StartFailure.FAILED;
    }

    /** The launcher that holds the lock of the data directory. */
    private static Optional<ProcessHandle> launcher(Path data) {
        return DataLock.isTaken(data)
                ? Orphans.pid(pidFile(data)).flatMap(ProcessHandle::of)
                : Optional.empty();
    }
}
