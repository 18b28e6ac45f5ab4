package org.zhengshu.audit.control;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.zhengshu.audit.boundary.CommitGuard;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.kernel.boundary.Problem;

/**
 * An entry waiting for the committer (待提交条目). Its caller may give it up only as long as it is
 * certain that the committer has not written it, so that no answer is logged that was already
 * refused; later the caller is told that the outcome is not known.
 */
final class Pending implements CommitGuard.Candidate {
    private enum State {
        WAITING,
        TAKEN,
        /** A commit failed, perhaps after the database had done it. */
        UNSURE,
        GIVEN_UP
    }

    private final Entry entry;
    private final boolean act;
    private final UUID grant;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CompletableFuture<Optional<byte[]>> receipt = new CompletableFuture<>();

    /** Seen by the committer's thread only: what the guard said, and what became of a commit. */
    private Problem refusal;

    private boolean failed;
    private boolean unsure;

    private Pending(Entry entry, boolean act, UUID grant) {
        this.entry = entry;
        this.act = act;
        this.grant = grant;
    }

    /** An answer that was only read; its row is written by the committer. */
    static Pending read(Entry entry, UUID grant) {
        return new Pending(entry, false, grant);
    }

    /** An act whose row its business transaction has stored, only unsequenced. */
    static Pending act(Entry entry) {
        return new Pending(entry, true, null);
    }

    Entry entry() {
        return entry;
    }

    boolean act() {
        return act;
    }

    @Override
    public UUID grant() {
        return grant;
    }

    @Override
    public void refuse(Problem problem) {
        refusal = problem;
    }

    boolean refused() {
        return refusal != null;
    }

    /** True when an earlier commit failed, perhaps after the database had done it. */
    boolean unsure() {
        return unsure;
    }

    /** True when a commit failed before. */
    boolean failed() {
        return failed;
    }

    /** The committer's turn; false when the caller has given up. */
    boolean take() {
        return state.compareAndSet(State.WAITING, State.TAKEN)
                || state.compareAndSet(State.UNSURE, State.TAKEN);
    }

    /** Back into waiting after a commit that failed, perhaps after the database had done it. */
    void giveBack(boolean inDoubt) {
        failed = true;
        unsure |= inDoubt;
        refusal = null;
        state.set(unsure ? State.UNSURE : State.WAITING);
    }

    /** Releases the caller with what was committed for it: a refusal, a receipt, or no such act. */
    void settle(Optional<byte[]> bytes) {
        if (refusal != null) {
            receipt.completeExceptionally(refusal);
        } else {
            receipt.complete(bytes);
        }
    }

    void fail(Problem problem) {
        receipt.completeExceptionally(problem);
    }

    /**
     * Waits for the outcome; when it does not come in time, the caller gets {@link #unavailable}
     * for a problem, and what it was the first to give up is never taken.
     */
    Outcome outcome(long milliseconds) {
        try {
            return new Outcome(receipt.get(milliseconds, TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Problem problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw givenUp();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw givenUp();
        }
    }

    private Problem givenUp() {
        boolean free = state.compareAndSet(State.WAITING, State.GIVEN_UP);
        return act || free ? unavailable() : Lateness.unknown(entry.id());
    }

    /** What the caller is told when its entry is not written now. */
    Problem unavailable() {
        if (act) {
            return Lateness.pending(entry.id());
        }
        return unsure ? Lateness.unknown(entry.id()) : Lateness.busy();
    }

    /** What the committer found; no receipt when there is no such act. */
    record Outcome(Optional<byte[]> receipt) {}
}
