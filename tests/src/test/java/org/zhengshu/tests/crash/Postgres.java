package org.zhengshu.tests.crash;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.zhengshu.tests.node.Node;

/** The node's own database, seen as its owner sees it. */
final class Postgres {
    private static final String US = "zhengshu-tests";

    private Postgres() {}

    static Connection open(Node node) throws SQLException {
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
        try (PreparedStatement s =
                        connection.prepareStatement(
                                "select count(*) from aud_entry where seq is null");
                ResultSet rows = s.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
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
}
