package org.zhengshu.tests.crash;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.zhengshu.proof.TrustAnchors;
import org.zhengshu.tests.node.Reply;

/** Compares what callers were told, the tables of the acts, and the entries of the log. */
final class Consistency {
    /** What must be empty, and the query that lists the breaches. */
    private static final Map<String, String> RULES =
            Map.ofEntries(
                    Map.entry(
                            "submitted requests and their entries",
                            acts(
                                    "select id::text as key, 1 as n from shr_request",
                                    "request",
                                    "'sharing.submit'")),
                    Map.entry(
                            "decisions and their entries",
                            acts(
                                    "select request_id::text as key, 1 as n from shr_decision",
                                    "request",
                                    "'sharing.approve','sharing.reject'")),
                    Map.entry(
                            "withdrawals and their entries",
                            acts(
                                    "select id::text as key, 1 as n from shr_request where state = 'WITHDRAWN'"
                                            + " and closed_by <> 'RULE'",
                                    "request",
                                    "'sharing.withdraw'")),
                    Map.entry(
                            "requests sent back and their entries",
                            acts(
                                    "select request_id::text as key, 1 as n from shr_supplement",
                                    "request",
                                    "'sharing.return'")),
                    Map.entry(
                            "supplements and their entries",
                            acts(
                                    "select request_id::text as key, 1 as n from shr_supplement"
                                            + " where supplemented_at is not null",
                                    "request",
                                    "'sharing.supplement'")),
                    Map.entry(
                            "requests that nobody supplemented and their entries",
                            acts(
                                    "select request_id::text as key, 1 as n from shr_supplement"
                                            + " where lapsed_at is not null",
                                    "request",
                                    "'sharing.lapse'")),
                    Map.entry(
                            "reminders and their entries",
                            acts(
                                    "select request_id::text as key, 1 as n from shr_reminder",
                                    "request",
                                    "'sharing.remind'")),
                    Map.entry(
                            "requests, their rounds, contents and reminders",
                            """
                            select r.id || ' ' || r.state || ' ' || r.rounds || ' ' || r.revision || ' '
                                || r.reminders
                            from shr_request r
                                left join shr_supplement o on o.request_id = r.id and o.round = r.rounds,
                                lateral (select count(*) as rounds, count(supplemented_at) as done
                                    from shr_supplement where request_id = r.id) s,
                                lateral (select count(*) as n from shr_reminder where request_id = r.id) m
                            where r.rounds <> s.rounds or r.revision <> s.done + 1 or r.reminders <> m.n
                                or r.state = 'RETURNED_FOR_SUPPLEMENT' and o.supplemented_at is not null
                                or r.state in ('COMPLIANCE_REVIEW', 'PROVIDER_REVIEW', 'APPROVED')
                                    and r.rounds > 0 and o.supplemented_at is null
                            """),
                    Map.entry(
                            "grants and the entries that gave them",
                            acts(
                                    "select id::text as key, 1 as n from shr_grant",
                                    "grant",
                                    "'sharing.submit','sharing.approve'")),
                    Map.entry(
                            "revocations and their entries",
                            acts(
                                    "select id::text as key, 1 as n from shr_grant where state = 'REVOKED'",
                                    "grant",
                                    "'sharing.revoke'")),
                    Map.entry(
                            "mounts and their entries",
                            acts(
                                    "select item_id || ' ' || sm3 as key, 1 as n from mnt_mount",
                                    "resource' || ' ' || (facts->>'fileSm3') || '",
                                    "'mounting.load'")),
                    Map.entry(
                            "state of a request and its last entry",
                            """
                            select r.id || ' is ' || r.state from shr_request r where not exists (
                                select from act where act.facts->>'request' = r.id::text
                                    and act.facts->>'state' = r.state)
                            """),
                    Map.entry(
                            "outcome of a decision and its entry",
                            """
                            select d.request_id || ' ' || d.outcome from shr_decision d where not exists (
                                select from act where act.facts->>'request' = d.request_id::text
                                    and act.actor = d.decider
                                    and act.action = case d.outcome when 'APPROVED' then 'sharing.approve'
                                        else 'sharing.reject' end)
                            """),
                    Map.entry(
                            "closed requests and their decisions",
                            """
                            select r.id || ' ' || r.state from shr_request r
                            where r.state in ('APPROVED', 'REJECTED') and r.closed_by <> 'RULE'
                                and not exists (select from shr_decision d where d.request_id = r.id)
                            """),
                    Map.entry(
                            "approved requests and grants",
                            """
                            select coalesce(r.id, g.request_id)::text
                            from (select id from shr_request where state = 'APPROVED') r
                                full join shr_grant g on g.request_id = r.id
                            where r.id is null or g.id is null
                            """),
                    Map.entry(
                            "counted and logged answers under a grant",
                            """
                            select g.id || ' counts ' || coalesce(u.used, 0) || ' of ' || coalesce(g.quota, -1)
                                || ', logged ' || e.n
                            from shr_grant g left join shr_usage u on u.grant_id = g.id,
                                lateral (select count(*) as n from aud_entry
                                    where grant_id = g.id and outcome = 'answered'
                                        and action in ('exchange.query', 'elicence.fetch')) e
                            where coalesce(u.used, 0) <> e.n or g.quota < e.n
                            """),
                    Map.entry(
                            "mounts in force and tables",
                            """
                            select coalesce(m.table_name, t.tablename)
                            from (select table_name from mnt_mount where state = 'BOUND') m
                                full join (select tablename from pg_tables where schemaname = 'mnt_data') t
                                    on t.tablename = m.table_name
                            where m.table_name is null or t.tablename is null
                            """),
                    Map.entry("transactions in doubt", "select gid from pg_prepared_xacts"));

