package org.zhengshu.audit.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.proof.HashAlgorithm;

/** Makes the receipt of a stored entry again, byte for byte as it was first given. */
final class ReceiptReader {
    private static final String SELECT =
            """
            select e.seq, e.tree_size, e.path, e.canonical, e.salt, e.at, l.hash, c.note, k.certificates
            from aud_entry e join aud_log l on l.id = e.log_id
                join aud_checkpoint c on c.log_id = e.log_id and c.size = e.tree_size
                join aud_keyset k on k.id = c.keyset_id
            where e.id = ?""";

    private final Connection connection;

    ReceiptReader(Connection connection) {
        this.connection = connection;
    }

    byte[] read(UUID id) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(SELECT)) {
            s.setObject(1, id);
            try (ResultSet row = s.executeQuery()) {
                if (!row.next()) {
                    requireNoEntry(id);
                    throw ProblemType.NOT_FOUND.because("没有回执 " + id, "there is no receipt " + id);
                }
                return receipt(id, row);
            }
        }
    }

    /** An act may be done and wait for its place in the log. */
    private void requireNoEntry(UUID id) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement("select 1 from aud_entry where id = ?")) {
            s.setObject(1, id);
            try (ResultSet rows = s.executeQuery()) {
                if (rows.next()) {
                    throw Lateness.pending(id);
                }
            }
        }
    }

    private static byte[] receipt(UUID id, ResultSet row) throws SQLException {
        Entry entry =
                Entry.stored(id, row.getTimestamp(6).toInstant(), row.getBytes(4), row.getBytes(5));
        List<byte[]> certificates = List.of((byte[][]) row.getArray(9).getArray());
        return new ReceiptWriter(
                        HashAlgorithm.of(row.getString(7)),
                        row.getLong(2),
                        row.getString(8),
                        ReceiptWriter.certificates(certificates))
                .write(entry, row.getLong(1), ReceiptWriter.split(row.getBytes(3)));
    }
}
