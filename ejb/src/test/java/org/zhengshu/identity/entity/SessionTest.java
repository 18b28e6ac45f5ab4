package org.zhengshu.identity.entity;

import static org.assertj.core.api.Assertions.assertThat;

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
        Session session = new Session("hash", UUID.randomUUID(), begin, end);
        assertThat(session.validAt(begin.minusNanos(1))).isFalse();
        assertThat(session.validAt(begin)).isTrue();
        assertThat(session.validAt(end.minusNanos(1))).isTrue();
        assertThat(session.validAt(end)).isFalse();
    }
}
