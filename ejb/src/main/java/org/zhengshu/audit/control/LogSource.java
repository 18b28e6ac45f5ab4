package org.zhengshu.audit.control;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.zhengshu.proof.log.LogRecord;

/**
 * Reads a log out of the database record by record (日志读取), in one snapshot and bounded memory. What
 * somebody made of the rows is given as it is: the checker judges.
 */
final class LogSource {
    private static final int FETCH = 500;
    private static final String CHECKPOINTS =
            """
            select size, note, frontier, keyset_id from aud_checkpoint
            where log_id = ? and size > ? and size <= ? order by size""";

    private final Connection connection;
    private final StoredLog log;

    /** The connection is in a transaction of the reader's own. */
    LogSource(Connection connection, StoredLog log) {
        this.connection = connection;
        this.log = log;
    }

    /** Begins a transaction that sees the log as it is now until it ends. */
    static void beginSnapshot(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement s =
                connection.prepareStatement(
                        "set transaction isolation level repeatable read, read only")) {
            s.execute();
        }
    }

    /**
     * The part between two checkpoints; both sizes are those of checkpoints, or 0.
     *
     * @param last false when entries behind the end are another part's
     */
    void read(long first, long end, boolean last, RecordSink sink)
            throws SQLException, IOException {
        sink.accept(new LogRecord.Header(log.origin(), log.hash(), first, frontier(first), end));
        keysets(first, end, sink);
        try (EntryCursor entries = new EntryCursor(connection, log, first, last ? -1 : end);
                SealCursor seals = new SealCursor(connection, log, first, end);
                PreparedStatement s = connection.prepareStatement(CHECKPOINTS)) {
            s.setFetchSize(FETCH);
            s.setShort(1, log.id());
            s.setLong(2, first);
            s.setLong(3, end);
            try (ResultSet row = s.executeQuery()) {
                while (row.next()) {
                    long size = row.getLong(1);
                    entries.giveUpTo(size, sink);
                    sink.accept(
                            new LogRecord.Sealed(
                                    size, row.getString(2), Rows.bytes(row, 3), row.getString(4)));
                    seals.giveUpTo(size, sink);
                }
            }
            entries.giveUpTo(Long.MAX_VALUE, sink);
            seals.giveUpTo(Long.MAX_VALUE, sink);
        }
    }

    /** Rows without a place that no server has sequenced for a minute. */
    void outside(RecordSink sink) throws SQLException, IOException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        select id::text, action, actor, department, trace from aud_entry
                        where log_id = ? and seq is null and at < now() - interval '1 minute'
                        order by at, id""")) {
            s.setFetchSize(FETCH);
            s.setShort(1, log.id());
            try (ResultSet row = s.executeQuery()) {
                while (row.next()) {
                    sink.accept(
                            new LogRecord.Outside(
                                    java.util.Optional.empty(),
                                    row.getString(1),
                                    Rows.columns(
                                            row, 2, "action", "actor", "department", "trace")));
                }
            }
        }
    }

    private byte[] frontier(long size) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        "select frontier from aud_checkpoint where log_id = ? and size = ?")) {
            s.setShort(1, log.id());
            s.setLong(2, size);
            try (ResultSet row = s.executeQuery()) {
                return row.next() ? Rows.bytes(row, 1) : new byte[0];
            }
        }
    }

    private void keysets(long first, long end, RecordSink sink) throws SQLException, IOException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        select id, certificates from aud_keyset where id in (select keyset_id
                            from aud_checkpoint where log_id = ? and size > ? and size <= ?)
                        order by id""")) {
            s.setShort(1, log.id());
            s.setLong(2, first);
            s.setLong(3, end);
            try (ResultSet row = s.executeQuery()) {
                while (row.next()) {
                    sink.accept(
                            new LogRecord.Keyset(
                                    row.getString(1),
                                    List.of((byte[][]) row.getArray(2).getArray())));
                }
            }
        }
    }
}
