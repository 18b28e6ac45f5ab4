package org.zhengshu.audit.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The database session that may hold logs (日志连接). */
final class LogConnection {
    /**
     * The database notices within seconds that the machine of a writer is gone, and frees its
     * locks.
     */
    private static final String KEEP_ALIVE =
            """
            select set_config('tcp_keepalives_idle', '5', false),
                set_config('tcp_keepalives_interval', '2', false),
                set_config('tcp_keepalives_count', '3', false)""";

    private LogConnection() {}

    static Connection open(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        try (PreparedStatement s = connection.prepareStatement(KEEP_ALIVE)) {
            connection.setAutoCommit(false);
            s.execute();
            connection.commit();
            return connection;
        } catch (SQLException | RuntimeException e) {
            try (connection) {
                throw e;
            }
        }
    }

    /** The same after a failure, which is the one to report. */
    static void closeAfter(Exception failure, Connection connection) {
        try {
            close(connection);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Gives the locks back first: the pool keeps the connection, and with it what it holds. */
    static void close(Connection connection) throws SQLException {
        try (connection) {
            connection.rollback();
            LogRow.unlock(connection);
            connection.commit();
        }
    }
}
