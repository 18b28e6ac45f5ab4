package org.zhengshu.kernel.boundary;

import jakarta.ejb.EJBException;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.RollbackException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Turns whatever was thrown into a problem; the unknown becomes {@code internal} and leaks nothing.
 */
public final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class.getName());
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String CANCELLED = "57014";

    /**
     * Connection, transaction rollback, resources, operator intervention, system errors; and what
     * the database says when a file cannot grow.
     */
    private static final List<String> UNAVAILABLE = List.of("08", "40", "53", "57P", "58", "XX000");

    private Problems() {}

    public static Problem of(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof Problem problem) {
                return problem;
            }
            if (t instanceof OptimisticLockException
                    || "StaleObjectStateException".equals(t.getClass().getSimpleName())) {
                return changedMeanwhile(thrown);
            }
            if (t instanceof java.sql.SQLException sql
                    && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return changedMeanwhile(thrown);
            }
            if (t instanceof java.sql.SQLException sql && CANCELLED.equals(sql.getSQLState())) {
                return ProblemType.CALL_TOO_LONG.because(
                        "超出该调用方单次调用的时限，未作任何更改；请缩小范围后重试",
                        "the call took longer than this caller's calls may, nothing was changed;"
                                + " ask for less");
            }
            if (isUnavailable(t)) {
                LOG.log(Level.WARNING, "the database is not available: {0}", t.getMessage());
                return ProblemType.BUSY.because(
                        "数据库暂不可用，未作任何更改，请稍后重试",
                        "the database is not available just now, nothing was changed; retry later");
            }
            if (t instanceof EJBException ejb && ejb.getCause() == null) {
                break;
            }
        }
        LOG.log(Level.SEVERE, "unexpected failure", thrown);
        return new Problem(
                ProblemType.INTERNAL,
                new Text(
                        "请将问题编号 instance 告知运维人员，日志中有同一编号",
                        "Tell the operator the instance id; the same id is in the log"),
                List.of(),
                thrown);
    }

    /** True for what is likely to be over at once: the same read may succeed when tried again. */
    public static boolean isPassing(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof Problem problem) {
                return problem.type() == ProblemType.BUSY;
            }
            if (isUnavailable(t)) {
                return true;
            }
        }
        return false;
    }

    /** No connection to be had, a broken one, or a transaction that the database broke off. */
    private static boolean isUnavailable(Throwable thrown) {
        if (thrown instanceof java.sql.SQLException sql && sql.getSQLState() != null) {
            return UNAVAILABLE.stream().anyMatch(sql.getSQLState()::startsWith);
        }
        return thrown instanceof HeuristicMixedException
                || thrown instanceof RollbackException && thrown.getCause() == null
                || thrown.getClass().getName().startsWith("jakarta.resource.");
    }

    private static Problem changedMeanwhile(Throwable thrown) {
        return new Problem(
                ProblemType.CONFLICT,
                new Text("请重新读取最新内容后再提交", "Read the newest state and submit again"),
                List.of(),
                thrown);
    }
}
