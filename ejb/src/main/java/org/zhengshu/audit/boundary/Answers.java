package org.zhengshu.audit.boundary;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jboss.logging.MDC;
import org.zhengshu.audit.control.Committer;
import org.zhengshu.audit.control.Entries;
import org.zhengshu.audit.control.ReceiptWriter;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.Problem;
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
        try {
            receipt = ReceiptWriter.header(committer.commitRead(entry, null));
        } catch (Problem unwritable) {
            LOG.log(Level.WARNING, "a refusal could not be logged: {0}", view.code());
        }
        log(call, view.code());
        return new Answer(message, entry.id(), receipt, Optional.of(view));
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
            transaction.commit();
        } catch (Exception e) {
            if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                transaction.rollback();
            }
            throw e;
        }
        byte[] receipt =
                call.act() ? committer.commitAct(entry) : committer.commitRead(entry, call.grant());
        log(call, Entry.ANSWERED);
        return new Answer(message, entry.id(), ReceiptWriter.header(receipt), Optional.empty());
    }

    private Entry entry(Call call, String outcome, Message message) {
        return Entry.of(call, settings.node(), outcome, message, clock);
    }

    private void store(Entry entry) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            entries.insert(connection, entry);
        }
    }

    private static void log(Call call, String outcome) {
        Object before = MDC.get("trace");
        MDC.put("trace", call.trace());
        write(call, outcome);
        if (before == null) {
            MDC.remove("trace");
        } else {
            MDC.put("trace", before);
        }
    }

    private static void write(Call call, String outcome) {
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
