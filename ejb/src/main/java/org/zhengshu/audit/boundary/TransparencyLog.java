package org.zhengshu.audit.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengshu.audit.control.Committer;
import org.zhengshu.audit.control.Entries;
import org.zhengshu.audit.control.TimeStamper;
import org.zhengshu.audit.control.HistoryGuard;
import org.zhengshu.kernel.boundary.HealthCheck;

/** What the log shows to everybody (透明日志): its newest signed checkpoint, and its health. */
@ApplicationScoped
public class TransparencyLog {
    @Inject private Committer committer;
    @Inject private HistoryGuard history;
    @Inject private Entries entries;
    @Inject private TimeStamper stamper;

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
        List<HealthCheck> checks = new ArrayList<>(committer.checks());
        checks.add(timeStamps());
        return checks;
    }

    /** Never a reason to be down: exchange goes on, and the time-stamps follow. */
    private HealthCheck timeStamps() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("pending", stamper.outage().isPresent());
        stamper.outage()
                .ifPresent(
                        outage -> {
                            data.put("since", outage.since().toString());
                            data.put("trouble", outage.trouble());
                        });
        return new HealthCheck("time-stamps", true, data);
    }

    /** True while a person must decide about a replaced history. */
    public boolean needsDecision() {
        return history.stopped();
    }

    public int waiting() {
        return committer.waiting();
    }

    public long size() {
        return committer.size();
    }
}
