package org.zhengshu.audit.control;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengshu.audit.entity.SubjectList;
import org.zhengshu.proof.log.LogRecord;

/** The entries of a log in their order, a few hundred in memory at a time (条目游标). */
final class EntryCursor implements AutoCloseable {
    private static final int FETCH = 500;

    /** The readable columns by the names that the committed entry has for them. */
    private static final String[] COLUMNS = {
        "tenant", "action", "outcome", "actor", "department", "resource", "grant", "trace"
    };

    private static final String SELECT =
            """
            select seq, id::text, canonical, salt, leaf, tree_size, path, at, subjects,
                redacted_by::text, tenant, action, outcome, actor, department, resource,
                grant_id::text, trace
            from aud_entry where log_id = ? and seq >= ? and (? < 0 or seq < ?) order by seq""";

    private final PreparedStatement statement;
    private final ResultSet rows;
    private boolean there;

    /**
     * @param end index behind the last entry; -1 for all that there are
     */
    EntryCursor(Connection connection, StoredLog log, long first, long end) throws SQLException {
        statement = connection.prepareStatement(SELECT);
        statement.setFetchSize(FETCH);
        statement.setShort(1, log.id());
        statement.setLong(2, first);
        statement.setLong(3, end);
        statement.setLong(4, end);
        rows = statement.executeQuery();
        there = rows.next();
    }

    /** Hands on what lies before that index. */
    void giveUpTo(long size, RecordSink sink) throws SQLException, IOException {
        while (there && rows.getLong(1) < size) {
            sink.accept(entry());
            there = rows.next();
        }
    }

    private LogRecord.Entry entry() throws SQLException {
        byte[] canonical = rows.getBytes(3);
        return new LogRecord.Entry(
                rows.getLong(1),
                rows.getString(2),
                canonical == null
                        ? Optional.empty()
                        : Optional.of(new LogRecord.Content(canonical, Rows.bytes(rows, 4))),
                Rows.bytes(rows, 5),
                rows.getLong(6),
                Rows.bytes(rows, 7),
                canonical == null ? Map.of() : columns(canonical),
                Optional.ofNullable(rows.getString(10)));
    }

    private Map<String, String> columns(byte[] canonical) throws SQLException {
        Map<String, String> columns = Rows.columns(rows, 11, COLUMNS);
        columns.put("at", rows.getTimestamp(8).toInstant().toString());
        columns.put("subjects", subjects(canonical));
        return columns;
    }

    /** What the stored hashes amount to; of too many none are stored and only the count is said. */
    private String subjects(byte[] canonical) throws SQLException {
        if (rows.getArray(9) == null) {
            return null;
        }
        List<byte[]> hashes = List.of((byte[][]) rows.getArray(9).getArray());
        String said = EntryText.of(canonical).member("subjects");
        boolean tooMany =
                said != null
                        && said.matches("[0-9]{1,9}")
                        && Integer.parseInt(said) > SubjectList.LIMIT;
        return hashes.isEmpty() && tooMany ? said : SubjectList.committed(hashes);
    }

    @Override
    public void close() throws SQLException {
        try (statement) {
            rows.close();
        }
    }
}
