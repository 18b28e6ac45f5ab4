package org.zhengshu.audit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.kernel.boundary.ProblemType;

/** Who may still take back an entry that waits for the committer. */
class PendingTest {
    private static final byte[] RECEIPT = {1};

    private final Pending pending =
            Pending.read(
                    Entry.stored(UUID.randomUUID(), Instant.EPOCH, new byte[0], new byte[32]),
                    null);

    @Test
    void anAnswerThatItsCallerGaveUpIsNeverTaken() {
        assertThat(pending.outcome(0)).isEmpty();
        assertThat(pending.take()).isFalse();
    }

    @Test
    void anAnswerThatFailedToCommitWaitsAgainAndIsTakenOnce() {
        assertThat(pending.take()).isTrue();
        assertThat(pending.take()).isFalse();
        pending.giveBack();
        assertThat(pending.unsure()).isTrue();
        assertThat(pending.take()).isTrue();
    }

    @Test
    void aRefusalReachesTheCallerOnlyAfterTheCommit() {
        pending.take();
        pending.refuse(ProblemType.QUOTA_EXHAUSTED.because("用完", "used up"));
        assertThat(pending.outcome(0)).isEmpty();
        pending.settle(Optional.empty());
        assertThatThrownBy(() -> pending.outcome(0)).hasMessageContaining("quota-exhausted");
    }

    @Test
    void aRefusalOfACommitThatFailedIsForgotten() {
        pending.take();
        pending.refuse(ProblemType.QUOTA_EXHAUSTED.because("用完", "used up"));
        pending.giveBack();
        assertThat(pending.refused()).isFalse();
        pending.settle(Optional.of(RECEIPT));
        assertThat(pending.outcome(0).orElseThrow().receipt()).contains(RECEIPT);
    }

    @Test
    void anInterruptedCallerGivesUpAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertThat(pending.outcome(60_000)).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(pending.take()).isFalse();
    }
}
