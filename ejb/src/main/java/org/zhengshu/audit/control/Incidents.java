package org.zhengshu.audit.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.micrometer.core.instrument.MeterRegistry;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.zhengshu.kernel.boundary.Json;

/** The incidents and their decisions (异常事件库). */
@ApplicationScoped
public class Incidents {
    private static final Logger LOG = Logger.getLogger(Incidents.class.getName());

    private static final String SELECT =
            """
            select id, kind, origin, detail::text, stops_writing, found_at, decided_at, decided_by,
                decision, reason from aud_incident\s""";

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    @Inject private Clock clock;
    @Inject private MeterRegistry registry;

    /**
     * Reports what was found, once: not again while the same is open or another incident stops the
     * log already, nor after a person has decided about the very same.
     *
     * @return true when it is new
     */
    public boolean report(
            Incident.Kind kind, String origin, boolean stopsWriting, Map<String, String> detail)
            throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                """
                                insert into aud_incident (id, kind, origin, detail, stops_writing, found_at)
                                select ?, ?, ?, ?::jsonb, ?, ? where not exists (
                                    select 1 from aud_incident where kind = ? and origin = ?
                                    and (decided_at is null or detail = ?::jsonb
                                        or (detail ->> 'holder' = ? and detail ->> 'knownSize' = ?)))
                                on conflict do nothing""")) {
            String json = Json.MAPPER.writeValueAsString(new TreeMap<>(detail));
            s.setObject(1, UUID.randomUUID());
            s.setString(2, kind.name());
            s.setString(3, origin);
            s.setString(4, json);
            s.setBoolean(5, stopsWriting);
            s.setObject(6, clock.instant().atOffset(ZoneOffset.UTC));
            s.setString(7, kind.name());
            s.setString(8, origin);
            s.setString(9, json);
            s.setString(10, detail.get("holder"));
            s.setString(11, detail.get("knownSize"));
            boolean fresh = s.executeUpdate() == 1;
            if (fresh) {
                LOG.log(
                        Level.SEVERE,
                        "异常事件 incident {0} of log {1}: {2}",
                        new Object[] {kind, origin, detail});
                registry.counter("zhengshu.log.incidents", "kind", kind.name()).increment();
            }
            return fresh;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The open incident that keeps this log from being written. */
    public Optional<Incident> stopping(String origin) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                SELECT
                                        + """
                                        where origin = ? and stops_writing and decided_at is null
                                        order by found_at limit 1""")) {
            s.setString(1, origin);
            return incidents(s).stream().findFirst();
        }
    }

    /** One page, the newest first. */
    public List<Incident> list(boolean all, int offset, int size) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                SELECT
                                        + """
                                        where ? or decided_at is null
                                        order by found_at desc, id offset ? limit ?""")) {
            s.setBoolean(1, all);
            s.setInt(2, offset);
            s.setInt(3, size);
            return incidents(s);
        }
    }

    public long count(boolean all) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                "select count(*) from aud_incident where ? or decided_at is null")) {
            s.setBoolean(1, all);
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** The incident, its row locked until the transaction ends. */
    public Optional<Incident> lock(UUID id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(SELECT + "where id = ? for update")) {
            s.setObject(1, id);
            return incidents(s).stream().findFirst();
        }
    }

    /**
     * Keeps what a person decided.
     *
     * @param closes false when the incident stays open
     */
    public void decide(UUID id, String by, String decision, String reason, boolean closes)
            throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                """
                                update aud_incident set decided_at = ?, decided_by = ?, decision = ?, reason = ?
                                where id = ?""")) {
            OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
            s.setObject(1, closes ? now : null);
            s.setString(2, by);
            s.setString(3, decision);
            s.setString(4, reason);
            s.setObject(5, id);
            s.executeUpdate();
        }
    }

    /** Ends a log; the server that writes it begins the next generation. */
    public void close(String origin) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                "update aud_log set closed_at = ? where origin = ? and closed_at is null")) {
            s.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            s.setString(2, origin);
            s.executeUpdate();
        }
    }

    private static List<Incident> incidents(PreparedStatement s) throws SQLException {
        List<Incident> found = new ArrayList<>();
        try (ResultSet rows = s.executeQuery()) {
            while (rows.next()) {
                found.add(
                        new Incident(
                                rows.getObject(1, UUID.class),
                                Incident.Kind.valueOf(rows.getString(2)),
                                rows.getString(3),
                                detail(rows.getString(4)),
                                rows.getBoolean(5),
                                rows.getObject(6, OffsetDateTime.class).toInstant(),
                                WitnessStore.instant(rows.getObject(7, OffsetDateTime.class)),
                                rows.getString(8),
                                rows.getString(9),
                                rows.getString(10)));
            }
        }
        return found;
    }

    /** Values that are not text are shown as JSON: other reporters may write what they like. */
    private static Map<String, String> detail(String json) {
        try {
            Map<String, Object> read =
                    Json.MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {});
            Map<String, String> detail = new TreeMap<>();
            read.forEach((name, value) -> detail.put(name, String.valueOf(value)));
            return detail;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
