package org.zhengshu.audit.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.proof.EntryCommitment;
import org.zhengshu.proof.HashAlgorithm;

/**
 * What lies in a log's table and lacks something (待定序条目): acts without a place, leaves of old rows.
 */
final class Unsequenced {
    private static final int MOST = 1000;

    private final Connection connection;
    private final LogRow log;
    private Set<UUID> seen = Set.of();

    Unsequenced(Connection connection, LogRow log) {
        this.connection = connection;
        this.log = log;
    }

    /** What a generation of this log that was closed left without a place gets it in this one. */
    void adopt() throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        update aud_entry set log_id = ? where seq is null and log_id in (
                            select old.id from aud_log old join aud_log new on new.id = ?
                                and old.node = new.node and old.server = new.server
                                and old.hash = new.hash
                            where old.closed_at is not null)""")) {
            s.setShort(1, log.id());
            s.setShort(2, log.id());
            s.executeUpdate();
        }
    }

    /**
     * Acts that have no place yet; at most so many at once. The newest decision about the log comes
     * first, so that a new log begins with it.
     */
    List<Pending> acts() throws SQLException {
        List<Pending> found = new ArrayList<>();
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        select id, at, canonical, salt from aud_entry where log_id = ? and seq is null
                        order by case when action = 'audit.decide-incident' and outcome = 'answered'
                            then -extract(epoch from at) else 1 end, at, id limit ?""")) {
            s.setShort(1, log.id());
            s.setInt(2, MOST);
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    found.add(
                            Pending.act(
                                    Entry.stored(
                                            rows.getObject(1, UUID.class),
                                            rows.getTimestamp(2).toInstant(),
                                            rows.getBytes(3),
                                            rows.getBytes(4))));
                }
            }
        }
        return found;
    }

    /**
     * Acts whose transaction committed but whose door never came to ask: those that were without a
     * place at the last look already, whatever any clock says.
     */
    List<Pending> forgotten() throws SQLException {
        List<Pending> now = acts();
        List<Pending> left = now.stream().filter(p -> seen.contains(p.entry().id())).toList();
        seen = now.stream().map(p -> p.entry().id()).collect(Collectors.toSet());
        return left;
    }

    /** Computes the leaves of rows that were written before leaves were kept. */
    int fillLeaves() throws SQLException {
        try (PreparedStatement s =
                        connection.prepareStatement(
                                """
                                select id, canonical, salt from aud_entry where log_id = ? and leaf is null
                                    and seq is not null and canonical is not null limit ?""");
                PreparedStatement fill =
                        connection.prepareStatement("update aud_entry set leaf = ? where id = ?")) {
            s.setShort(1, log.id());
            s.setInt(2, MOST);
            int filled = 0;
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    fill.setBytes(1, leaf(log.hash(), rows.getBytes(3), rows.getBytes(2)));
                    fill.setObject(2, rows.getObject(1));
                    fill.addBatch();
                    filled++;
                }
            }
            fill.executeBatch();
            connection.commit();
            return filled;
        }
    }

    private static byte[] leaf(HashAlgorithm hash, byte[] salt, byte[] canonical) {
        return EntryCommitment.leafData(hash, salt, canonical);
    }
}
