package org.zhengshu.operations.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.zhengshu.kernel.boundary.Settings;

/** Whether the node is read-only (运行模式存储), the same for all its servers. */
@ApplicationScoped
public class ModeStore {
    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    @Inject private Settings settings;
    @Inject private Clock clock;

    /** What was said last; nobody and never before that. */
    public record Saved(boolean readOnly, String reason, String by, Instant at) {
        static final Saved NOTHING = new Saved(false, null, null, null);
    }

    public Saved read() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                """
                                select read_only, reason, changed_by, changed_at
                                from ops_mode where node = ?""")) {
            s.setString(1, settings.node());
            try (ResultSet row = s.executeQuery()) {
                return row.next()
                        ? new Saved(
                                row.getBoolean(1),
                                row.getString(2),
                                row.getString(3),
                                row.getObject(4, OffsetDateTime.class).toInstant())
                        : Saved.NOTHING;
            }
        }
    }

    /** In the transaction of the act. */
    public void save(boolean readOnly, String reason, String by) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                """
                                insert into ops_mode (node, read_only, reason, changed_by, changed_at)
                                values (?, ?, ?, ?, ?)
                                on conflict (node) do update set read_only = excluded.read_only,
                                reason = excluded.reason, changed_by = excluded.changed_by,
                                changed_at = excluded.changed_at, version = ops_mode.version + 1""")) {
            s.setString(1, settings.node());
            s.setBoolean(2, readOnly);
            s.setString(3, reason);
            s.setString(4, by);
            s.setObject(5, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            s.executeUpdate();
        }
    }
}
