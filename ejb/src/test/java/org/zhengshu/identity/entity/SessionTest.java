package org.zhengshu.identity.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SessionTest {
    @Test
    @Tag("IDN-5")
    void aSessionHoldsFromItsBeginningUntilItsEnd() {
        Instant begin = Instant.parse("2026-11-21T08:00:00Z");
        Instant end = begin.plusSeconds(60);
        Session session = new Session("hash", UUID.randomUUID(), begin, end, false);
        assertThat(session.validAt(begin.minusNanos(1))).isFalse();
        assertThat(session.validAt(begin)).isTrue();
        assertThat(session.validAt(end.minusNanos(1))).isTrue();
        assertThat(session.validAt(end)).isFalse();
    }

    @Test
    @Tag("IDN-5")
    void aBrowsersSessionEndsWhenNobodyUsesIt() {
        Instant begin = Instant.parse("2026-11-21T08:00:00Z");
        Instant end = begin.plus(Duration.ofHours(8));
        Session session = new Session("hash", UUID.randomUUID(), begin, end, true);
        Instant later = begin.plus(Session.IDLE).minusSeconds(1);
        assertThat(session.validAt(later)).isTrue();
        assertThat(session.validAt(begin.plus(Session.IDLE))).isFalse();
        session.used(later);
        assertThat(session.validAt(later.plus(Session.IDLE).minusSeconds(1))).isTrue();
        assertThat(session.validAt(later.plus(Session.IDLE))).isFalse();
    }
}
