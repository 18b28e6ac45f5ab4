package org.zhengshu.audit.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;

@Tag("AUD-9")
class ClockRuleTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final TestClock clock = new TestClock();
    private final ClockRule rule = new ClockRule(clock, Duration.ofSeconds(5));

    /** A clock that the test sets. */
    private static final class TestClock extends Clock {
        private Instant now = NOON;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    void aLogThatWasNeverSignedAcceptsAnyClock() {
        clock.now = Instant.EPOCH;
        assertThat(rule.behind()).isEmpty();
    }

    @Test
    void aSmallStepBackIsTolerated() {
        rule.signed(NOON);
        clock.now = NOON.minusSeconds(5);
        assertThat(rule.behind()).isEmpty();
    }

    @Test
    void aLargerStepBackStopsWritingUntilTheClockHasCaughtUp() {
        rule.signed(NOON);
        clock.now = NOON.minusSeconds(5).minusNanos(1000);
        ClockRule.Behind behind = rule.behind().orElseThrow();
        assertThat(behind.now()).isEqualTo(clock.now);
        assertThat(behind.newest()).isEqualTo(NOON);
        clock.now = NOON;
        assertThat(rule.behind()).isEmpty();
    }

    @Test
    void manySmallStepsAreNotTolerated() {
        rule.signed(NOON);
        rule.signed(NOON.minusSeconds(4));
        clock.now = NOON.minusSeconds(8);
        assertThat(rule.behind()).isPresent();
    }

    @Test
    void aPersonMayAcceptTheNewTime() {
        rule.signed(NOON);
        clock.now = NOON.minusSeconds(3600);
        rule.accept();
        assertThat(rule.behind()).isEmpty();
        rule.signed(clock.now);
        clock.now = clock.now.minusSeconds(6);
        assertThat(rule.behind()).isPresent();
    }

    @Test
    void theProblemSaysBothTimesInBothLanguages() {
        rule.signed(NOON);
        clock.now = NOON.minusSeconds(60);
        Problem problem = rule.behind().orElseThrow().problem();
        assertThat(problem.type()).isEqualTo(ProblemType.CLOCK_BEHIND);
        assertThat(problem.detail().zh()).contains("2026-11-21T12:00:00Z", "2026-11-21T11:59:00Z");
        assertThat(problem.detail().en()).contains("2026-11-21T12:00:00Z", "2026-11-21T11:59:00Z");
    }
}