    private static final String ACT =
            """
            with act as materialized (
                select id, action, actor, convert_from(canonical, 'UTF8')::jsonb->'facts' as facts
                from aud_entry where outcome = 'answered' and (action like 'sharing.%' or action = 'mounting.load'))
            """;

    private Consistency() {}

    /** Rows without entry, entries without row, either more than once. */
    private static String acts(String rows, String fact, String actions) {
        return """
               select coalesce(r.key, a.key) || ': ' || coalesce(r.n, 0) || ' done, ' || coalesce(a.n, 0) || ' logged'
               from (select key, count(*) as n from (%s) as one group by key) r
                   full join (select facts->>'%s' as key, count(*) as n from act
                       where action in (%s) and facts->>'%s' is not null group by 1) a on a.key = r.key
               where r.n is distinct from a.n
               """
                .formatted(rows, fact, actions, fact);
    }

    /** Every breach, in words. */
    static List<String> breaches(Connection connection) throws SQLException {
        List<String> breaches = new ArrayList<>();
        for (Map.Entry<String, String> rule : RULES.entrySet()) {
            try (PreparedStatement s = connection.prepareStatement(ACT + rule.getValue());
                    ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    breaches.add(rule.getKey() + ": " + rows.getString(1));
                }
            }
        }
        breaches.addAll(tables(connection));
        return breaches;
    }

    /** Each table in force has exactly the rows that its mount says. */
    private static List<String> tables(Connection connection) throws SQLException {
        List<String> breaches = new ArrayList<>();
        try (PreparedStatement s =
                        connection.prepareStatement(
                                "select table_name, rows from mnt_mount where state = 'BOUND'");
                ResultSet mounts = s.executeQuery()) {
            while (mounts.next()) {
                try (PreparedStatement count =
                                connection.prepareStatement(
                                        "select count(*) from mnt_data." + mounts.getString(1));
                        ResultSet row = count.executeQuery()) {
                    row.next();
                    if (row.getLong(1) != mounts.getLong(2)) {
                        breaches.add(
                                mounts.getString(1)
                                        + " has "
                                        + row.getLong(1)
                                        + " rows, its mount says "
                                        + mounts.getLong(2));
                    }
                }
            }
        }
        return breaches;
    }

    /** Answers that a caller has and the log has not, or whose receipt does not verify. */
    static List<String> lost(Connection connection, List<Reply> answers, TrustAnchors anchors)
            throws SQLException {
        List<String> lost = new ArrayList<>();
        try (PreparedStatement s =
                connection.prepareStatement(
                        "select seq is not null from aud_entry where id = ?::uuid and outcome = 'answered'")) {
            for (Reply answer : answers) {
                String id = answer.entry().get("id").asText();
                s.setString(1, id);
                try (ResultSet row = s.executeQuery()) {
                    if (!row.next() || !row.getBoolean(1)) {
                        lost.add("answer " + id + " has no entry");
                    }
                }
                if (!answer.verify(anchors).ok()) {
                    lost.add("receipt " + id + ": " + answer.verify(anchors).failures());
                }
            }
        }
        return lost;
    }

    /** Acts that a caller was told are done and that are not. */
    static List<String> undone(Connection connection, Map<String, String> done)
            throws SQLException {
        List<String> undone = new ArrayList<>();
        for (Map.Entry<String, String> act : done.entrySet()) {
            String query =
                    switch (act.getValue()) {
                        case "request" -> "shr_request where id = ?::uuid";
                        case "approval" -> "shr_request where state = 'APPROVED' and id = ?::uuid";
                        case "supplement" ->
                                "shr_supplement where supplemented_at is not null"
                                        + " and request_id = ?::uuid";
                        case "rejection" -> "shr_request where state = 'REJECTED' and id = ?::uuid";
                        case "grant" -> "shr_grant where id = ?::uuid";
                        case "revocation" -> "shr_grant where state = 'REVOKED' and id = ?::uuid";
                        case "mount" -> "mnt_mount where id = ?::uuid";
                        default -> throw new IllegalArgumentException(act.getValue());
                    };
            try (PreparedStatement s = connection.prepareStatement("select 1 from " + query)) {
                s.setString(1, act.getKey());
                try (ResultSet row = s.executeQuery()) {
                    if (!row.next()) {
                        undone.add(act.getValue() + " " + act.getKey());
                    }
                }
            }
        }
        return undone;
    }
}
