package org.zhengshu.audit.control;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Fills a batch (汇集): with what is queued, and a moment longer while several more calls are being
 * served and keep coming, so that more of them share the signatures. Who calls alone waits for
 * nobody. Used by the committer's thread only.
 */
final class Gathering<T> {
    /** So many calls that are served and do not wait yet are worth a moment. */
    private static final int COMPANY = 3;

    private static final Duration MOMENT = Duration.ofNanos(500_000);

    /** Nobody waits longer than this for others. */
    private static final int MOMENTS = 4;

    private final Queue<T> queue;
    private final IntSupplier served;
    private final Runnable moment;

    Gathering(Queue<T> queue, IntSupplier served) {
        this(queue, served, () -> LockSupport.parkNanos(MOMENT.toNanos()));
    }

    Gathering(Queue<T> queue, IntSupplier served, Runnable moment) {
        this.queue = queue;
        this.served = served;
        this.moment = moment;
    }

    /** Adds to a batch that has begun, up to so many in all. */
    void fill(List<T> batch, int most) {
        take(batch, most);
        for (int i = 0; i < MOMENTS && isWorthwhile(batch, most); i++) {
            moment.run();
            if (!take(batch, most)) {
                return;
            }
        }
    }

    private boolean isWorthwhile(List<T> batch, int most) {
        return batch.size() < most && served.getAsInt() >= batch.size() + COMPANY;
    }

    private boolean take(List<T> batch, int most) {
        int before = batch.size();
        while (batch.size() < most) {
            T next = queue.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        return batch.size() > before;
    }
}
