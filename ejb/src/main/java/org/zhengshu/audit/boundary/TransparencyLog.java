package org.zhengshu.audit.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.zhengshu.audit.control.Committer;
import org.zhengshu.audit.control.Entries;
import org.zhengshu.kernel.boundary.HealthCheck;

/** What the log shows to everybody (透明日志): its newest signed checkpoint, and its health. */
@ApplicationScoped
public class TransparencyLog {
    @Inject private Committer committer;
    @Inject private Entries entries;

    /** The newest checkpoint in C2SP note form; empty before the first entry. */
    public Optional<String> checkpoint() {
        try {
            return entries.checkpoint();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean isOpen() {
        return committer.isOpen();
    }

    /** Whether entries are written, the signer signs, and the clock may be believed. */
    public List<HealthCheck> checks() {
        return committer.checks();
    }

    public int waiting() {
        return committer.waiting();
    }

    public long size() {
        return committer.size();
    }
}
