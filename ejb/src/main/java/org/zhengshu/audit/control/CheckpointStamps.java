package org.zhengshu.audit.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.boundary.TimeStamps;

/** The time-stamps of checkpoints, and which checkpoints still need one (检查点时间戳). */
@ApplicationScoped
public class CheckpointStamps {
    private static final String DUE =
            """
            select l.id, c.size, c.note, c.signed_at, (select o.signed_at from aud_checkpoint o
                where o.log_id = l.id and o.size > coalesce(t.size, 0) order by o.size limit 1)
            from aud_log l
            cross join lateral (select size, note, signed_at from aud_checkpoint
                where log_id = l.id order by size desc limit 1) c
            left join lateral (select size from aud_timestamp
                where log_id = l.id order by size desc limit 1) t on true
            where (l.id = ? or l.node = ? and (l.sealed_at is not null or l.closed_at is not null))
                and c.size > coalesce(t.size, 0)
            order by l.id""";

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    @Inject private Settings settings;

    /**
     * The newest checkpoint of a log, which moved since the last time-stamp.
     *
     * @param since when the first checkpoint after the last time-stamp was signed
     */
    record Due(short log, long size, String note, Instant signedAt, Instant since) {}

    /** Of this log, and of those of the node that nobody writes any more. */
    List<Due> due(short own) throws SQLException {
        List<Due> due = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(DUE)) {
            s.setShort(1, own);
            s.setString(2, settings.node());
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    due.add(
                            new Due(
                                    rows.getShort(1),
                                    rows.getLong(2),
                                    rows.getString(3),
                                    rows.getTimestamp(4).toInstant(),
                                    rows.getTimestamp(5).toInstant()));
                }
            }
        }
        return due;
    }

    /** Keeps the first time-stamp of a checkpoint. */
    void store(Due checkpoint, TimeStamps.Stamp stamp) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                """
                                insert into aud_timestamp (log_id, size, token, authority, at)
                                values (?, ?, ?, ?, ?) on conflict do nothing""")) {
            s.setShort(1, checkpoint.log());
            s.setLong(2, checkpoint.size());
            s.setBytes(3, stamp.token());
            s.setString(4, stamp.authority());
            s.setObject(5, stamp.at().atOffset(ZoneOffset.UTC));
            s.executeUpdate();
        }
    }
}
