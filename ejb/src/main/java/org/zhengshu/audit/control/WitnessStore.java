package org.zhengshu.audit.control;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.zhengshu.kernel.boundary.CleanText;
import org.zhengshu.proof.SignedCheckpoint;

/** The witnesses of our logs and what they signed (见证方库). */
@ApplicationScoped
public class WitnessStore {
    /** A note takes sixteen lines, two of which are the log's own. */
    /** What a list shows of the words of others. */
    private static final int MAX_TROUBLE = 300;

    private static final int LINES = 14;

    private static final String SELECT =
            """
            select name, kind, url, verifier_keys, enabled, size, answered_at, trouble, version
            from aud_witness\s""";

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    @Inject private Clock clock;

    public List<WitnessRow> all() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(SELECT + "order by name")) {
            return rows(s);
        }
    }

    public Optional<WitnessRow> find(String name) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(SELECT + "where name = ? for update")) {
            s.setString(1, name);
            return rows(s).stream().findFirst();
        }
    }

    private static List<WitnessRow> rows(PreparedStatement s) throws SQLException {
        List<WitnessRow> found = new ArrayList<>();
        try (ResultSet rows = s.executeQuery()) {
            while (rows.next()) {
                found.add(
                        new WitnessRow(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                List.of((String[]) rows.getArray(4).getArray()),
                                rows.getBoolean(5),
                                (Long) rows.getObject(6),
                                instant(rows.getObject(7, OffsetDateTime.class)),
                                rows.getString(8),
                                rows.getInt(9)));
            }
        }
        return found;
    }

    static Instant instant(OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /** Adds it, or changes its address, keys and use; what it has signed stays. */
    public void put(WitnessRow witness) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                """
                                insert into aud_witness (name, kind, url, verifier_keys, enabled)
                                values (?, ?, ?, ?, ?)
                                on conflict (name) do update set kind = excluded.kind, url = excluded.url,
                                    verifier_keys = excluded.verifier_keys, enabled = excluded.enabled,
                                    trouble = null, version = aud_witness.version + 1""")) {
            s.setString(1, witness.name());
            s.setString(2, witness.kind());
            s.setString(3, witness.url());
            s.setArray(4, connection.createArrayOf("text", witness.verifierKeys().toArray()));
            s.setBoolean(5, witness.enabled());
            s.executeUpdate();
        }
    }

    public boolean remove(String name) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement("delete from aud_witness where name = ?")) {
            s.setString(1, name);
            return s.executeUpdate() == 1;
        }
    }

    /** Notes why a round failed; the witness is asked again in the next one. */
    void trouble(WitnessRow witness, String reason) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                "update aud_witness set trouble = ? where name = ?")) {
            s.setString(1, reason == null ? null : CleanText.line(reason, MAX_TROUBLE));
            s.setString(2, witness.name());
            s.executeUpdate();
        }
    }

    /** Keeps what a witness signed, each key's line by itself. */
    void cosigned(
            StoredLog log,
            WitnessRow witness,
            long size,
            List<SignedCheckpoint.Signature> signatures)
            throws SQLException {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement line =
                        connection.prepareStatement(
                                """
                                insert into aud_cosignature (log_id, size, witness, line, at)
                                values (?, ?, ?, ?, ?)
                                on conflict (log_id, size, witness)
                                do update set line = excluded.line, at = excluded.at""");
                PreparedStatement state =
                        connection.prepareStatement(
                                """
                                update aud_witness set size = ?, answered_at = ?, trouble = null
                                where name = ?""")) {
            line.setShort(1, log.id());
            line.setLong(2, size);
            line.setString(3, witness.name());
            line.setString(
                    4,
                    signatures.stream()
                            .map(SignedCheckpoint.Signature::line)
                            .collect(Collectors.joining()));
            line.setObject(5, now);
            line.executeUpdate();
            state.setLong(1, size);
            state.setObject(2, now);
            state.setString(3, witness.name());
            state.executeUpdate();
        }
    }

    /** The size that each witness co-signed last of this log. */
    public Map<String, Long> sizes(StoredLog log) throws SQLException {
        Map<String, Long> sizes = new LinkedHashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                """
                                select w.name, (select max(size) from aud_cosignature c
                                    where c.log_id = ? and c.witness = w.name)
                                from aud_witness w""")) {
            s.setShort(1, log.id());
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    sizes.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return sizes;
    }

    /** The lines of all witnesses on one checkpoint, as many as a note takes. */
    public List<String> lines(StoredLog log, long size) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                """
                                select line from aud_cosignature
                                where log_id = ? and size = ? order by witness""")) {
            s.setShort(1, log.id());
            s.setLong(2, size);
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    rows.getString(1).lines().map(line -> line + "\n").forEach(lines::add);
                }
            }
        }
        return lines.subList(0, Math.min(LINES, lines.size()));
    }
}
