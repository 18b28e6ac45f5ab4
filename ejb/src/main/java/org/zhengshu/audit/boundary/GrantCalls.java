package org.zhengshu.audit.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zhengshu.audit.control.CallCounts;
import org.zhengshu.audit.control.EntryFinder;

/** How often data left under grants (授权调用统计), from the log itself; not for the doors. */
@ApplicationScoped
public class GrantCalls {
    /** How far the calls under one grant are counted. */
    public static final int MOST = CallCounts.MOST;

    @Inject private CallCounts counts;

    /** Answers under each of the grants since then. */
    public Map<UUID, Long> answered(List<UUID> grants, Instant since) {
        if (grants.isEmpty()) {
            return Map.of();
        }
        try {
            return counts.answered(grants, since);
        } catch (SQLException e) {
            throw EntryFinder.problem(e);
        }
    }
}
