package org.zhengshu.audit.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengshu.proof.HashAlgorithm;

/** A log of the node (日志), its own server's or another one's. */
record StoredLog(short id, String origin, HashAlgorithm hash) {
    static List<StoredLog> all(Connection connection) throws SQLException {
        List<StoredLog> logs = new ArrayList<>();
        try (PreparedStatement s =
                        connection.prepareStatement(
                                "select id, origin, hash from aud_log order by id");
                ResultSet rows = s.executeQuery()) {
            while (rows.next()) {
                logs.add(
                        new StoredLog(
                                rows.getShort(1),
                                rows.getString(2),
                                HashAlgorithm.of(rows.getString(3))));
            }
        }
        return logs;
    }

    static Optional<StoredLog> of(Connection connection, String origin) throws SQLException {
        return all(connection).stream().filter(l -> l.origin().equals(origin)).findFirst();
    }

    /** Size of the newest checkpoint; 0 before the first. */
    long size(Connection connection) throws SQLException {
        return number(connection, "select max(size) from aud_checkpoint where log_id = ?");
    }

    /** Where the part begins that is not archived. */
    long archived(Connection connection) throws SQLException {
        return number(connection, "select max(size) from aud_archive where log_id = ?");
    }

    /** The newest checkpoint at or before a size; 0 when there is none. */
    long checkpointUpTo(Connection connection, long size) throws SQLException {
        return number(
                connection,
                "select max(size) from aud_checkpoint where log_id = ? and size <= " + size);
    }

    private long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(sql)) {
            s.setShort(1, id);
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
