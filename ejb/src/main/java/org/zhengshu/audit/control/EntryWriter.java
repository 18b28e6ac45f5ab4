package org.zhengshu.audit.control;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.audit.entity.SubjectList;

/**
 * Writes entry rows: an act's one in its own transaction, a batch of reads in one statement (the
 * driver rewrites the batch, which measured faster than arrays), the places of acts in another.
 */
final class EntryWriter {
    private static final String COLUMNS =
            """
            insert into aud_entry (id, log_id, seq, tree_size, path, tenant, at, action, outcome,
                actor, department, resource, grant_id, trace, canonical, salt, leaf, subjects)
            values\s""";

    private static final String VALUES = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT = insert(1);

    private static final String PLACE =
            """
            update aud_entry e set seq = p.seq, tree_size = ?, path = p.path, leaf = p.leaf
            from unnest(?::uuid[], ?::bigint[], ?::bytea[], ?::bytea[]) as p(id, seq, path, leaf)
            where e.id = p.id and e.seq is null""";

    private EntryWriter() {}

    /** An entry with its place in the tree (已定序条目); seq is negative while it has none. */
    record Row(Entry entry, long seq, long treeSize, byte[] path, byte[] leaf) {
        static Row unsequenced(Entry entry) {
            return new Row(entry, -1, -1, null, null);
        }
    }

    /** The statement that takes so many rows at once. */
    static String insert(int rows) {
        return COLUMNS + String.join(", ", Collections.nCopies(rows, VALUES));
    }

    static void insert(Connection connection, short log, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (Row row : rows) {
                bind(statement, 0, log, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Gives acts, whose rows are there, their places under one checkpoint. */
    static void place(Connection connection, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement s = connection.prepareStatement(PLACE)) {
            s.setLong(1, rows.get(0).treeSize());
            s.setArray(2, array(connection, "uuid", rows, row -> row.entry().id()));
            s.setArray(3, array(connection, "bigint", rows, Row::seq));
            s.setArray(4, array(connection, "bytea", rows, Row::path));
            s.setArray(5, array(connection, "bytea", rows, Row::leaf));
            if (s.executeUpdate() != rows.size()) {
                throw new SQLException("an act's entry vanished before it was sequenced");
            }
        }
    }

    /** Bytes as an array of arrays, which the driver sends in binary. */
    private static Array array(
            Connection connection, String type, List<Row> rows, Function<Row, Object> value)
            throws SQLException {
        Object[] values = type.equals("bytea") ? new byte[rows.size()][] : new Object[rows.size()];
        Arrays.setAll(values, i -> value.apply(rows.get(i)));
        return connection.createArrayOf(type, values);
    }

    /** Binds a row behind the parameters that are bound; returns how many are bound then. */
    static int bind(PreparedStatement s, int bound, short log, Row row) throws SQLException {
        Entry entry = row.entry();
        int at = bound;
        s.setObject(++at, entry.id());
        s.setShort(++at, log);
        s.setObject(++at, row.seq() < 0 ? null : row.seq(), Types.BIGINT);
        s.setObject(++at, row.treeSize() < 0 ? null : row.treeSize(), Types.BIGINT);
        s.setBytes(++at, row.path());
        s.setString(++at, entry.actor().tenant());
        s.setObject(++at, entry.at().atOffset(ZoneOffset.UTC));
        s.setString(++at, entry.action());
        s.setString(++at, entry.outcome());
        s.setString(++at, entry.actor().id());
        s.setString(++at, entry.actor().department());
        s.setString(++at, entry.resource());
        s.setObject(++at, entry.grant(), Types.OTHER);
        s.setString(++at, entry.trace());
        s.setBytes(++at, entry.canonical());
        s.setBytes(++at, entry.salt());
        s.setBytes(++at, row.leaf());
        bindSubjects(s, ++at, entry.subjects());
        return at;
    }

    /** No subjects are no array, too many an empty one. */
    private static void bindSubjects(PreparedStatement s, int at, SubjectList subjects)
            throws SQLException {
        if (subjects.count() == 0) {
            s.setNull(at, Types.ARRAY);
        } else {
            s.setArray(
                    at,
                    s.getConnection()
                            .createArrayOf("bytea", subjects.hashes().toArray(byte[][]::new)));
        }
    }
}
