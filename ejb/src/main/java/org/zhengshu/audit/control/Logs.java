package org.zhengshu.audit.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.SignedCheckpoint;
import org.zhengshu.proof.TrustedLog;
import org.zhengshu.signature.boundary.CheckpointKeys;
import org.zhengshu.signature.boundary.LogKeys;

/** The logs of this node, their checkpoints and leaves as they are stored (日志库). */
@ApplicationScoped
public class Logs {
    private static final String LOG = "select id, origin, closed_at is not null from aud_log ";

    /** So many time-stamped checkpoints at most are taken to a witness that was away. */
    private static final int STAMPED = 20;

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    @Inject private Settings settings;

    @Inject private LogKeys keys;

    public Optional<StoredLog> byId(short id) throws SQLException {
        return logs(LOG + "where id = ?", id).stream().findFirst();
    }

    public Optional<StoredLog> byOrigin(String origin) throws SQLException {
        return logs(LOG + "where origin = ?", origin).stream().findFirst();
    }

    /** Those of every server of this node that are still written or may be again. */
    public List<StoredLog> ofNode() throws SQLException {
        return logs(LOG + "where node = ? and closed_at is null order by origin", settings.node());
    }

    private List<StoredLog> logs(String query, Object parameter) throws SQLException {
        List<StoredLog> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(query)) {
            s.setObject(1, parameter);
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    found.add(
                            new StoredLog(rows.getShort(1), rows.getString(2), rows.getBoolean(3)));
                }
            }
        }
        return found;
    }

    /** The newest signed checkpoint; empty before the first entry. */
    public Optional<SignedCheckpoint> newest(StoredLog log) throws SQLException {
        return checkpoint(
                log, "select note from aud_checkpoint where log_id = ? order by size desc limit 1");
    }

    /** The first checkpoint above the size that has a time-stamp, among the newest such ones. */
    Optional<SignedCheckpoint> stampedAfter(StoredLog log, long size) throws SQLException {
        return checkpoint(
                log,
                """
                select c.note from (select log_id, size from aud_timestamp
                    where log_id = ? and size > %d order by size desc limit %d) t
                join aud_checkpoint c on c.log_id = t.log_id and c.size = t.size
                order by c.size limit 1"""
                        .formatted(size, STAMPED));
    }

    /** The newest checkpoint that a witness has co-signed. */
    public Optional<SignedCheckpoint> newestCosigned(StoredLog log) throws SQLException {
        return checkpoint(
                log,
                """
                select note from aud_checkpoint c where log_id = ?
                and exists (select 1 from aud_cosignature s where s.log_id = c.log_id and s.size = c.size)
                order by size desc limit 1""");
    }

    private Optional<SignedCheckpoint> checkpoint(StoredLog log, String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(query)) {
            s.setShort(1, log.id());
            try (ResultSet rows = s.executeQuery()) {
                return rows.next()
                        ? Optional.of(SignedCheckpoint.parse(rows.getString(1)))
                        : Optional.empty();
            }
        }
    }

    /** The data of neighbouring leaves; every one of them must be there. */
    List<byte[]> leaves(StoredLog log, long first, int count) throws SQLException {
        List<byte[]> leaves = new ArrayList<>(count);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                """
                                select leaf from aud_entry
                                where log_id = ? and seq >= ? and seq < ? order by seq""")) {
            s.setShort(1, log.id());
            s.setLong(2, first);
            s.setLong(3, first + count);
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    leaves.add(rows.getBytes(1));
                }
            }
        }
        if (leaves.size() != count || leaves.contains(null)) {
            throw new ProofException("log " + log.origin(), "lacks leaves from " + first + " on");
        }
        return leaves;
    }

    /** The log with every key that ever signed it, as our own certificates say. */
    public TrustedLog trusted(StoredLog log) throws SQLException {
        List<byte[]> certificates = new ArrayList<>(keys.certificates());
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                "select certificates from aud_keyset where log_id = ? order by id")) {
            s.setShort(1, log.id());
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    certificates.addAll(List.of((byte[][]) rows.getArray(1).getArray()));
                }
            }
        }
        return new TrustedLog(log.origin(), CheckpointKeys.of(log.origin(), certificates));
    }
}
