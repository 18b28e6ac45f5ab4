package org.zhengshu.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.postgresql.PGConnection;

/** The data folder of a node that an earlier build wrote (旧版本节点), laid down from its tables. */
public final class EarlierNode {
    private static final String ADMINISTRATOR = "postgres";

    private final Path project;
    private final Path unpacked;
    private final Path data;

    private EarlierNode(Path project, Path home) {
        this.project = project;
        this.unpacked = home.resolve("earlier");
        this.data = home.resolve("data");
    }

    /** Lays it down below a fresh folder; the folder with what else was kept of it. */
    public static Path layDown(Path project, Path archive, Path home)
            throws IOException, SQLException {
        EarlierNode node = new EarlierNode(project, home);
        node.unpack(archive);
        PrivateFiles.copy(node.unpacked.resolve("data"), node.data);
        System.setProperty("zhengshu.home", project.toString());
        Secrets secrets = Secrets.of(node.data);
        int port = Ports.free().database();
        Database database =
                new Database(DatabasePrograms.unpack(Home.find()), node.data, secrets, port);
        database.start();
        try {
            node.fill(port, secrets);
        } finally {
            database.stop();
        }
        return node.unpacked;
    }

    /** Version of the schema in a data folder whose node does not run. */
    public static String schema(Path data) throws SQLException {
        Options options = Options.parse(List.of("--data", data.toString()), java.util.Map.of());
        try (DatabaseAccess database = DatabaseAccess.open(options);
                Connection connection = database.connect()) {
            return Versions.ofDatabase(connection).orElseThrow();
        }
    }

    private void unpack(Path archive) throws IOException {
        try (InputStream in = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = unpacked.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    private void fill(int port, Secrets secrets) throws IOException, SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/zhengshu";
        try (Connection owner =
                        DriverManager.getConnection(url, "zhengshu", secrets.get("db.password"));
                Statement statement = owner.createStatement()) {
            for (Path script : scripts()) {
                statement.execute(Files.readString(script));
            }
        }
        try (Connection all =
                        DriverManager.getConnection(
                                url, ADMINISTRATOR, secrets.get("db.admin.password"));
                Statement statement = all.createStatement()) {
            statement.execute("set session_replication_role = replica");
            copy(all);
            continueNumbers(statement);
        }
    }

    /** As the earlier build ran them. */
    private List<Path> scripts() {
        Path migrations = project.resolve("ejb/src/main/resources/db/migration");
        List<Path> scripts = new ArrayList<>();
        for (String name : List.of("V1__foundation", "V2__evidence", "V2_2__redaction")) {
            scripts.add(migrations.resolve(name + ".sql"));
        }
        scripts.add(migrations.resolve("V2_30__one_stop.sql"));
        scripts.add(unpacked.resolve("flyway.sql"));
        scripts.add(unpacked.resolve("mounts.sql"));
        return scripts;
    }

    private void copy(Connection connection) throws IOException, SQLException {
        try (Stream<Path> tables = Files.list(unpacked.resolve("tables"))) {
            for (Path table : (Iterable<Path>) tables.sorted()::iterator) {
                String name = table.getFileName().toString().replace(".copy", "");
                try (InputStream in = Files.newInputStream(table);
                        Statement empty = connection.createStatement()) {
                    empty.execute("delete from " + name);
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy " + name + " from stdin", in);
                }
            }
        }
    }

    private static void continueNumbers(Statement statement) throws SQLException {
        List<String> commands = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery(
                        """
                        select format('select setval(pg_get_serial_sequence(%L, %L),'
                            || ' greatest((select max(%I) from %I.%I), 1))',
                            table_schema || '.' || table_name, column_name,
                            column_name, table_schema, table_name)
                        from information_schema.columns
                        where is_identity = 'YES' and table_schema in ('public', 'mnt_data')""")) {
            while (rows.next()) {
                commands.add(rows.getString(1));
            }
        }
        for (String command : commands) {
            statement.execute(command);
        }
    }

    /** Text of a file that was kept of the node. */
    public static String text(Path kept, String name) throws IOException {
        return Files.readString(kept.resolve(name), StandardCharsets.UTF_8);
    }
}
