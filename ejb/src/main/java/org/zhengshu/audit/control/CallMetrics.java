package org.zhengshu.audit.control;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.zhengshu.kernel.boundary.Bodies;
import org.zhengshu.kernel.boundary.Call;

/** Figures of the calls and of the log for Prometheus (运行指标), shown at /metrics. */
@ApplicationScoped
public class CallMetrics {
    /**
     * The registry goes through all its meters to find one by its labels: each is asked for once.
     */
    private final Map<Counted, Counter> counters = new ConcurrentHashMap<>();

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

    private record Counted(Call.Door door, String action, String outcome) {}

    /** Counts one answered or refused call; the outcome is {@code answered} or the problem. */
    public void count(Call call, String outcome) {
        counters.computeIfAbsent(new Counted(call.door(), call.action(), outcome), this::counter)
                .increment();
    }

    private Counter counter(Counted counted) {
        return registry.counter(
                "zhengshu.calls",
                "door",
                counted.door().name(),
                "action",
                counted.action(),
                "outcome",
                counted.outcome());
    }
}
