package org.zhengshu.kernel.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What this server lets in (运行模式): everything, reads alone, or nothing new. What people need to
 * decide and to end the mode passes always.
 */
@ApplicationScoped
public class ServiceMode {
    private final AtomicInteger inFlight = new AtomicInteger();
    private Clock clock;
    private volatile boolean readOnly;
    private volatile Instant closing;

    protected ServiceMode() {}

    @Inject
    ServiceMode(Clock clock) {
        this.clock = clock;
    }

    /** Acts are refused, reads and exchange go on (只读). */
    public void readOnly(boolean wanted) {
        readOnly = wanted;
    }

    /** New calls are refused when the grace is over (排空); whoever is in flight finishes. */
    public void drain(Duration grace) {
        closing = clock.instant().plus(grace);
    }

    /** Takes back a drain. */
    public void open() {
        closing = null;
    }

    public boolean isReadOnly() {
        return readOnly;
    }

    /** True from the order to drain on, also while new calls are still taken. */
    public boolean isDraining() {
        return closing != null;
    }

    /** True when the grace is over and no more calls are in flight than the one that asks. */
    public boolean isDrained() {
        Instant end = closing;
        return end != null && !clock.instant().isBefore(end) && inFlight.get() <= 1;
    }

    public int inFlight() {
        return inFlight.get();
    }

    /** A call begins; it is over when this is closed. */
    public InFlight enter() {
        inFlight.incrementAndGet();
        return inFlight::decrementAndGet;
    }

    /** A call that is being served. */
    @FunctionalInterface
    public interface InFlight extends AutoCloseable {
        @Override
        void close();
    }

    /** Refuses what the mode does not let in. */
    public void admit(Operation operation) {
        if (operation.whileStopped()) {
            return;
        }
        Instant end = closing;
        if (end != null && !clock.instant().isBefore(end)) {
            throw ProblemType.DRAINING.because(
                    "本服务器正在停机，未作任何更改，请重试，其他服务器会受理",
                    "this server is about to stop, nothing was changed; retry, another server answers");
        }
        if (readOnly && operation.act()) {
            throw ProblemType.READ_ONLY.because(
                    "平台处于只读状态，查询与数据交换照常，" + operation.value() + " 未执行，请稍后重试",
                    "the platform is read-only: reads and exchange go on, "
                            + operation.value()
                            + " was not done; retry later");
        }
    }
}
