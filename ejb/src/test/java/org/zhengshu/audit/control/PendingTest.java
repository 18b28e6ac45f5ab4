package org.zhengshu.audit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;

/** Who may still take back an entry that waits for the committer. */
@Tag("AUD-7")
class PendingTest {
    private static final byte[] RECEIPT = {1};

    private final Pending pending =
            Pending.read(
                    Entry.stored(UUID.randomUUID(), Instant.EPOCH, new byte[0], new byte[32]),
                    null);

    @Test
    void anAnswerThatItsCallerGaveUpIsNeverTaken() {
        assertThat(refusal()).isEqualTo(ProblemType.BUSY);
        assertThat(pending.take()).isFalse();
    }

    @Test
    void anAnswerThatIsBeingWrittenCannotBeGivenUp() {
        pending.take();
        assertThat(refusal()).isEqualTo(ProblemType.OUTCOME_UNKNOWN);
    }

    @Test
    void anAnswerThatMayHaveBeenWrittenCannotBeGivenUp() {
        pending.take();
        pending.giveBack(true);
        assertThat(refusal()).isEqualTo(ProblemType.OUTCOME_UNKNOWN);
        assertThat(pending.take()).isTrue();
        assertThat(pending.unavailable().type()).isEqualTo(ProblemType.OUTCOME_UNKNOWN);
    }

    @Test
    void anAnswerThatWasCertainlyNotWrittenCanBeGivenUp() {
        pending.take();
        pending.giveBack(false);
        assertThat(pending.unavailable().type()).isEqualTo(ProblemType.BUSY);
        assertThat(refusal()).isEqualTo(ProblemType.BUSY);
        assertThat(pending.take()).isFalse();
    }

    @Test
    void anActStaysDoneWhateverBecomesOfItsReceipt() {
        Pending act = Pending.act(pending.entry());
        act.take();
        assertThatThrownBy(() -> act.outcome(0)).hasMessageContaining("receipt-pending");
        act.giveBack(true);
        assertThat(act.unavailable().type()).isEqualTo(ProblemType.RECEIPT_PENDING);
    }

    @Test
    void anAnswerThatFailedToCommitWaitsAgainAndIsTakenOnce() {
        assertThat(pending.take()).isTrue();
        assertThat(pending.take()).isFalse();
        pending.giveBack(true);
        assertThat(pending.unsure()).isTrue();
        assertThat(pending.failed()).isTrue();
        assertThat(pending.take()).isTrue();
    }

    @Test
    void aRefusalReachesTheCallerOnlyAfterTheCommit() {
        pending.take();
        pending.refuse(ProblemType.QUOTA_EXHAUSTED.because("用完", "used up"));
        assertThat(refusal()).isEqualTo(ProblemType.OUTCOME_UNKNOWN);
        pending.settle(Optional.empty());
        assertThatThrownBy(() -> pending.outcome(0)).hasMessageContaining("quota-exhausted");
    }

    @Test
    void aRefusalOfACommitThatFailedIsForgotten() {
        pending.take();
        pending.refuse(ProblemType.QUOTA_EXHAUSTED.because("用完", "used up"));
        pending.giveBack(false);
        assertThat(pending.refused()).isFalse();
        pending.settle(Optional.of(RECEIPT));
        assertThat(pending.outcome(0).receipt()).contains(RECEIPT);
    }

    @Test
    void anInterruptedCallerGivesUpAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> pending.outcome(60_000)).hasMessageContaining("kernel/busy");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(pending.take()).isFalse();
    }

    private ProblemType refusal() {
        return catchThrowableOfType(Problem.class, () -> pending.outcome(0)).type();
    }
}
