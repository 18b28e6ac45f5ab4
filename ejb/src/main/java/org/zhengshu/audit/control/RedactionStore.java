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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.zhengshu.audit.boundary.Redactions.RedactionView;
import org.zhengshu.audit.boundary.Redactions.RequestRedaction;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Settings;

/** Redactions and what they erase (遮蔽库), in the transaction of the act. */
@ApplicationScoped
public class RedactionStore {
    private static final String SELECT =
            """
            select id, entry_id, state, article, reason, case_reference, requested_by,
                requested_at, decided_by, decided_at, decision
            from aud_redaction\s""";

    private static final String ERASE =
            """
            update aud_entry set canonical = null, salt = null, subjects = null,
                tenant = '', action = '', outcome = '', actor = '', department = '',
                resource = null, grant_id = null, trace = '', redacted_by = ?
            where id = ? and redacted_by is null""";

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    @Inject private Settings settings;
    @Inject private Clock clock;

    /**
     * Where an entry is.
     *
     * @param seq absent while it has no place
     * @param archived true when its text is in a file of the archive
     * @param goesOn false when nothing will ever be added to its log
     */
    public record Target(short log, String origin, Long seq, boolean archived, boolean goesOn) {}

    public Optional<Target> target(UUID entry) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                """
                                select e.log_id, l.origin, e.seq, e.archived,
                                    l.closed_at is null and l.node = ?
                                from aud_entry e join aud_log l on l.id = e.log_id
                                where e.id = ?""")) {
            s.setString(1, settings.node());
            s.setObject(2, entry);
            try (ResultSet row = s.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Target(
                                        row.getShort(1),
                                        row.getString(2),
                                        row.getObject(3, Long.class),
                                        row.getBoolean(4),
                                        row.getBoolean(5)))
                        : Optional.empty();
            }
        }
    }

    /** Says where the text of an entry went when it is not here any more. */
    public void requireKept(UUID entry) throws SQLException {
        require(entry, true);
    }

    /** Says who redacted an entry; one in the archive is still there to be redacted. */
    public void requireNotRedacted(UUID entry) throws SQLException {
        require(entry, false);
    }

    private void require(UUID entry, boolean online) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                """
                                select r.article, r.case_reference, r.decided_by, r.decided_at,
                                    e.redacted_by is not null, a.file, e.archived
                                from aud_entry e
                                    left join aud_redaction r on r.entry_id = e.id and r.state = 'DONE'
                                    left join aud_archive a on e.archived and a.log_id = e.log_id
                                        and e.seq >= a.first and e.seq < a.size
                                where e.id = ?""")) {
            s.setObject(1, entry);
            try (ResultSet row = s.executeQuery()) {
                if (!row.next()) {
                    return;
                }
                if (row.getBoolean(5)) {
                    throw redacted(row);
                }
                if (online && row.getBoolean(7)) {
                    throw ProblemType.ARCHIVED.because(
                            "该条目在归档文件 " + row.getString(6) + " 中，请向本节点审计管理员索取",
                            "the entry is in the archive's file "
                                    + row.getString(6)
                                    + "; ask the audit administrator of this node for it");
                }
            }
        }
    }

    private static RuntimeException redacted(ResultSet row) throws SQLException {
        if (row.getString(1) == null) {
            return ProblemType.REDACTED.because(
                    "条目内容已删除，请咨询本节点审计管理员",
                    "the entry's text is erased; ask the audit administrator of this node");
        }
        String at = ChinaTime.text(row.getTimestamp(4).toInstant());
        return ProblemType.REDACTED.because(
                "依据%s于 %s 遮蔽，经办 %s，案号 %s；请咨询本节点审计管理员"
                        .formatted(row.getString(1), at, row.getString(3), row.getString(2)),
                "redacted under %s at %s by %s, case %s; ask the audit administrator of this node"
                        .formatted(row.getString(1), at, row.getString(3), row.getString(2)));
    }

    public RedactionView request(RequestRedaction wish, String by, Instant now)
            throws SQLException {
        UUID id = UUID.randomUUID();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                """
                                insert into aud_redaction (id, entry_id, article, reason,
                                    case_reference, state, requested_by, requested_at)
                                values (?, ?, ?, ?, ?, 'REQUESTED', ?, ?)""")) {
            s.setObject(1, id);
            s.setObject(2, wish.entry());
            s.setString(3, wish.article());
            s.setString(4, wish.reason());
            s.setString(5, wish.caseReference());
            s.setString(6, by);
            s.setObject(7, now.atOffset(ZoneOffset.UTC));
            s.executeUpdate();
        }
        return find(id).orElseThrow();
    }

    /**
     * Adds an entry to the log of the redacted one, not yet sequenced: its writer, or who finishes
     * it, gives it its place, so that the log accounts for what it lacks.
     */
    public UUID record(Target target, Map<String, Object> facts) throws SQLException {
        Entry entry = Entry.event("audit.redact", facts, settings.node(), clock);
        try (Connection connection = dataSource.getConnection()) {
            EntryWriter.insert(
                    connection, target.log(), List.of(EntryWriter.Row.unsequenced(entry)));
        }
        return entry.id();
    }

    /**
     * True while the log's own account of a redaction waits for its place, for a minute at most.
     */
    static boolean isUnrecorded(Connection connection, LogExtent log) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        select exists (select from aud_entry where log_id = ? and seq is null
                            and action = 'audit.redact' and at > now() - interval '1 minute')""")) {
            s.setShort(1, log.id());
            try (ResultSet row = s.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Erases everything but id, place, time, log and leaf. */
    public void erase(UUID entry, UUID redactedBy) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(ERASE)) {
            s.setObject(1, redactedBy);
            s.setObject(2, entry);
            if (s.executeUpdate() != 1) {
                throw new SQLException("the entry " + entry + " vanished");
            }
        }
    }

    /** Decides an open request, once. */
    public RedactionView decide(UUID id, String state, String by, Instant now, String reason)
            throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement(
                                """
                                update aud_redaction set state = ?, decided_by = ?, decided_at = ?,
                                    decision = ? where id = ? and state = 'REQUESTED'""")) {
            s.setString(1, state);
            s.setString(2, by);
            s.setObject(3, now.atOffset(ZoneOffset.UTC));
            s.setString(4, reason);
            s.setObject(5, id);
            if (s.executeUpdate() != 1) {
                throw ProblemType.CONFLICT.because(
                        "遮蔽申请刚被他人办理", "somebody else decided the redaction just now");
            }
        }
        return find(id).orElseThrow();
    }

    public Optional<RedactionView> find(UUID id) throws SQLException {
        return read(SELECT + "where id = ?", id).stream().findFirst();
    }

    public List<RedactionView> list(int offset, int limit) throws SQLException {
        return read(SELECT + "order by requested_at desc, id limit ? offset ?", limit, offset);
    }

    public long count() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s =
                        connection.prepareStatement("select count(*) from aud_redaction");
                ResultSet row = s.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private List<RedactionView> read(String sql, Object... binds) throws SQLException {
        List<RedactionView> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement s = connection.prepareStatement(sql)) {
            for (int i = 0; i < binds.length; i++) {
                s.setObject(i + 1, binds[i]);
            }
            try (ResultSet row = s.executeQuery()) {
                while (row.next()) {
                    found.add(view(row));
                }
            }
        }
        return found;
    }

    private static RedactionView view(ResultSet row) throws SQLException {
        return new RedactionView(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                ChinaTime.text(row.getTimestamp(8).toInstant()),
                row.getString(9),
                row.getTimestamp(10) == null
                        ? null
                        : ChinaTime.text(row.getTimestamp(10).toInstant()),
                row.getString(11));
    }
}
