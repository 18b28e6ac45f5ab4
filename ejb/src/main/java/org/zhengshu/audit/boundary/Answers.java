package org.zhengshu.audit.boundary;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jboss.logging.MDC;
import org.zhengshu.audit.control.CallMetrics;
import org.zhengshu.audit.control.Committer;
import org.zhengshu.audit.control.Entries;
import org.zhengshu.audit.control.ReceiptWriter;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Problems;
import org.zhengshu.kernel.boundary.Renderer;
import org.zhengshu.kernel.boundary.Settings;

/**
 * The one way from a door to a use case and back (应答): one transaction, the exact bytes of the
 * answer, its entry in the log, its receipt. Refusals take the same way.
 */
@ApplicationScoped
public class Answers {
    private static final Logger LOG = Logger.getLogger("org.zhengshu.calls");

    @Inject private Committer committer;
    @Inject private Entries entries;
    @Inject private CallMetrics metrics;
    @Inject private Clock clock;
    @Inject private Settings settings;
    @Resource private UserTransaction transaction;

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    /** Runs the use case for the call; the answer leaves only with its entry durable and signed. */
    public Answer answer(Call call, Callable<?> useCase, Renderer renderer) {
        MDC.put("trace", call.trace());
        try {
            return call.run(() -> perform(call, useCase, renderer));
        } catch (Exception e) {
            return refuse(call, Problems.of(e), renderer);
        } finally {
            MDC.remove("trace");
        }
    }

    /** Answers a call with a problem; the refusal is an entry too. */
    public Answer refuse(Call call, Problem problem, Renderer renderer) {
        ProblemView view = ProblemView.of(problem, call.trace(), call.language());
        Message message = renderer.problem(view);
        Entry entry = entry(call, problem.type().code(), message);
        String receipt = "";
        Optional<UUID> kept = Optional.empty();
        try {
            receipt = ReceiptWriter.header(committer.commitRead(entry, null));
            kept = Optional.of(entry.id());
        } catch (Problem unwritable) {
            LOG.log(Level.WARNING, "a refusal could not be logged: {0}", view.code());
        }
        log(call, view.code());
        return new Answer(message, kept, receipt, Optional.of(view));
    }

    private Answer perform(Call call, Callable<?> useCase, Renderer renderer) throws Exception {
        Message message;
        Entry entry;
        transaction.begin();
        try {
            message = renderer.answer(useCase.call());
            entry = entry(call, Entry.ANSWERED, message);
            if (call.act()) {
                store(entry);
            }
        } catch (Exception e) {
            rollback(e);
            throw e;
        }
        Optional<Exception> failure = commit(call);
        byte[] receipt;
        try {
            receipt = call.act() ? sequenced(entry, failure) : read(call, entry);
        } catch (ReceiptLater later) {
            return later(call, later.problem, entry, renderer);
        }
        log(call, Entry.ANSWERED);
        return new Answer(
                message, Optional.of(entry.id()), ReceiptWriter.header(receipt), Optional.empty());
    }

    /** The act may be done although its commit failed: the database may only not have said so. */
    private Optional<Exception> commit(Call call) throws Exception {
        try {
            transaction.commit();
            return Optional.empty();
        } catch (Exception e) {
            rollback(e);
            if (!call.act()) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    private void rollback(Exception cause) {
        try {
            if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                transaction.rollback();
            }
        } catch (SystemException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private byte[] read(Call call, Entry entry) {
        return committer.commitRead(entry, call.grant());
    }

    /** The committer knows whether the act's row is there. */
    private byte[] sequenced(Entry entry, Optional<Exception> failure) throws Exception {
        Optional<byte[]> receipt;
        try {
            receipt = committer.commitAct(entry);
        } catch (Problem late) {
            throw new ReceiptLater(failure.isEmpty() ? late : unknown(entry));
        }
        if (receipt.isEmpty()) {
            throw failure.orElseThrow(
                    () -> new IllegalStateException("an act's entry vanished: " + entry.id()));
        }
        return receipt.get();
    }

    private static Problem unknown(Entry entry) {
        return ProblemType.OUTCOME_UNKNOWN.because(
                "数据库连接中断，操作可能已完成；若稍后可取回执则已完成，否则未执行：/api/v1/receipts/" + entry.id(),
                "the database went away, the operation may be done; it is when its receipt can be"
                        + " fetched a little later, else it is not: /api/v1/receipts/"
                        + entry.id());
    }

    /** No refusal is logged for an act that was done; its own entry follows. */
    private Answer later(Call call, Problem problem, Entry entry, Renderer renderer) {
        ProblemView view = ProblemView.of(problem, call.trace(), call.language());
        log(call, view.code());
        return new Answer(renderer.problem(view), Optional.of(entry.id()), "", Optional.of(view));
    }

    /** Carries the problem past the refusal. */
    private static final class ReceiptLater extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        ReceiptLater(Problem problem) {
            super(problem);
            this.problem = problem;
        }
    }

    private Entry entry(Call call, String outcome, Message message) {
        return Entry.of(call, settings.node(), outcome, message, clock);
    }

    private void store(Entry entry) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            entries.insert(connection, entry);
        }
    }

    private void log(Call call, String outcome) {
        metrics.count(call, outcome);
        MDC.put("trace", call.trace());
        LOG.log(
                Level.INFO,
                "{0} {1} by {2} of {3}: {4}",
                new Object[] {
                    call.door(),
                    call.action(),
                    call.actor().id(),
                    call.actor().department(),
                    outcome
                });
    }
}
