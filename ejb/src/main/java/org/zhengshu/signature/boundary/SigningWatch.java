package org.zhengshu.signature.boundary;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.zhengshu.kernel.boundary.HealthCheck;

/**
 * Watches how long signing takes (签名监测), since the keys may live in hardware that is slow or stuck.
 * One thread signs, any may ask; asking never waits.
 */
public final class SigningWatch {
    private final Duration patience;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Consumer<Duration> metric;
    private volatile Running running;
    private volatile Slow slow;

    /**
     * @param metric gets the time of every signing
     */
    public SigningWatch(
            Duration patience, Clock clock, LongSupplier nanoTime, Consumer<Duration> metric) {
        this.patience = patience;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.metric = metric;
    }

    private record Running(Instant since, long began) {}

    /** Signing that takes too long (签名过慢); {@code stuck} while it is still going on. */
    public record Slow(Instant since, Duration duration, boolean stuck) {}

    /** Signs and keeps the time. */
    public <T> T time(Supplier<T> signing) {
        Running now = new Running(clock.instant(), nanoTime.getAsLong());
        running = now;
        try {
            return signing.get();
        } finally {
            Duration took = since(now);
            slow = took.compareTo(patience) > 0 ? new Slow(now.since(), took, false) : null;
            running = null;
            metric.accept(took);
        }
    }

    /** The signing that goes on too long, else the last one when it was too slow. */
    public Optional<Slow> slow() {
        Running now = running;
        if (now != null && since(now).compareTo(patience) > 0) {
            return Optional.of(new Slow(now.since(), since(now), true));
        }
        return Optional.ofNullable(slow);
    }

    /**
     * Down while signing is too slow.
     *
     * @param name of the check
     */
    public HealthCheck check(String name) {
        return slow().map(
                        slow ->
                                Map.<String, Object>of(
                                        "since", slow.since().toString(),
                                        "seconds", slow.duration().toMillis() / 1000.0,
                                        "stuck", slow.stuck()))
                .map(data -> new HealthCheck(name, false, data))
                .orElse(HealthCheck.of(name, true));
    }

    /** True while a signature does not come. */
    public boolean isStuck() {
        return slow().filter(Slow::stuck).isPresent();
    }

    private Duration since(Running begun) {
        return Duration.ofNanos(nanoTime.getAsLong() - begun.began());
    }
}
