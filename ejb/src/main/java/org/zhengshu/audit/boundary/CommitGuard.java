package org.zhengshu.audit.boundary;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.zhengshu.kernel.boundary.Problem;

/** Asked by the committer inside its own transaction which answers may leave (提交前检查). */
public interface CommitGuard {
    /** One answer waiting under a grant; {@code refuse} keeps it from leaving. */
    interface Candidate {
        UUID grant();

        void refuse(Problem problem);
    }

    /** Counts the answers under their grants and refuses those beyond; the order is the queue's. */
    void count(Connection connection, List<? extends Candidate> candidates) throws SQLException;
}
