package org.zhengshu.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.postgresql.ds.PGSimpleDataSource;
import org.zhengshu.launcher.Instance;
import org.zhengshu.launcher.Launcher;
import org.zhengshu.launcher.Options;

/** A node of the benchmark's own on free ports, with the sample world and {@link BenchEar}. */
final class BenchNode implements AutoCloseable {
    private static final String FRESH = "bench";

    /** One system makes the whole load; the limits count all the same. */
    private static final String UNLIMITED =
            """
            zhengshu.limits.rate=1000000
            zhengshu.limits.burst=1000000
            zhengshu.limits.concurrency=10000
            zhengshu.limits.address.rate=1000000
            zhengshu.limits.address.burst=1000000
            zhengshu.limits.address.concurrency=10000
            """;

    private final Instance instance;

    private BenchNode(Instance instance) {
        this.instance = instance;
    }

    /** Starts it on new data under the folder; the product is taken from the built project. */
    static BenchNode start(Path project, Path folder) throws IOException, GeneralSecurityException {
        Path home = folder.resolve("home");
        Path data = folder.resolve("data");
        delete(home);
        delete(data);
        Files.createDirectories(home);
        Files.createSymbolicLink(home.resolve("config"), project.resolve("config"));
        Files.createSymbolicLink(home.resolve("wildfly"), project.resolve("ear/target/wildfly"));
        Path migrations = Path.of("ejb/src/main/resources/db/migration");
        Files.createDirectories(home.resolve(migrations).getParent());
        Files.createSymbolicLink(home.resolve(migrations), project.resolve(migrations));
        Path keys = home.resolve("bare");
        BenchEar.assemble(
                project.resolve("ear/target/zhengshu.ear"), home.resolve("zhengshu.ear"), keys);
        System.setProperty("zhengshu.home", home.toString());
        Path settings = Files.writeString(folder.resolve("bench.properties"), UNLIMITED);
        Options options =
                Options.parse(
                        List.of(
                                "--data",
                                data.toString(),
                                "--properties",
                                settings.toString(),
                                "--free-ports"),
                        Map.of());
        BenchNode node = new BenchNode(Launcher.start(options));
        BareWar.writeKeys(
                data, node.properties("secrets.properties").getProperty("pki.password"), keys);
        return node;
    }

    Path data() {
        return instance.data();
    }

    int port() {
        return instance.ports().https();
    }

    long serverPid() {
        return instance.serverPid();
    }

    long databasePid() {
        return instance.databasePid();
    }

    /** Id of a sample grant. */
    String grant(String name) throws IOException {
        return properties("sample-grants.properties").getProperty(name);
    }

    /** Password of a sample account or of a first administrator. */
    String password(String login) throws IOException {
        boolean administrator = login.endsWith("admin");
        return properties(
                        administrator ? "administrators.properties" : "sample-accounts.properties")
                .getProperty(login);
    }

    /** The node's own database. */
    Connection database() throws SQLException {
        return source(instance.serverEnvironment().get("DB_URL")).getConnection();
    }

    /** An empty database beside the node's, on the same PostgreSQL. */
    PGSimpleDataSource freshDatabase() throws SQLException, IOException {
        String url = instance.serverEnvironment().get("DB_URL");
        String beside = url.substring(0, url.lastIndexOf('/') + 1);
        PGSimpleDataSource admin = new PGSimpleDataSource();
        admin.setUrl(beside + "postgres");
        admin.setUser("postgres");
        admin.setPassword(properties("secrets.properties").getProperty("db.admin.password"));
        try (Connection connection = admin.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + FRESH);
            statement.execute(
                    "create database "
                            + FRESH
                            + " owner "
                            + instance.serverEnvironment().get("DB_USER"));
        }
        return source(beside + FRESH);
    }

    private PGSimpleDataSource source(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(instance.serverEnvironment().get("DB_USER"));
        source.setPassword(instance.serverEnvironment().get("DB_PASSWORD"));
        source.setReWriteBatchedInserts(true);
        return source;
    }

    private Properties properties(String file) throws IOException {
        Properties values = new Properties();
        try (Reader reader =
                Files.newBufferedReader(data().resolve(file), StandardCharsets.UTF_8)) {
            values.load(reader);
        }
        return values;
    }

    @Override
    public void close() {
        instance.close();
    }

    /** Without following the links into the project. */
    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path directory, IOException e)
                            throws IOException {
                        Files.delete(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
