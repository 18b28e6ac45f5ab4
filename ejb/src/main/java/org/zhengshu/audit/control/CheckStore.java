package org.zhengshu.audit.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.zhengshu.audit.boundary.LogChecks.CheckView;
import org.zhengshu.audit.boundary.LogChecks.FindingView;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.proof.log.Finding;

/** Runs of the check and what they found (核查登记). */
@ApplicationScoped
public class CheckStore {
    private static final String OPEN = "state in ('REQUESTED', 'RUNNING', 'CANCELLING')";
    private static final String SELECT =
            """
            select id, origin, state, requested_by, started_at, finished_at, size, position,
                jsonb_array_length(findings)
            from aud_check\s""";

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    /** A new run; empty while another one of the log is open. */
    public Optional<CheckView> request(String origin, String by, Instant now) throws SQLException {
        UUID id = UUID.randomUUID();
        try (Connection connection = dataSource.getConnection()) {
            StoredLog log = LogParts.log(connection, origin);
            if (number(
                            connection,
                            "select count(*) from aud_check where origin = ? and " + OPEN,
                            origin)
                    > 0) {
                return Optional.empty();
            }
            insert(connection, id, log, by, now);
        }
        return find(id);
    }

    private static void insert(Connection connection, UUID id, StoredLog log, String by, Instant now)
            throws SQLException {
        long size = log.size(connection);
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        insert into aud_check (id, origin, state, requested_by, started_at, size)
                        values (?, ?, 'REQUESTED', ?, ?, ?)""")) {
            s.setObject(1, id);
            s.setString(2, log.origin());
            s.setString(3, by);
            s.setObject(4, now.atOffset(ZoneOffset.UTC));
            s.setLong(5, size);
            s.executeUpdate();
        }
    }

    /** An open run ends soon, one that nobody began at once. */
    public void cancel(UUID id, Instant now) throws SQLException {
        update(
                """
                update aud_check set state = case state when 'REQUESTED' then 'CANCELLED'
                        else 'CANCELLING' end,
                    finished_at = case state when 'REQUESTED' then ?::timestamptz end
                where id = ? and state in ('REQUESTED', 'RUNNING')""",
                now.atOffset(ZoneOffset.UTC),
                id);
    }

    public Optional<CheckView> find(UUID id) throws SQLException {
        return read(SELECT + "where id = ?", id).stream().findFirst();
    }

    public List<CheckView> list(int offset, int limit) throws SQLException {
        return read(SELECT + "order by started_at desc, id limit ? offset ?", limit, offset);
    }

    public long count() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return number(connection, "select count(*) from aud_check");
        }
    }

    /** Runs that nobody has begun, or whose server may have died. */
    List<CheckView> open() throws SQLException {
        return read(SELECT + "where " + OPEN + " order by started_at, id");
    }

    /** When the last check of the log began, whatever became of it; empty for never. */
    Optional<Instant> last(String origin) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                "select max(started_at) from aud_check where origin = ?")) {
            s.setString(1, origin);
            try (ResultSet row = s.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getTimestamp(1)).map(t -> t.toInstant());
            }
        }
    }

    /** True when the log was begun before that time. */
    boolean isOlder(StoredLog log, Instant time) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return number(
                            connection,
                            "select count(*) from aud_log where id = ? and created_at < ?",
                            log.id(),
                            time.atOffset(ZoneOffset.UTC))
                    > 0;
        }
    }

    List<StoredLog> logs() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return StoredLog.all(connection);
        }
    }

    void begin(UUID id, long size) throws SQLException {
        update("update aud_check set state = 'RUNNING', size = ? where id = ?", size, id);
    }

    /** Tells how far it is; false when it is to stop. */
    boolean progress(UUID id, long position) throws SQLException {
        return update(
                        "update aud_check set position = ? where id = ? and state = 'RUNNING'",
                        position,
                        id)
                == 1;
    }

    void finish(UUID id, String state, long position, List<Finding> findings, Instant now)
            throws SQLException {
        update(
                """
                update aud_check set state = ?, position = ?, findings = ?::jsonb, finished_at = ?
                where id = ?""",
                state,
                position,
                json(findings),
                now.atOffset(ZoneOffset.UTC),
                id);
    }

    /** What a person must look at: the first findings of a check that failed. */
    void incident(CheckView check, List<Finding> findings, Instant now) throws SQLException {
        ObjectNode detail = Json.MAPPER.createObjectNode();
        detail.put("check", check.id().toString()).put("findings", findings.size());
        detail.put("zh", findings.get(0).zh()).put("en", findings.get(0).en());
        update(
                """
                insert into aud_incident (id, kind, origin, detail, stops_writing, found_at)
                values (?, 'CHECK_FAILED', ?, ?::jsonb, false, ?)""",
                UUID.randomUUID(),
                check.log(),
                detail.toString(),
                now.atOffset(ZoneOffset.UTC));
    }

    /** Logs whose last finished check failed. */
    public long failing() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return number(
                    connection,
                    """
                    select count(*) from (select distinct on (origin) state from aud_check
                        where state in ('PASSED', 'FAILED')
                        order by origin, started_at desc, id) last where state = 'FAILED'""");
        }
    }

    public List<FindingView> findings(UUID id, int offset, int limit, Language language)
            throws SQLException {
        List<FindingView> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                """
                                select f.value::text from aud_check c,
                                    jsonb_array_elements(c.findings) with ordinality f (value, n)
                                where c.id = ? order by f.n limit ? offset ?""")) {
            s.setObject(1, id);
            s.setInt(2, limit);
            s.setInt(3, offset);
            try (ResultSet row = s.executeQuery()) {
                while (row.next()) {
                    found.add(view(row.getString(1), language));
                }
            }
        }
        return found;
    }

    private static FindingView view(String json, Language language) throws SQLException {
        try {
            JsonNode node = Json.MAPPER.readTree(json);
            long seq = node.path("seq").asLong(-1);
            String entry = node.path("entry").asText();
            return new FindingView(
                    node.path("kind").asText(),
                    seq < 0 ? null : seq,
                    entry.isEmpty() ? null : entry,
                    node.path(language == Language.CHINESE ? "zh" : "en").asText());
        } catch (JsonProcessingException e) {
            throw new SQLException(e);
        }
    }

    private static String json(List<Finding> findings) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (Finding finding : findings) {
            list.addObject()
                    .put("kind", finding.kind().name())
                    .put("seq", finding.seq())
                    .put("entry", finding.entry())
                    .put("zh", finding.kind().zh() + "：" + finding.zh())
                    .put("en", finding.en());
        }
        return list.toString();
    }

    private List<CheckView> read(String sql, Object... binds) throws SQLException {
        List<CheckView> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(sql)) {
            bind(s, binds);
            try (ResultSet row = s.executeQuery()) {
                while (row.next()) {
                    found.add(
                            new CheckView(
                                    row.getObject(1, UUID.class),
                                    row.getString(2),
                                    row.getString(3),
                                    row.getString(4),
                                    ChinaTime.text(row.getTimestamp(5).toInstant()),
                                    row.getTimestamp(6) == null
                                            ? null
                                            : ChinaTime.text(row.getTimestamp(6).toInstant()),
                                    row.getLong(7),
                                    row.getLong(8),
                                    row.getLong(9)));
                }
            }
        }
        return found;
    }

    private int update(String sql, Object... binds) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(sql)) {
            bind(s, binds);
            return s.executeUpdate();
        }
    }

    private static long number(Connection connection, String sql, Object... binds)
            throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(sql)) {
            bind(s, binds);
            try (ResultSet row = s.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void bind(PreparedStatement s, Object... binds) throws SQLException {
        for (int i = 0; i < binds.length; i++) {
            if (binds[i] == null) {
                s.setNull(i + 1, Types.OTHER);
            } else {
                s.setObject(i + 1, binds[i]);
            }
        }
    }
}
