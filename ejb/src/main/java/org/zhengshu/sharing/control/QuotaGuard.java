package org.zhengshu.sharing.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zhengshu.audit.boundary.CommitGuard;
import org.zhengshu.kernel.boundary.ProblemType;

/**
 * Counts answers under grants in the committer's transaction (配额计数): exactly as many leave as were
 * approved, and none after a revocation.
 */
@ApplicationScoped
public class QuotaGuard implements CommitGuard {
    private static final String LOCK =
            """
            select u.grant_id, u.used, g.quota, g.state from shr_usage u join shr_grant g on g.id = u.grant_id
            where u.grant_id = any(?) order by u.grant_id for update of u""";

    private static final String COUNT =
            """
            update shr_usage u set used = u.used + ? from shr_grant g
            where u.grant_id = ? and g.id = u.grant_id and g.state = 'ACTIVE'
                and (g.quota is null or u.used + ? <= g.quota)""";

    /** A grant's counter while the batch is counted. */
    private static final class Counter {
        private final long before;
        private final long limit;
        private final boolean revoked;
        private long used;

        Counter(long used, long limit, boolean revoked) {
            this.before = used;
            this.used = used;
            this.limit = limit;
            this.revoked = revoked;
        }
    }

    @Override
    public void count(Connection connection, List<? extends Candidate> candidates)
            throws SQLException {
        if (candidates.isEmpty() || countedAtOnce(connection, candidates)) {
            return;
        }
        Map<UUID, Counter> counters = locked(connection, candidates);
        for (Candidate candidate : candidates) {
            admit(candidate, counters.get(candidate.grant()));
        }
        try (PreparedStatement update =
                connection.prepareStatement("update shr_usage set used = ? where grant_id = ?")) {
            for (Map.Entry<UUID, Counter> counter : counters.entrySet()) {
                if (counter.getValue().used != counter.getValue().before) {
                    update.setLong(1, counter.getValue().used);
                    update.setObject(2, counter.getKey());
                    update.addBatch();
                }
            }
            update.executeBatch();
        }
    }

    /** The usual case, a batch under one grant that its quota has room for, in one statement. */
    private static boolean countedAtOnce(
            Connection connection, List<? extends Candidate> candidates) throws SQLException {
        UUID grant = candidates.get(0).grant();
        if (candidates.stream().anyMatch(c -> !c.grant().equals(grant))) {
            return false;
        }
        try (PreparedStatement s = connection.prepareStatement(COUNT)) {
            s.setLong(1, candidates.size());
            s.setObject(2, grant);
            s.setLong(3, candidates.size());
            return s.executeUpdate() == 1;
        }
    }

    private static void admit(Candidate candidate, Counter counter) {
        if (counter == null || counter.revoked) {
            candidate.refuse(
                    ProblemType.GRANT_REVOKED.because(
                            "授权 " + candidate.grant() + " 已撤销",
                            "grant " + candidate.grant() + " was revoked"));
        } else if (counter.used >= counter.limit) {
            candidate.refuse(
                    ProblemType.QUOTA_EXHAUSTED.because(
                            "授权 " + candidate.grant() + " 的 " + counter.limit + " 次已用完，请重新申请",
                            "all "
                                    + counter.limit
                                    + " answers of grant "
                                    + candidate.grant()
                                    + " are used"));
        } else {
            counter.used++;
        }
    }

    private static Map<UUID, Counter> locked(
            Connection connection, List<? extends Candidate> candidates) throws SQLException {
        Map<UUID, Counter> counters = new HashMap<>();
        Object[] ids = candidates.stream().map(Candidate::grant).distinct().toArray();
        try (PreparedStatement s = connection.prepareStatement(LOCK)) {
            s.setArray(1, connection.createArrayOf("uuid", ids));
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    long used = rows.getLong(2);
                    long quota = rows.getLong(3);
                    long limit = rows.wasNull() ? Long.MAX_VALUE : quota;
                    counters.put(
                            rows.getObject(1, UUID.class),
                            new Counter(used, limit, !"ACTIVE".equals(rows.getString(4))));
                }
            }
        }
        return counters;
    }
}
