package org.zhengshu.kernel.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ServiceModeTest {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Hands clock = new Hands();
    private final ServiceMode mode = new ServiceMode(clock);

    /** A clock that a test sets. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-11-22T00:00:00Z");

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

    static final class Cases {
        @Operation("a.read")
        void read() {}

        @Operation(value = "a.act", act = true)
        void act() {}

        @Operation(value = "a.decide", act = true, whileStopped = true)
        void decide() {}
    }

    private static Operation operation(String name) {
        try {
            return Cases.class.getDeclaredMethod(name).getAnnotation(Operation.class);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private void admits(String name) {
        assertThatCode(() -> mode.admit(operation(name))).doesNotThrowAnyException();
    }

    private void refuses(String name, String code) {
        assertThatThrownBy(() -> mode.admit(operation(name))).hasMessageContaining(code);
    }

    @Test
    @Tag("KRN-11")
    void readOnlyRefusesActsButNotWhatPeopleNeedToDecide() {
        mode.readOnly(true);
        admits("read");
        admits("decide");
        refuses("act", "operations/read-only");
        mode.readOnly(false);
        admits("act");
    }

    @Test
    @Tag("KRN-12")
    void drainTakesCallsUntilTheGraceIsOverAndWaitsForThoseInFlight() {
        ServiceMode.InFlight asking = mode.enter();
        ServiceMode.InFlight other = mode.enter();
        mode.drain(GRACE);
        assertThat(mode.isDraining()).isTrue();
        admits("act");
        clock.now = clock.now.plus(GRACE);
        refuses("read", "operations/draining");
        refuses("act", "operations/draining");
        admits("decide");
        assertThat(mode.isDrained()).isFalse();
        other.close();
        assertThat(mode.isDrained()).isTrue();
        mode.open();
        admits("act");
        asking.close();
        assertThat(mode.inFlight()).isZero();
    }
}
