package org.zhengshu.audit.control;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.zhengshu.audit.boundary.EntryView;
import org.zhengshu.audit.boundary.SearchEntries;
import org.zhengshu.kernel.boundary.ProblemType;

/** The condition of a search: fixed pieces of SQL and their bind values (检索条件). */
final class EntryQuery {
    private static final Pattern CURSOR = Pattern.compile("[0-9]{1,12}\\.[0-9]{6}\\.[0-9a-f-]{36}");

    private final StringBuilder where = new StringBuilder("true");
    private final List<Object> binds = new ArrayList<>();
    private final boolean oldestFirst;

    private EntryQuery(boolean oldestFirst) {
        this.oldestFirst = oldestFirst;
    }

    static EntryQuery where(String piece, Object value) {
        return new EntryQuery(true).and(piece, value);
    }

    static EntryQuery of(EntryFinder.Criteria criteria) {
        SearchEntries s = criteria.search();
        EntryQuery query = new EntryQuery(criteria.oldestFirst());
        query.and("e.actor = ?", s.actor());
        query.and("e.department = ?", s.department());
        query.and("e.subjects @> array[?]::bytea[]", criteria.subject());
        query.and("e.resource = ?", s.resource());
        query.and("e.grant_id = ?", s.grant());
        query.and("e.action = ?", s.action());
        query.and("e.trace = ?", s.trace());
        query.and("e.at >= ?", utc(s.from()));
        query.and("e.at < ?", utc(s.to()));
        if ("refused".equals(s.outcome())) {
            query.where.append(" and e.outcome not in ('answered', '')");
        } else {
            query.and("e.outcome = ?", s.outcome());
        }
        // the door stands in the entry only; in canonical JSON its member has this one form
        query.and(
                "position(? in e.canonical) > 0",
                s.door() == null
                        ? null
                        : ("\"door\":\"" + s.door() + "\"").getBytes(StandardCharsets.UTF_8));
        return query;
    }

    /** Goes on behind the last entry of the page before. */
    EntryQuery after(String cursor) {
        if (cursor == null) {
            return this;
        }
        if (!CURSOR.matcher(cursor).matches()) {
            throw ProblemType.INVALID_INPUT.because(
                    "cursor 只能取自上一页的 nextCursor",
                    "cursor must be the nextCursor of the page before");
        }
        String[] parts = cursor.split("\\.");
        where.append(oldestFirst ? " and (e.at, e.id) > (?, ?)" : " and (e.at, e.id) < (?, ?)");
        binds.add(
                utc(
                        Instant.ofEpochSecond(
                                Long.parseLong(parts[0]), Long.parseLong(parts[1]) * 1000)));
        binds.add(UUID.fromString(parts[2]));
        return this;
    }

    /** Names the place of an entry in the order of time. */
    static String cursor(EntryView entry) {
        Instant at = OffsetDateTime.parse(entry.at()).toInstant();
        return at.getEpochSecond() + ".%06d.".formatted(at.getNano() / 1000) + entry.id();
    }

    String where() {
        return where.toString();
    }

    String order() {
        return oldestFirst ? " order by e.at, e.id" : " order by e.at desc, e.id desc";
    }

    List<Object> binds() {
        return binds;
    }

    private EntryQuery and(String piece, Object value) {
        if (value != null) {
            where.append(" and ").append(piece);
            binds.add(value);
        }
        return this;
    }

    private static OffsetDateTime utc(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
