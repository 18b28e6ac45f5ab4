package org.zhengshu.audit.control;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.zhengshu.proof.log.LogRecord;

/** Time-stamps and cosignatures of a log in the order of their checkpoints (时间戳与联署游标). */
final class SealCursor implements AutoCloseable {
    private static final int FETCH = 200;
    private static final String SELECT =
            """
            select size, token, null::bytea from aud_timestamp
                where log_id = ? and size > ? and size <= ?
            union all
            select size, null, convert_to(line, 'UTF8') from aud_cosignature
                where log_id = ? and size > ? and size <= ?
            order by 1""";

    private final PreparedStatement statement;
    private final ResultSet rows;
    private boolean there;

    SealCursor(Connection connection, StoredLog log, long first, long end) throws SQLException {
        statement = connection.prepareStatement(SELECT);
        statement.setFetchSize(FETCH);
        for (int from : new int[] {1, 4}) {
            statement.setShort(from, log.id());
            statement.setLong(from + 1, first);
            statement.setLong(from + 2, end);
        }
        rows = statement.executeQuery();
        there = rows.next();
    }

    /** Hands on those of the checkpoint, and of any before that is not there any more. */
    void giveUpTo(long size, RecordSink sink) throws SQLException, IOException {
        while (there && rows.getLong(1) <= size) {
            byte[] token = rows.getBytes(2);
            sink.accept(
                    token != null
                            ? new LogRecord.Timestamp(rows.getLong(1), token)
                            : new LogRecord.Cosignature(rows.getLong(1), Rows.bytes(rows, 3)));
            there = rows.next();
        }
    }

    @Override
    public void close() throws SQLException {
        try (statement) {
            rows.close();
        }
    }
}
