package org.zhengshu.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What somebody who helps needs to see of a node, without its secrets (诊断包). */
final class Diagnostics {
    /** Of each log file the end. */
    private static final int TAIL = 512 << 10;

    private final Options options;
    private final Masks masks;

    Diagnostics(Options options) {
        this.options = options;
        this.masks = Masks.of(options);
    }

    /** A part: what fails is in it as text, since a sick node is the reason for asking. */
    private interface Part {
        String text() throws Exception;
    }

    Path write(Path folder, Instant now) {
        try {
            Files.createDirectories(folder);
            Path file =
                    folder.resolve(
                            "zhengshu-diagnostics-"
                                    + options.node()
                                    + "-"
                                    + now.toString().replaceAll("[-:]|\\.[0-9]+", "")
                                    + ".tar.gz");
            Path half = file.resolveSibling(file.getFileName() + ".part");
            Files.deleteIfExists(half);
            PrivateFiles.create(half);
            try (BackupWriter writer = new BackupWriter(half)) {
                for (Map.Entry<String, Part> part : parts(now).entrySet()) {
                    writer.text(part.getKey(), masks.clean(text(part.getValue())));
                }
                writer.finish();
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            return file;
        } catch (IOException e) {
            throw StartFailure.failed(
                    "诊断包未能写入: " + e.getMessage(),
                    "The diagnostics could not be written: " + e.getMessage());
        }
    }

    private static String text(Part part) {
        try {
            return part.text();
        } catch (Exception e) {
            return "unavailable: " + e + "\n";
        }
    }

    private Map<String, Part> parts(Instant now) throws IOException {
        Map<String, Part> parts = new TreeMap<>();
        parts.put("versions.txt", () -> versions(now));
        parts.put("settings.txt", this::settings);
        parts.put("health.json", () -> page("/health"));
        parts.put("metrics.txt", () -> page("/metrics"));
        parts.put("disk.txt", () -> DiskReport.of(options).text());
        parts.put("certificates.txt", this::certificates);
        parts.put("database.txt", this::database);
        parts.put("threads.txt", this::threads);
        for (Path log : logs()) {
            parts.put("logs/" + log.getFileName(), () -> tail(log));
        }
        return parts;
    }

    private String page(String path) {
        return new NodeClient(options).page(path);
    }

    private String versions(Instant now) {
        Runtime machine = Runtime.getRuntime();
        return """
                time %s
                zhengshu %s
                java %s
                system %s %s %s
                processors %d
                """
                .formatted(
                        now,
                        Home.version(),
                        System.getProperty("java.runtime.version"),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        machine.availableProcessors());
    }

    private String settings() throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(options.toString().replace(", ", "\n")).append('\n');
        if (Files.exists(options.properties())) {
            text.append(Files.readString(options.properties(), StandardCharsets.UTF_8));
        }
        Path ports = options.data().resolve("ports.properties");
        return Files.exists(ports)
                ? text.append(Files.readString(ports, StandardCharsets.UTF_8)).toString()
                : text.toString();
    }

    private String certificates() {
        return CertificateList.of(options.data(), KeysCommand.pki(options));
    }

    private String database() throws Exception {
        StringBuilder text = new StringBuilder();
        try (DatabaseAccess database = DatabaseAccess.open(options);
                Connection connection = database.connect()) {
            for (String query :
                    List.of(
                            "select 'server ' || version()",
                            "select 'schema ' || max(version) from flyway_schema_history",
                            "select 'sessions ' || count(*) from pg_stat_activity",
                            "select 'waiting for locks ' || count(*) from pg_locks where not granted",
                            "select 'size ' || pg_database_size(current_database())")) {
                text.append(DatabaseAccess.value(connection, query).orElse("-")).append('\n');
            }
        }
        return text.toString();
    }

    /** By the JDK's own tool; a runtime without it leaves this part empty. */
    private String threads() throws Exception {
        ProcessHandle server =
                Server.running(options.data())
                        .orElseThrow(() -> new IOException("the server does not run"));
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process =
                new ProcessBuilder(
                                tool.toString(), Long.toString(server.pid()), "Thread.print", "-l")
                        .redirectErrorStream(true)
                        .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(30, TimeUnit.SECONDS);
        return text;
    }

    private List<Path> logs() throws IOException {
        List<Path> logs = new ArrayList<>();
        Path folder = options.data().resolve("server/log");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(Files::isRegularFile)
                        .filter(f -> f.toString().matches(".*\\.(log|json)(\\.1)?"))
                        .forEach(logs::add);
            }
        }
        Path postgres = options.data().resolve("postgres.log");
        if (Files.exists(postgres)) {
            logs.add(postgres);
        }
        return logs;
    }

    /** Whole lines. */
    private static String tail(Path file) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(0, log.length() - TAIL);
            log.seek(start);
            byte[] bytes = new byte[(int) (log.length() - start)];
            int read = Math.max(0, log.read(bytes));
            String text = new String(bytes, 0, read, StandardCharsets.UTF_8);
            return start == 0 ? text : text.substring(text.indexOf('\n') + 1);
        }
    }
}
