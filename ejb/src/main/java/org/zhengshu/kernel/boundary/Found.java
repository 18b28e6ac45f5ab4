package org.zhengshu.kernel.boundary;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Optional;

/**
 * Tells "there is none" from "the database broke off" (查询结果): in a transaction that is marked for
 * rollback, Hibernate's find swallows the database's error and gives null (HHH-12472).
 */
@ApplicationScoped
public class Found {
    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    private TransactionSynchronizationRegistry transaction;

    /** What find gave; a null that proves nothing is {@link ProblemType#BUSY}. */
    public <T> Optional<T> of(T row) {
        if (row == null && broken()) {
            throw ProblemType.BUSY.because("数据库连接中断，请稍后重试", "the database went away, retry later");
        }
        return Optional.ofNullable(row);
    }

    private boolean broken() {
        return switch (transaction.getTransactionStatus()) {
            case Status.STATUS_MARKED_ROLLBACK,
                    Status.STATUS_ROLLING_BACK,
                    Status.STATUS_ROLLEDBACK ->
                    true;
            default -> false;
        };
    }
}
