package org.zhengshu.kernel.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Limit;

/** Limits that differ from the node's defaults, by the name of their bucket (限额库). */
@ApplicationScoped
public class LimitStore {
    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    @Inject private Clock clock;

    public Map<String, Limit> all() throws SQLException {
        Map<String, Limit> all = new TreeMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                "select subject, rate, burst, concurrency, body, seconds from krn_limit");
                ResultSet rows = s.executeQuery()) {
            while (rows.next()) {
                all.put(
                        rows.getString(1),
                        new Limit(
                                rows.getInt(2),
                                rows.getInt(3),
                                rows.getInt(4),
                                rows.getLong(5),
                                rows.getInt(6)));
            }
        }
        return all;
    }

    public void put(String subject, String tenant, Limit limit) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                """
                                insert into krn_limit (subject, tenant, rate, burst, concurrency, body, seconds,
                                    changed_at, changed_by)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                                on conflict (subject) do update set rate = excluded.rate,
                                    burst = excluded.burst, concurrency = excluded.concurrency,
                                    body = excluded.body, seconds = excluded.seconds,
                                    changed_at = excluded.changed_at, changed_by = excluded.changed_by,
                                    version = krn_limit.version + 1""")) {
            s.setString(1, subject);
            s.setString(2, tenant);
            s.setInt(3, limit.rate());
            s.setInt(4, limit.burst());
            s.setInt(5, limit.concurrency());
            s.setLong(6, limit.body());
            s.setInt(7, limit.seconds());
            s.setObject(8, clock.instant().atOffset(ZoneOffset.UTC));
            s.setString(9, Call.current().actor().id());
            s.executeUpdate();
        }
    }

    public void remove(String subject) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement("delete from krn_limit where subject = ?")) {
            s.setString(1, subject);
            s.executeUpdate();
        }
    }
}
