package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.zhengshu.launcher.DatabasePrograms;
import org.zhengshu.tests.node.Node;

/**
 * The package as an operator has it: unpacked into an empty folder that he may not write, run by a
 * user of its own, in a network of its own that leads nowhere, with a PostgreSQL beside it. The
 * caller goes on from {@link #setUp}: start, stop, back up, restore, upgrade by {@link #zhengshu}.
 */
final class InstalledNode implements AutoCloseable {
    static final String PASSPHRASE = "correct horse battery";

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String DATABASE_PASSWORD = "database-password-1";

    private final Path folder;
    private final Seclusion seclusion;
    private final InstalledPorts ports;
    private final Path programs;
    private final Map<String, String> environment = new TreeMap<>();

    private InstalledNode(Path folder, Seclusion seclusion) throws IOException {
        this.folder = folder;
        this.seclusion = seclusion;
        this.ports = InstalledPorts.of(seclusion);
        this.programs = programs().orElse(folder.resolve("postgresql/programs/bin"));
    }

    /** Unpacks {@code dist/target/zhengshu-*.tar.gz} and starts an empty database. */
    static InstalledNode install(String name) throws IOException {
        Path folder = Node.freshFolder(Node.project().resolve("tests/target/installed/" + name));
        Files.createDirectories(folder);
        InstalledNode node = new InstalledNode(folder, Seclusion.begin());
        ok(ChainProcess.run(List.of("tar", "xzf", archive().toString(), "-C", folder.toString())));
        for (String own : List.of("data", "secrets", "postgresql", "work")) {
            node.own(Files.createDirectory(folder.resolve(own)));
        }
        node.secret("passphrase", PASSPHRASE);
        node.secret("database", DATABASE_PASSWORD);
        node.startDatabase();
        return node;
    }

