package org.zhengshu.audit.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Counts entries of answered calls (调用计数), each count bounded so that a busy grant costs no more.
 */
@ApplicationScoped
public class CallCounts {
    public static final int MOST = 10_000;

    private static final int PATIENCE_SECONDS = 20;

    /** Acts on a grant name it too; only data that left is counted. */
    private static final String COUNT =
            """
            select g.id, (select count(*) from (
                select 1 from aud_entry e
                where e.grant_id = g.id and e.at >= ? and e.outcome = 'answered'
                    and (e.action like 'exchange.%' or e.action = 'elicence.fetch')
                limit ?) found)
            from unnest(?) as g (id)""";

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    public Map<UUID, Long> answered(List<UUID> grants, Instant since) throws SQLException {
        Map<UUID, Long> counts = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(COUNT)) {
            s.setQueryTimeout(PATIENCE_SECONDS);
            s.setObject(1, since.atOffset(ZoneOffset.UTC));
            s.setInt(2, MOST);
            s.setArray(3, connection.createArrayOf("uuid", grants.toArray()));
            try (ResultSet row = s.executeQuery()) {
                while (row.next()) {
                    counts.put(row.getObject(1, UUID.class), row.getLong(2));
                }
            }
        }
        return counts;
    }
}
