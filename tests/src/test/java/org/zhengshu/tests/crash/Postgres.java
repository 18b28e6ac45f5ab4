package org.zhengshu.tests.crash;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.zhengshu.tests.node.Node;

/** The node's own database, seen as its owner sees it. */
public final class Postgres {
    private static final String US = "zhengshu-tests";

    private Postgres() {}

    public static Connection open(Node node) throws SQLException {
        Map<String, String> environment = node.instance().serverEnvironment();
        Properties login = new Properties();
        login.setProperty("user", environment.get("DB_USER"));
        login.setProperty("password", environment.get("DB_PASSWORD"));
        login.setProperty("ApplicationName", US);
        return new org.postgresql.Driver().connect(environment.get("DB_URL"), login);
    }

    /** Ends every session of the server, as an administrator may. */
    static int terminateServerSessions(Connection connection) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        select count(*) filter (where pg_terminate_backend(pid)) from pg_stat_activity
                        where usename = current_user and application_name <> ?""")) {
            s.setString(1, US);
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** Acts that have no place in a log. */
    static long unsequenced(Connection connection) throws SQLException {
        return count(connection, "aud_entry where seq is null");
    }

    /** Process of the session that holds the lock on the log. */
    static long committer(Connection connection) throws SQLException {
        try (PreparedStatement s =
                        connection.prepareStatement(
                                "select pid from pg_locks where locktype = 'advisory' and granted");
                ResultSet rows = s.executeQuery()) {
            if (!rows.next()) {
                throw new IllegalStateException("nobody holds the log");
            }
            return rows.getLong(1);
        }
    }

    /** Something that the server has to wait for, until it is closed. */
    interface Held extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    /** Holds the log as another running server would, after its own session was ended. */
    static Held takeLog(Connection connection, Connection other) throws Exception {
        long committer = committer(connection);
        String key = "(select hashtextextended(origin, 809) from aud_log order by id limit 1)";
        Thread waiting = new Thread(() -> execute(other, "select pg_advisory_lock(" + key + ")"));
        waiting.start();
        while (!exists(connection, "pg_locks where locktype = 'advisory' and not granted")) {
            Thread.onSpinWait();
        }
        execute(connection, "select pg_terminate_backend(" + committer + ")");
        waiting.join();
        return () -> execute(other, "select pg_advisory_unlock_all()");
    }

    /** Holds the counter of a grant, so that the committer waits. */
    static Held holdCounter(Connection connection, String grant) throws SQLException {
        connection.setAutoCommit(false);
        execute(
                connection,
                "select used from shr_usage where grant_id = '" + grant + "' for update");
        return () -> {
            connection.rollback();
            connection.setAutoCommit(true);
        };
    }

    /** Sessions of the server that wait for a lock. */
    public static long waiting(Node node) throws SQLException {
        try (Connection connection = open(node)) {
            return count(connection, "pg_stat_activity where wait_event_type = 'Lock'");
        }
    }

    public static long count(Connection connection, String from) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement("select count(*) from " + from);
                ResultSet rows = s.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** What the log says of one call. */
    static List<String> outcomes(Connection connection, String trace) throws SQLException {
        List<String> outcomes = new ArrayList<>();
        try (PreparedStatement s =
                connection.prepareStatement("select outcome from aud_entry where trace = ?")) {
            s.setString(1, trace);
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    outcomes.add(rows.getString(1));
                }
            }
        }
        return outcomes;
    }

    private static boolean exists(Connection connection, String from) throws SQLException {
        return count(connection, from) > 0;
    }

    public static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
