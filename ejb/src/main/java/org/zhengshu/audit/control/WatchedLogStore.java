package org.zhengshu.audit.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.zhengshu.kernel.boundary.CleanText;
import org.zhengshu.proof.SignedCheckpoint;

/** The logs of others that we watch (被见证日志库). */
@ApplicationScoped
public class WatchedLogStore {
    /** What a list shows of the words of others. */
    private static final int MAX_TROUBLE = 300;

    private static final String SELECT =
            """
            select origin, url, verifier_keys, size, note, seen_at, trouble, version
            from aud_witnessed\s""";

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    @Inject private Clock clock;

    public List<WatchedRow> all() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(SELECT + "order by origin")) {
            return rows(s);
        }
    }

    /** The log, its row locked until the transaction ends. */
    public Optional<WatchedRow> lock(String origin) throws SQLException {
        return find(origin, SELECT + "where origin = ? for update");
    }

    public Optional<WatchedRow> find(String origin) throws SQLException {
        return find(origin, SELECT + "where origin = ?");
    }

    private Optional<WatchedRow> find(String origin, String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(query)) {
            s.setString(1, origin);
            return rows(s).stream().findFirst();
        }
    }

    private static List<WatchedRow> rows(PreparedStatement s) throws SQLException {
        List<WatchedRow> found = new ArrayList<>();
        try (ResultSet rows = s.executeQuery()) {
            while (rows.next()) {
                found.add(
                        new WatchedRow(
                                rows.getString(1),
                                rows.getString(2),
                                List.of((String[]) rows.getArray(3).getArray()),
                                rows.getLong(4),
                                rows.getString(5),
                                WitnessStore.instant(rows.getObject(6, OffsetDateTime.class)),
                                rows.getString(7),
                                rows.getInt(8)));
            }
        }
        return found;
    }

    /** Adds it, or changes its address and keys; what was seen of it stays. */
    public void put(String origin, String url, List<String> verifierKeys) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                """
                                insert into aud_witnessed (origin, url, verifier_keys) values (?, ?, ?)
                                on conflict (origin) do update set url = excluded.url,
                                    verifier_keys = excluded.verifier_keys, trouble = null,
                                    version = aud_witnessed.version + 1""")) {
            s.setString(1, origin);
            s.setString(2, url);
            s.setArray(3, connection.createArrayOf("text", verifierKeys.toArray()));
            s.executeUpdate();
        }
    }

    public boolean remove(String origin) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement("delete from aud_witnessed where origin = ?")) {
            s.setString(1, origin);
            return s.executeUpdate() == 1;
        }
    }

    /** Remembers the checkpoint as the newest one that is consistent with those before. */
    void seen(SignedCheckpoint checkpoint) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                """
                                update aud_witnessed set size = ?, note = ?, seen_at = ?, trouble = null
                                where origin = ?""")) {
            s.setLong(1, checkpoint.checkpoint().size());
            s.setString(2, checkpoint.text());
            s.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
            s.setString(4, checkpoint.checkpoint().origin());
            s.executeUpdate();
        }
    }

    void trouble(String origin, String reason) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                "update aud_witnessed set trouble = ? where origin = ?")) {
            s.setString(1, reason == null ? null : CleanText.line(reason, MAX_TROUBLE));
            s.setString(2, origin);
            s.executeUpdate();
        }
    }
}
