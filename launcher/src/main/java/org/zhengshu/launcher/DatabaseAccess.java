package org.zhengshu.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The database of a node for a command: the operator's, the built-in one that runs, or the built-in
 * one started for the time of the command.
 */
final class DatabaseAccess implements AutoCloseable {
    private final Options options;
    private final Secrets secrets;
    private final int port;
    private final Database started;
    private final DataLock lock;

    private DatabaseAccess(
            Options options, Secrets secrets, int port, Database started, DataLock lock) {
        this.options = options;
        this.secrets = secrets;
        this.port = port;
        this.started = started;
        this.lock = lock;
    }

    static DatabaseAccess open(Options options) {
        if (options.database() != null) {
            return new DatabaseAccess(options, null, 0, null, null);
        }
        Path data = options.data();
        if (Files.notExists(Database.directory(data))) {
            throw StartFailure.refused(
                    "数据目录 " + data + " 中没有数据库, 也未设置 DB_URL",
                    "There is no database in " + data + ", and DB_URL is not set");
        }
        Secrets secrets = Secrets.of(data);
        if (Database.running(data).isPresent()) {
            return new DatabaseAccess(options, secrets, runningPort(data), null, null);
        }
        DataLock lock = DataLock.take(data);
        try {
            int port = Ports.free().database();
            Database database =
                    new Database(DatabasePrograms.unpack(options.home()), data, secrets, port);
            database.start();
            return new DatabaseAccess(options, secrets, port, database, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The fourth line of the postmaster's own file. */
    private static int runningPort(Path data) {
        try {
            List<String> lines =
                    Files.readAllLines(
                            Database.directory(data).resolve("postmaster.pid"),
                            StandardCharsets.UTF_8);
            return Integer.parseInt(lines.get(3).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True for the PostgreSQL that comes with the launcher. */
    boolean builtIn() {
        return options.database() == null;
    }

    String url() {
        return builtIn()
                ? "jdbc:postgresql://127.0.0.1:" + port + "/zhengshu"
                : options.database().url();
    }

    String user() {
        return builtIn() ? "zhengshu" : options.database().user();
    }

    String password() {
        return builtIn() ? secrets.get("db.password") : options.database().password();
    }

    /** As the node itself. */
    Connection connect() throws SQLException {
        return connect(url(), user(), password());
    }

    /** As the owner of the built-in PostgreSQL. */
    Connection administrator() throws SQLException {
        return connect(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "postgres",
                secrets.get("db.admin.password"));
    }

    private static Connection connect(String url, String user, String password)
            throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        login.setProperty("ApplicationName", "zhengshu-command");
        Connection connection = new org.postgresql.Driver().connect(url, login);
        if (connection == null) {
            throw new SQLException("not an address of PostgreSQL: " + url.split("\\?", 2)[0]);
        }
        return connection;
    }

    /** One value; empty when there is no row, or none in it. */
    static Optional<String> value(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }

    static StartFailure failure(SQLException e) {
        return StartFailure.failed(
                "数据库出错: " + e.getMessage(), "The database failed: " + e.getMessage());
    }

    @Override
    public void close() {
        if (started != null) {
            started.stop();
        }
        if (lock != null) {
            lock.close();
        }
    }
}
