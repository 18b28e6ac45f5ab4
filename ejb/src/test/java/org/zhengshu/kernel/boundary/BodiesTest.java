package org.zhengshu.kernel.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("KRN-10")
class BodiesTest {
    private static final int LIMIT = 1 << 20;

    private final Bodies bodies = new Bodies(LIMIT);

    @Test
    void smallMessagesAreFree() throws IOException {
        try (Bodies.Share large = bodies.share();
                Bodies.Share small = bodies.share()) {
            large.add(LIMIT + Bodies.FREE);
            assertThat(read(small, Bodies.FREE)).isEqualTo(Bodies.FREE);
            assertThat(bodies.inUse()).isEqualTo(LIMIT);
        }
        assertThat(bodies.inUse()).isZero();
    }

    @Test
    void whoGoesBeyondIsRefusedAndGivesBackWhatItHad() throws IOException {
        try (Bodies.Share first = bodies.share()) {
            read(first, LIMIT / 2);
            long before = bodies.inUse();
            try (Bodies.Share second = bodies.share()) {
                assertThatThrownBy(() -> read(second, LIMIT)).hasMessageContaining("kernel/busy");
            }
            assertThat(bodies.inUse()).isEqualTo(before);
        }
        try (Bodies.Share again = bodies.share()) {
            assertThat(read(again, LIMIT)).isEqualTo(LIMIT);
        }
    }

    @Test
    void anAddThatWasRefusedCountsForNothing() {
        try (Bodies.Share share = bodies.share()) {
            assertThatThrownBy(() -> share.add(2 * LIMIT)).hasMessageContaining("kernel/busy");
            share.add(LIMIT);
            assertThat(bodies.inUse()).isEqualTo(LIMIT - Bodies.FREE);
        }
    }

    @Test
    void aMessageLongerThanItMayBeIsNotReadOn() throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(new byte[3 * Bodies.FREE]);
        try (Bodies.Share share = bodies.share()) {
            assertThat(share.read(in, Bodies.FREE)).isEmpty();
        }
        assertThat(in.available()).isGreaterThanOrEqualTo(Bodies.FREE);
    }

    @Test
    void oneCallerHasHalfOfTheMemoryAtMost() {
        long all = 200L << 20;
        Bodies shared = new Bodies(all);
        try (Bodies.Share first = shared.share().of("a");
                Bodies.Share late = shared.share()) {
            first.add(Bodies.FREE + all / 2);
            late.add(2 * Bodies.FREE);
            assertThatThrownBy(() -> late.of("a")).hasMessageContaining("kernel/too-many-at-once");
            try (Bodies.Share second = shared.share().of("a");
                    Bodies.Share other = shared.share().of("b")) {
                assertThatThrownBy(() -> second.add(2 * Bodies.FREE))
                        .hasMessageContaining("kernel/too-many-at-once");
                second.add(Bodies.FREE);
                other.add(Bodies.FREE + all / 4);
            }
        }
        assertThat(shared.inUse()).isZero();
        try (Bodies.Share again = shared.share().of("a")) {
            again.add(Bodies.FREE + all / 2);
        }
    }

    private static int read(Bodies.Share share, int size) throws IOException {
        byte[] body = new byte[size];
        body[size - 1] = 1;
        byte[] read = share.read(new ByteArrayInputStream(body), LIMIT).orElseThrow();
        assertThat(read).isEqualTo(body);
        return read.length;
    }
}