    /** The package that the build wrote. */
    static Path archive() throws IOException {
        Path target = Node.project().resolve("dist/target");
        try (Stream<Path> files = Files.exists(target) ? Files.list(target) : Stream.empty()) {
            return files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new AssertionError(
                                            "no package: mvn package -DskipTests -pl dist -am"));
        }
    }

    /** Those of Debian's package postgresql, of its newest version. */
    private static Optional<Path> programs() throws IOException {
        if (Files.notExists(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.exists(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        }
    }

    /** Where pg_dump and pg_restore of the database's version are; empty where there are none. */
    Optional<Path> databasePrograms() {
        return Optional.of(programs).filter(bin -> Files.exists(bin.resolve("pg_dump")));
    }

    InstalledPorts ports() {
        return ports;
    }

    /** A folder beside the unpacked tree that only the test may write. */
    Path beside(String name) {
        return folder.resolve(name);
    }

    /** The unpacked tree. */
    Path home() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.exists(file.resolve("SHA256SUMS")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    Path secrets() {
        return folder.resolve("secrets");
    }

    /** A folder that the node's user may write, for what a test needs besides. */
    Path work() {
        return folder.resolve("work");
    }

    String https() {
        return "https://localhost:" + ports.https();
    }

    /** What the node tells this machine alone. */
    String http() {
        return "http://localhost:" + ports.http();
    }

    /** Adds to what the node's user finds in his environment. */
    void environment(String name, String value) {
        environment.put(name, value);
    }

    /** Writes a secret file that only the node's user may read. */
    Path secret(String name, String value) {
        try {
            Path file = secrets().resolve(name);
            Files.writeString(file, value + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            own(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers for a set-up on this machine, with those of the test's own. */
    Path answers(Map<String, String> own) throws IOException {
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("node", "liaoning");
        answers.put("tenant.code", "210000");
        answers.put("tenant.name", "辽宁省");
        answers.put("department.code", InstalledChain.AUTHORITY);
        answers.put("department.name", "辽宁省数据局");
        answers.put("department.short-name", "数据局");
        answers.put("database.password-file", secrets().resolve("database").toString());
        answers.put("keys.passphrase-file", secrets().resolve("passphrase").toString());
        answers.put("tls.names", "share.example.cn,localhost");
        answers.put("memory", "768m");
        answers.putAll(ports.answers());
        answers.putAll(own);
        StringBuilder text = new StringBuilder();
        answers.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        Path file = Files.writeString(work().resolve("answers"), text, StandardCharsets.UTF_8);
        own(file);
        return file;
    }

    void setUp(Map<String, String> own) throws IOException {
        ok(zhengshu("setup", "--answers", answers(own).toString()));
    }

    /** {@code bin/zhengshu} as the node's user. */
    ChainProcess.Outcome zhengshu(String... arguments) {
        try {
            return of(home(), arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same command of another package. */
    ChainProcess.Outcome of(Path unpacked, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(unpacked.resolve("bin/zhengshu").toString());
        command.addAll(List.of(arguments));
        return operator(command.toArray(new String[0]));
    }

    /** Any program as the node's user. */
    ChainProcess.Outcome operator(String... command) {
        Map<String, String> given = new TreeMap<>(environment);
        given.put("ZHENGSHU_DATA", data().toString());
        given.put("HOME", work().toString());
        given.put("JAVA_HOME", System.getProperty("java.home"));
        given.put("PATH", "/usr/bin:/bin");
        return ChainProcess.run(seclusion.asOperator(given, List.of(command)));
    }

    /** A program as a caller of the node, in the same network. */
    ChainProcess.Outcome caller(String... command) {
        return ChainProcess.run(seclusion.inside(List.of(command)));
    }

    /** A client of the tests, with their class path. */
    ChainProcess.Outcome client(Class<?> main, Object... arguments) {
        List<String> java =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-Dzhengshu.project=" + Node.project(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName());
        return ChainProcess.run(seclusion.inside(java), arguments);
    }

    /** A statement by the database's superuser; what it returned as text. */
    String sql(String database, String statement) {
        String url = "jdbc:postgresql://127.0.0.1:" + ports.database() + "/" + database;
        return ok(client(InstalledSql.class, url, statement));
    }

    /** A program of PostgreSQL, initdb or pg_ctl, as the database's user. */
    List<String> postgres(String program) {
        return seclusion.asDatabase(
                Map.of("LC_ALL", "C"), List.of(programs.resolve(program).toString()));
    }

    private void startDatabase() {
        Path base = folder.resolve("postgresql");
        if (databasePrograms().isEmpty()) {
            DatabasePrograms.unpackInto(base.resolve("programs"));
        }
        own(base);
        Path cluster = base.resolve("cluster");
        ok(
                ChainProcess.run(
                        postgres("initdb"),
                        "-D",
                        cluster,
                        "-U",
                        "postgres",
                        "-E",
                        "UTF8",
                        "--locale=C",
                        "--auth-local=trust",
                        "--auth-host=trust"));
        ok(
                ChainProcess.run(
                        postgres("pg_ctl"),
                        "start",
                        "-w",
                        "-D",
                        cluster,
                        "-l",
                        base.resolve("log"),
                        "-o",
                        "-p " + ports.database() + " -c listen_addresses=127.0.0.1 -k ''"));
        sql("postgres", "create role zhengshu login password '" + DATABASE_PASSWORD + "'");
        emptyDatabase();
    }

    /** Whatever was in the node's database is gone. */
    void emptyDatabase() {
        sql("postgres", "drop database if exists zhengshu");
        sql("postgres", "create database zhengshu owner zhengshu");
    }

    /** Gives a file or folder to the node's user. */
    void own(Path place) {
        seclusion.give(place);
    }

    /** The output of what must succeed. */
    static String ok(ChainProcess.Outcome outcome) {
        assertThat(outcome.exit()).as(outcome.text()).isZero();
        return outcome.text();
    }

    /** Stops the node and the database and removes the package; data and logs stay to be read. */
    @Override
    public void close() throws IOException {
        try {
            zhengshu("stop");
            ChainProcess.run(
                    postgres("pg_ctl"),
                    "stop",
                    "-m",
                    "fast",
                    "-D",
                    folder.resolve("postgresql/cluster"));
        } finally {
            seclusion.close();
            Node.freshFolder(home());
            Node.freshFolder(beside(InstalledUpgrade.LATER));
        }
    }
}
