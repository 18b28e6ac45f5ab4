package org.zhengshu.audit.control;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.zhengshu.audit.boundary.EntryView;
import org.zhengshu.audit.boundary.SearchEntries;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Problems;

/** Finds entries over all logs of the node (审计检索). */
@ApplicationScoped
public class EntryFinder {
    /** How far a total is counted. */
    public static final int COUNTED = 10_000;

    private static final int PATIENCE_SECONDS = 20;
    private static final int TRACED = 1_000;
    private static final String CANCELLED = "57014";
    private static final String SELECT =
            """
            select e.id, l.origin, e.seq, e.at, e.action, e.outcome, e.actor, e.department,
                e.tenant, e.trace, e.canonical, e.redacted_by, e.archived
            from aud_entry e join aud_log l on l.id = e.log_id
            where\s""";

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    /**
     * What is looked for.
     *
     * @param subject keyed hash of the subject; null for any
     */
    public record Criteria(SearchEntries search, byte[] subject) {
        /** For the entry of the search itself: all but the subject's number. */
        public String described() {
            return SearchWords.described(search, subject != null);
        }

        boolean oldestFirst() {
            return Boolean.TRUE.equals(search.oldestFirst());
        }
    }

    /** One page, and where the next begins. */
    public record Found(List<EntryView> entries, Optional<String> nextCursor) {}

    /** An entry with its committed text, which is null when it is not there any more. */
    public record Read(EntryView view, String canonical) {}

    /** What a search by subject cannot see. */
    public record Gaps(long unlisted, long archived) {}

    public Found page(Criteria criteria, int limit) throws SQLException {
        EntryQuery query = EntryQuery.of(criteria).after(criteria.search().cursor());
        List<EntryView> found =
                read(query, query.order() + " limit " + (limit + 1)).stream()
                        .map(Read::view)
                        .toList();
        if (found.size() <= limit) {
            return new Found(found, Optional.empty());
        }
        EntryView last = found.get(limit - 1);
        return new Found(found.subList(0, limit), Optional.of(EntryQuery.cursor(last)));
    }

    /** How many there are, one more than {@link #COUNTED} at most. */
    public long count(Criteria criteria) throws SQLException {
        EntryQuery query = EntryQuery.of(criteria);
        return number(
                "select count(*) from (select 1 from aud_entry e where "
                        + query.where()
                        + " limit "
                        + (COUNTED + 1)
                        + ") found",
                query.binds());
    }

    /** All of them up to a limit, and one more when there are more. */
    public List<EntryView> all(Criteria criteria, int limit) throws SQLException {
        EntryQuery query = EntryQuery.of(criteria);
        return read(query, query.order() + " limit " + (limit + 1)).stream()
                .map(Read::view)
                .toList();
    }

    public Optional<Read> one(UUID id) throws SQLException {
        return read(EntryQuery.where("e.id = ?", id), "").stream().findFirst();
    }

    public List<EntryView> trace(String trace) throws SQLException {
        return read(
                        EntryQuery.where("e.trace = ?", trace),
                        " order by e.at, l.origin, e.seq, e.id limit " + TRACED)
                .stream()
                .map(Read::view)
                .toList();
    }

    /** Entries of the criteria's time that a search by subject does not find. */
    public Gaps gaps(Criteria criteria) throws SQLException {
        Instant from = criteria.search().from();
        Instant to = criteria.search().to();
        String time = "(?::timestamptz is null or at >= ?) and (?::timestamptz is null or at < ?)";
        List<Object> binds = new ArrayList<>();
        for (Instant each : new Instant[] {from, from, to, to}) {
            binds.add(each == null ? null : each.atOffset(ZoneOffset.UTC));
        }
        return new Gaps(
                number(
                        "select count(*) from aud_entry where subjects = '{}'::bytea[] and " + time,
                        binds),
                number("select count(*) from aud_entry where archived and " + time, binds));
    }

    /** A search that takes too long is the caller's to narrow. */
    public static Problem problem(SQLException e) {
        return CANCELLED.equals(e.getSQLState())
                ? ProblemType.INVALID_INPUT.because(
                        "查询范围过大，请缩小时间范围或增加条件",
                        "the search takes too long, narrow its time or say more")
                : Problems.of(e);
    }

    private List<Read> read(EntryQuery query, String rest) throws SQLException {
        List<Read> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(SELECT + query.where() + rest)) {
            bind(s, query.binds());
            try (ResultSet row = s.executeQuery()) {
                while (row.next()) {
                    found.add(read(row));
                }
            }
        }
        return found;
    }

    private static Read read(ResultSet row) throws SQLException {
        byte[] canonical = row.getBytes(11);
        EntryText text = EntryText.of(canonical);
        return new Read(
                new EntryView(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getObject(3, Long.class),
                        ChinaTime.text(row.getTimestamp(4).toInstant()),
                        row.getString(5),
                        row.getString(6),
                        text.member("door"),
                        row.getString(7),
                        text.actor("kind"),
                        text.actor("name"),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10),
                        text.facts(),
                        text.subjects(),
                        row.getObject(12, UUID.class),
                        row.getBoolean(13)),
                canonical == null ? null : new String(canonical, StandardCharsets.UTF_8));
    }

    private long number(String sql, List<Object> binds) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(sql)) {
            bind(s, binds);
            try (ResultSet row = s.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void bind(PreparedStatement s, List<Object> binds) throws SQLException {
        s.setQueryTimeout(PATIENCE_SECONDS);
        for (int i = 0; i < binds.size(); i++) {
            s.setObject(i + 1, binds.get(i));
        }
    }
}
