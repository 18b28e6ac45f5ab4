package org.zhengshu.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.log.LogFile;
import org.zhengshu.proof.log.LogRecord;

/** Writes the first log of a database into the file that {@code proof fsck} reads. */
final class LogDump {
    private static final int AT_ONCE = 1_000;
    private static final List<String> COLUMNS =
            List.of("tenant", "action", "outcome", "actor", "department", "trace");

    private final Connection connection;
    private final long newest;

    private LogDump(Connection connection, long newest) {
        this.connection = connection;
        this.newest = newest;
    }

    /** How many entries were written. */
    static long write(Connection connection, Path file) throws IOException, SQLException {
        connection.setAutoCommit(false);
        try (Statement s = connection.createStatement();
                ResultSet log =
                        s.executeQuery(
                                """
                                select l.origin, l.hash, (select max(size) from aud_checkpoint
                                    where log_id = l.id) from aud_log l where l.id = 1""");
                LogFile.Writer out = LogFile.create(file)) {
            log.next();
            long newest = log.getLong(3);
            out.write(
                    new LogRecord.Header(
                            log.getString(1),
                            HashAlgorithm.of(log.getString(2)),
                            0,
                            new byte[0],
                            newest));
            new LogDump(connection, newest).write(out);
            return newest;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void write(LogFile.Writer out) throws IOException, SQLException {
        keysets(out);
        try (PreparedStatement entries =
                        select(
                                "select * from aud_entry where log_id = 1 and seq < ? order by seq");
                PreparedStatement checkpoints =
                        select(
                                "select * from aud_checkpoint where log_id = 1 and size <= ? order by size");
                ResultSet entry = entries.executeQuery();
                ResultSet checkpoint = checkpoints.executeQuery()) {
            while (checkpoint.next()) {
                long size = checkpoint.getLong("size");
                for (long seq = -1; seq < size - 1 && entry.next(); ) {
                    seq = entry.getLong("seq");
                    out.write(entry(entry));
                }
                out.write(
                        new LogRecord.Sealed(
                                size,
                                checkpoint.getString("note"),
                                checkpoint.getBytes("frontier"),
                                checkpoint.getString("keyset_id")));
            }
        }
    }

    private PreparedStatement select(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setFetchSize(AT_ONCE);
        statement.setLong(1, newest);
        return statement;
    }

    private void keysets(LogFile.Writer out) throws IOException, SQLException {
        try (Statement s = connection.createStatement();
                ResultSet row =
                        s.executeQuery(
                                "select id, certificates from aud_keyset where log_id = 1")) {
            while (row.next()) {
                out.write(
                        new LogRecord.Keyset(
                                row.getString(1), List.of((byte[][]) row.getArray(2).getArray())));
            }
        }
    }

    private static LogRecord.Entry entry(ResultSet row) throws SQLException {
        Map<String, String> columns = new HashMap<>();
        for (String column : COLUMNS) {
            columns.put(column, row.getString(column));
        }
        columns.put("at", row.getObject("at", OffsetDateTime.class).toInstant().toString());
        return new LogRecord.Entry(
                row.getLong("seq"),
                row.getString("id"),
                Optional.of(new LogRecord.Content(row.getBytes("canonical"), row.getBytes("salt"))),
                row.getBytes("leaf"),
                row.getLong("tree_size"),
                row.getBytes("path"),
                columns,
                Optional.empty());
    }
}
