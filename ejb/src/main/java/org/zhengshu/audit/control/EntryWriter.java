package org.zhengshu.audit.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.audit.entity.SubjectList;

/** Writes entry rows: an act's one in its own transaction, a batch of reads in one statement. */
final class EntryWriter {
    private static final String INSERT =
            """
            insert into aud_entry (id, log_id, seq, tree_size, path, tenant, at, action, outcome,
                actor, department, resource, grant_id, trace, canonical, salt, leaf, subjects)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private EntryWriter() {}

    /** An entry with its place in the tree (已定序条目); seq is negative while it has none. */
    record Row(Entry entry, long seq, long treeSize, byte[] path, byte[] leaf) {
        static Row unsequenced(Entry entry) {
            return new Row(entry, -1, -1, null, null);
        }
    }

    static void insert(Connection connection, short log, List<Row> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (Row row : rows) {
                bind(statement, log, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(PreparedStatement s, short log, Row row) throws SQLException {
        Entry entry = row.entry();
        s.setObject(1, entry.id());
        s.setShort(2, log);
        s.setObject(3, row.seq() < 0 ? null : row.seq(), Types.BIGINT);
        s.setObject(4, row.treeSize() < 0 ? null : row.treeSize(), Types.BIGINT);
        s.setBytes(5, row.path());
        s.setString(6, entry.actor().tenant());
        s.setObject(7, entry.at().atOffset(ZoneOffset.UTC));
        s.setString(8, entry.action());
        s.setString(9, entry.outcome());
        s.setString(10, entry.actor().id());
        s.setString(11, entry.actor().department());
        s.setString(12, entry.resource());
        s.setObject(13, entry.grant(), Types.OTHER);
        s.setString(14, entry.trace());
        s.setBytes(15, entry.canonical());
        s.setBytes(16, entry.salt());
        s.setBytes(17, row.leaf());
        bindSubjects(s, entry.subjects());
    }

    /** No subjects are no array, too many an empty one. */
    private static void bindSubjects(PreparedStatement s, SubjectList subjects)
            throws SQLException {
        if (subjects.count() == 0) {
            s.setNull(18, Types.ARRAY);
        } else {
            s.setArray(
                    18,
                    s.getConnection()
                            .createArrayOf("bytea", subjects.hashes().toArray(byte[][]::new)));
        }
    }
}
