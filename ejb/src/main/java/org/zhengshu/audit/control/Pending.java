package org.zhengshu.audit.control;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.zhengshu.audit.boundary.CommitGuard;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.kernel.boundary.Problem;

/**
 * An entry waiting for the committer (待提交条目).
 *
 * @param act true when the row is already stored by its business transaction, only unsequenced
 * @param receipt completed with the canonical receipt bytes once the entry is durable and signed
 */
record Pending(Entry entry, boolean act, UUID grant, CompletableFuture<byte[]> receipt)
        implements CommitGuard.Candidate {
    @Override
    public void refuse(Problem problem) {
        receipt.completeExceptionally(problem);
    }

    boolean refused() {
        return receipt.isCompletedExceptionally();
    }
}
