package org.zhengshu.audit.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.zhengshu.kernel.boundary.HealthCheck;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;

/**
 * Whether the clock may be believed (时钟校核): nothing is signed while it is behind the newest
 * checkpoint by more than a tolerance. Thread-safe.
 */
final class ClockRule {
    private final Clock clock;
    private final Duration tolerance;
    private volatile Instant newest = Instant.MIN;

    ClockRule(Clock clock, Duration tolerance) {
        this.clock = clock;
        this.tolerance = tolerance;
    }

    /**
     * A clock that is behind (时钟回拨).
     *
     * @param newest when the newest checkpoint was signed, by an earlier look at the clock
     */
    record Behind(Instant now, Instant newest) {
        Problem problem() {
            return ProblemType.CLOCK_BEHIND.because(
                    "服务器时间 " + now + " 早于日志最新检查点的签署时间 " + newest + "，存证日志暂停写入；请校准时钟，追上后自动恢复",
                    "the server's clock says "
                            + now
                            + ", the log was last signed at "
                            + newest
                            + "; nothing is written until the clock is right, then it goes on by itself");
        }
    }

    /** A checkpoint was signed, or found signed, at this time. */
    void signed(Instant at) {
        if (at.isAfter(newest)) {
            newest = at;
        }
    }

    /** A person decided that the clock is right and the earlier times were wrong. */
    void accept() {
        newest = Instant.MIN;
    }

    /** Both times while the clock is behind. */
    Optional<Behind> behind() {
        Instant signed = newest;
        Instant now = clock.instant();
        return signed.equals(Instant.MIN) || !now.plus(tolerance).isBefore(signed)
                ? Optional.empty()
                : Optional.of(new Behind(now, signed));
    }

    HealthCheck check() {
        return behind().map(
                        behind ->
                                Map.<String, Object>of(
                                        "now", behind.now().toString(),
                                        "newest", behind.newest().toString()))
                .map(data -> new HealthCheck("clock", false, data))
                .orElse(HealthCheck.of("clock", true));
    }
}
