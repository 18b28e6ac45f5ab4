package org.zhengshu.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** PostgreSQL from a library, on a directory that stays and on this machine's loopback only. */
final class Database {
    private static final String NAME = "zhengshu";
    private static final List<String> SETTINGS =
            List.of(
                    "listen_addresses=127.0.0.1",
                    "unix_socket_directories=",
                    "fsync=on",
                    "shared_buffers=256MB",
                    "max_connections=120",
                    "password_encryption=scram-sha-256",
                    "timezone=UTC",
                    "log_timezone=UTC",
                    "logging_collector=on",
                    "log_filename=postgresql-%a.log",
                    "log_truncate_on_rotation=on",
                    "log_rotation_size=0");

    private final Commands commands;
    private final Path directory;
    private final Path output;
    private final Secrets secrets;
    private final int port;

    Database(Commands commands, Path data, Secrets secrets, int port) {
        this.commands = commands;
        this.directory = directory(data);
        this.output = data.resolve("postgres.log");
        this.secrets = secrets;
        this.port = port;
    }

    static Path directory(Path data) {
        return data.resolve("postgres");
    }

    /** The postmaster that runs on this data directory, whoever started it. */
    static Optional<ProcessHandle> running(Path data) {
        Path directory = directory(data);
        return Orphans.find(directory.resolve("postmaster.pid"), directory.toString());
    }

    /** Starts it, after making it when this is the first start. */
    void start() {
        try {
            Files.deleteIfExists(output);
            if (Files.notExists(directory)) {
                initialize();
            }
            forgetForeignProcess();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String settings =
                SETTINGS.stream()
                        .map(s -> " -c " + s)
                        .collect(Collectors.joining("", "-p " + port, ""));
        run(
                "pg_ctl",
                List.of(
                        "start",
                        "-w",
                        "-t",
                        "100",
                        "-D",
                        directory.toString(),
                        "-l",
                        output.toString(),
                        "-o",
                        settings));
        try {
            createRoleAndDatabase();
        } catch (SQLException e) {
            throw StartFailure.failed(
                    "数据库无法登录: " + e.getMessage(),
                    "Cannot log in to the database: " + e.getMessage());
        }
    }

    /** The postmaster's process; empty when it does not run. */
    Optional<ProcessHandle> process() {
        return running(directory.getParent());
    }

    /** What kill -9 does to the postmaster; its sessions notice and end by themselves. */
    void kill() {
        process()
                .ifPresent(
                        postmaster -> {
                            postmaster.destroyForcibly();
                            Orphans.ended(postmaster, 10);
                        });
    }

    /** A fast, orderly stop. */
    void stop() {
        stop(commands, directory.getParent());
    }

    static void stop(Commands commands, Path data) {
        List<String> fast = List.of("stop", "-w", "-t", "60", "-m", "fast", "-D");
        List<String> arguments = new ArrayList<>(fast);
        arguments.add(directory(data).toString());
        if (!commands.run(data.resolve("postgres.log"), "pg_ctl", arguments)) {
            running(data).ifPresent(process -> Orphans.stop(process, 5));
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
    }

    String user() {
        return NAME;
    }

    String password() {
        return secrets.get("db.password");
    }

    long pid() {
        return Orphans.pid(directory.resolve("postmaster.pid")).orElse(-1L);
    }

    /** Into a directory beside, which gets its name only when it is whole. */
    private void initialize() throws IOException {
        Path half = directory.resolveSibling("postgres.tmp");
        PrivateFiles.delete(half);
        Path password = directory.resolveSibling("postgres.pw");
        PrivateFiles.write(password, secrets.get("db.admin.password"));
        try {
            run(
                    "initdb",
                    List.of(
                            "-D",
                            half.toString(),
                            "-U",
                            "postgres",
                            "-E",
                            "UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--auth=scram-sha-256",
                            "--pwfile=" + password));
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(half, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    /** After a crash of the machine the number in the pid file may be another program's by now. */
    private void forgetForeignProcess() throws IOException {
        Path file = directory.resolve("postmaster.pid");
        boolean foreign =
                Orphans.pid(file).flatMap(ProcessHandle::of).isPresent()
                        && running(directory.getParent()).isEmpty();
        if (foreign) {
            Files.delete(file);
        }
    }

    private void createRoleAndDatabase() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", "postgres");
        login.setProperty("password", secrets.get("db.admin.password"));
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (Connection connection = new org.postgresql.Driver().connect(url, login);
                Statement statement = connection.createStatement()) {
            String password = " LOGIN PASSWORD '" + password() + "'";
            boolean known = exists(statement, "pg_roles WHERE rolname");
            statement.execute((known ? "ALTER" : "CREATE") + " ROLE " + NAME + password);
            if (!exists(statement, "pg_database WHERE datname")) {
                statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
            }
        }
    }

    private static boolean exists(Statement statement, String where) throws SQLException {
        try (ResultSet rows =
                statement.executeQuery("SELECT 1 FROM " + where + " = '" + NAME + "'")) {
            return rows.next();
        }
    }

    private void run(String program, List<String> arguments) {
        if (!commands.run(output, program, arguments)) {
            throw StartFailure.failed(
                    "数据库未能启动 (" + program + "), 见 " + output + ":\n" + lastLines(),
                    "The database did not start (" + program + "), see " + output);
        }
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 8), lines.size()));
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
