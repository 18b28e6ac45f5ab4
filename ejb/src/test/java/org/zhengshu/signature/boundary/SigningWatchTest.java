package org.zhengshu.signature.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.kernel.boundary.HealthCheck;
import org.zhengshu.proof.Checkpoint;
import org.zhengshu.proof.NoteKey;
import org.zhengshu.proof.NoteSigner;
import org.zhengshu.proof.SignedCheckpoint;

@Tag("AUD-8")
class SigningWatchTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Checkpoint CHECKPOINT =
            new Checkpoint("zhengshu/test", 1, new byte[32], List.of());

    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> times = new ArrayList<>();
    private final SigningWatch watch =
            new SigningWatch(
                    Duration.ofSeconds(5),
                    Clock.fixed(NOON, ZoneOffset.UTC),
                    nanos::get,
                    times::add);

    @Test
    void aSignerThatIsStuckIsSeenAtOnceAndRecovers() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch unstuck = new CountDownLatch(1);
        Thread signing = new Thread(() -> sign(stuck(begun, unstuck)));
        signing.start();
        begun.await();
        assertThat(watch.slow()).isEmpty();
        nanos.addAndGet(Duration.ofSeconds(6).toNanos());
        SigningWatch.Slow slow = watch.slow().orElseThrow();
        assertThat(slow).isEqualTo(new SigningWatch.Slow(NOON, Duration.ofSeconds(6), true));
        assertThat(watch.isStuck()).isTrue();
        assertThat(watch.check("log-signer"))
                .isEqualTo(
                        new HealthCheck(
                                "log-signer",
                                false,
                                Map.of("since", NOON.toString(), "seconds", 6.0, "stuck", true)));
        unstuck.countDown();
        signing.join();
        assertThat(watch.isStuck()).isFalse();
        assertThat(watch.slow().orElseThrow().stuck()).isFalse();
        sign(fast());
        assertThat(watch.slow()).isEmpty();
        assertThat(watch.check("log-signer").up()).isTrue();
        assertThat(times).containsExactly(Duration.ofSeconds(6), Duration.ZERO);
    }

    @Test
    void aSignerThatWasSlowIsReportedUntilTheNextSignature() {
        watch.time(() -> nanos.addAndGet(Duration.ofSeconds(7).toNanos()));
        assertThat(watch.slow())
                .contains(new SigningWatch.Slow(NOON, Duration.ofSeconds(7), false));
        sign(fast());
        assertThat(watch.slow()).isEmpty();
    }

    @Test
    void aSignerThatFailsIsNotStuck() {
        assertThatThrownBy(
                        () ->
                                watch.time(
                                        () -> {
                                            throw new IllegalStateException("no such token");
                                        }))
                .hasMessage("no such token");
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(watch.slow()).isEmpty();
    }

    private void sign(NoteSigner signer) {
        SignedCheckpoint signed =
                watch.time(() -> SignedCheckpoint.sign(CHECKPOINT, List.of(signer)));
        assertThat(signed.signatures()).hasSize(1);
    }

    private static NoteSigner fast() {
        return NoteSigner.ed25519(
                "zhengshu/test", new Ed25519PrivateKeyParameters(new byte[32], 0));
    }

    private static NoteSigner stuck(CountDownLatch begun, CountDownLatch unstuck) {
        return new NoteSigner.Ed25519(
                (NoteKey.Ed25519Key) fast().key(),
                text -> {
                    begun.countDown();
                    try {
                        unstuck.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return fast().sign(text);
                });
    }
}
