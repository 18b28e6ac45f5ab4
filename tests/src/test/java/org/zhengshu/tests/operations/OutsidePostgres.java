package org.zhengshu.tests.operations;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL of the operator's: Debian's own (package postgresql), in a folder of the test. */
final class OutsidePostgres implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String PASSWORD = "outside-password";

    private final Path programs;
    private final Path folder;
    private final int port;

    private OutsidePostgres(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    static OutsidePostgres start(Path folder) throws IOException {
        Path programs;
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            programs =
                    versions.map(v -> v.resolve("bin"))
                            .filter(b -> Files.exists(b.resolve("initdb")))
                            .max(Comparator.naturalOrder())
                            .orElseThrow();
        }
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        OutsidePostgres postgres = new OutsidePostgres(programs, folder, port);
        Path password = folder.resolveSibling("outside.pw");
        Files.createDirectories(folder.getParent());
        Files.writeString(password, PASSWORD);
        postgres.run(
                "initdb",
                "-D",
                folder.toString(),
                "-U",
                "postgres",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--auth=scram-sha-256",
                "--pwfile=" + password);
        postgres.run(
                "pg_ctl",
                "start",
                "-w",
                "-D",
                folder.toString(),
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''");
        return postgres;
    }

    /** A database with an owner of its own; what the node and its commands find in DB_…. */
    Map<String, String> database(String name) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(url("postgres"), "postgres", PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + name + " login password '" + PASSWORD + "'");
            statement.execute("create database " + name + " owner " + name);
        }
        return Map.of("DB_URL", url(name), "DB_USER", name, "DB_PASSWORD", PASSWORD);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** As root in a user name space of its own, since it refuses to run as root. */
    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            Path out = folder.resolveSibling("outside.out");
            int exit =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(out.toFile())
                            .start()
                            .waitFor();
            if (exit != 0) {
                throw new IOException(program + ": " + Files.readString(out));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        run("pg_ctl", "stop", "-w", "-m", "fast", "-D", folder.toString());
    }
}
