package org.zhengshu.audit.control;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.zhengshu.kernel.boundary.Bodies;
import org.zhengshu.kernel.boundary.Call;

/** Figures of the calls and of the log for Prometheus (运行指标), shown at /metrics. */
@ApplicationScoped
public class CallMetrics {
    @Inject private MeterRegistry registry;
    @Inject private Committer committer;
    @Inject private CheckRunner checks;
    @Inject private HistoryGuard history;
    @Inject private Bodies bodies;

    /** The log's figures are there from the start. */
    @PostConstruct
    void observeLog() {
        registry.gauge("zhengshu.log.incidents.open", history, HistoryGuard::openIncidents);
        registry.gauge("zhengshu.log.size", committer, Committer::size);
        registry.gauge("zhengshu.log.writable", committer, c -> c.isOpen() && !c.stopped() ? 1 : 0);
        registry.gauge("zhengshu.log.waiting", committer, Committer::waiting);
        registry.gauge("zhengshu.log.checks.failing", checks, CheckRunner::failing);
        registry.gauge("zhengshu.bodies.bytes", bodies, Bodies::inUse);
    }

    /** Counts one answered or refused call; the outcome is {@code answered} or the problem. */
    public void count(Call call, String outcome) {
        registry.counter(
                        "zhengshu.calls",
                        "door",
                        call.door().name(),
                        "action",
                        call.action(),
                        "outcome",
                        outcome)
                .increment();
    }
}
