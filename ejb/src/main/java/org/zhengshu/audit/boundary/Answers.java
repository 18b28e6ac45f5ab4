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
import org.zhengshu.audit.control.CountedRefusals;
import org.zhengshu.audit.control.Entries;
import org.zhengshu.audit.control.Lateness;
import org.zhengshu.audit.control.ReceiptWriter;
import org.zhengshu.audit.control.RepeatedActs;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.audit.entity.SubjectList;
import org.zhengshu.kernel.boundary.Bodies;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Limits;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Problems;
import org.zhengshu.kernel.boundary.Reads;
import org.zhengshu.kernel.boundary.Renderer;
import org.zhengshu.kernel.boundary.ServiceMode;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.boundary.SubjectKey;

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
    @Inject private Bodies bodies;
    @Inject private ServiceMode mode;
    @Inject private Clock clock;
    @Inject private Settings settings;
    @Inject private SubjectKey subjects;
    @Inject private Limits limits;
    @Inject private CountedRefusals counted;
    @Inject private RepeatedActs repeated;
    @Inject private Reads reads;
    @Resource private UserTransaction transaction;

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    /** Runs the use case for the call; the answer leaves only with its entry durable and signed. */
    public Answer answer(Call call, Callable<?> useCase, Renderer renderer) {
        MDC.put("trace", call.trace());
        ServiceMode.InFlight served = mode.enter();
        try (Bodies.Share share = bodies.share()) {
            limits.enter(call);
            share.of(Limits.holder(call));
            call.beforeAct(() -> repeated.claim(call));
            return call.run(() -> perform(call, useCase, counted(renderer, share)));
        } catch (Exception e) {
            Optional<RepeatedActs.Done> before = RepeatedActs.done(e);
            return before.isPresent()
                    ? again(call, before.get(), renderer)
                    : refuse(call, Problems.of(e), renderer);
        } finally {
            served.close();
            MDC.remove("trace");
        }
    }

    /**
     * The answer of an act that was done before under the same key, with the receipt that it got
     * then; that it leaves once more is an entry of its own.
     */
    private Answer again(Call call, RepeatedActs.Done done, Renderer renderer) {
        try {
            byte[] receipt = entries.receipt(done.entry());
            call.note("repeats", done.entry());
            committer.commitRead(entry(call, Entry.ANSWERED, done.message()), null);
            call.header("Idempotent-Replayed", "true");
            log(call, Entry.ANSWERED);
            return new Answer(
                    done.message(),
                    Optional.of(done.entry()),
                    ReceiptWriter.header(receipt),
                    Optional.empty());
        } catch (Exception e) {
            return refuse(call, Problems.of(e), renderer);
        }
    }

    /** Answers a call with a problem; the refusal is an entry too. */
    public Answer refuse(Call call, Problem thrown, Renderer renderer) {
        Problem problem = limits.admitted(call, confirmed(call, thrown));
        ProblemView view = ProblemView.of(problem, call.trace(), call.language());
        Message message = renderer.problem(view);
        if (problem.type().counted() && !counted.isFirst(call, view.code())) {
            metrics.count(call, view.code());
            return new Answer(message, Optional.empty(), "", Optional.of(view));
        }
        Entry entry = entry(call, problem.type().code(), message);
        String receipt = "";
        Optional<UUID> kept = Optional.empty();
        try {
            if (later(call)) {
                storeForLater(entry);
            } else {
                receipt = ReceiptWriter.header(committer.commitRead(entry, null));
            }
            kept = Optional.of(entry.id());
        } catch (Problem unwritable) {
            LOG.log(Level.WARNING, "a refusal could not be logged: {0}", view.code());
        }
        log(call, view.code());
        return new Answer(message, kept, receipt, Optional.of(view));
    }

    /** Whoever is not the caller any more is told that instead. */
    private static Problem confirmed(Call call, Problem thrown) {
        try {
            call.confirm();
            return thrown;
        } catch (RuntimeException e) {
            call.unconfirmed();
            return Problems.of(e);
        }
    }

    /** A finished answer takes its share of the memory while it waits for the log. */
    private static Renderer counted(Renderer renderer, Bodies.Share share) {
        return new Renderer() {
            @Override
            public Message answer(Object view) {
                Message message = renderer.answer(view);
                share.add(message.bytes().length);
                return message;
            }

            @Override
            public Message problem(ProblemView problem) {
                return renderer.problem(problem);
            }
        };
    }

    private Answer perform(Call call, Callable<?> useCase, Renderer renderer) throws Exception {
        Prepared prepared = prepared(call, useCase, renderer);
        Entry entry = prepared.entry;
        if (prepared.later) {
            return withoutReceipt(call, prepared);
        }
        byte[] receipt;
        try {
            receipt = call.act() ? sequenced(prepared) : logged(entry, call.grant());
        } catch (ReceiptLater later) {
            return later(call, later.problem, entry, renderer);
        }
        log(call, Entry.ANSWERED);
        return new Answer(
                prepared.message,
                Optional.of(entry.id()),
                ReceiptWriter.header(receipt),
                Optional.empty());
    }

    /**
     * A finished use case; the failure is that of an act's commit.
     *
     * @param later its entry is stored and gets its place when the stopped log is written again
     */
    private record Prepared(
            Message message, Entry entry, Optional<Exception> failure, boolean later) {}

    /** The log is stopped until a person decides; what is needed for that is answered. */
    private boolean later(Call call) {
        return call.whileStopped() && committer.stopped();
    }

    private Answer withoutReceipt(Call call, Prepared prepared) throws Exception {
        if (prepared.failure.isPresent()) {
            throw prepared.failure.get();
        }
        log(call, Entry.ANSWERED);
        return new Answer(prepared.message, Optional.of(prepared.entry.id()), "", Optional.empty());
    }

    /** A read that met a broken connection or data just mounted anew is tried once more. */
    private Prepared prepared(Call call, Callable<?> useCase, Renderer renderer) throws Exception {
        try {
            return prepare(call, useCase, renderer);
        } catch (Exception e) {
            if (call.act() || !Problems.isPassing(e)) {
                throw e;
            }
            return prepare(call, useCase, renderer);
        }
    }

    private Prepared prepare(Call call, Callable<?> useCase, Renderer renderer) throws Exception {
        if (call.isReading()) {
            Message read = reads.run(call, () -> renderer.answer(useCase.call()));
            return new Prepared(read, entry(call, Entry.ANSWERED, read), Optional.empty(), false);
        }
        call.confirm();
        Message message;
        Entry entry;
        boolean later;
        boolean stopped = committer.stopped();
        transaction.setTransactionTimeout(call.passage().limit().seconds());
        transaction.begin();
        try {
            message = renderer.answer(useCase.call());
            entry = entry(call, Entry.ANSWERED, message);
            later = call.whileStopped() && stopped || later(call);
            if (later) {
                storeForLater(entry);
            } else if (call.act()) {
                store(entry);
            }
            if (call.act()) {
                repeated.keep(call, entry.id(), message);
            }
        } catch (Exception e) {
            rollback(e);
            throw e;
        }
        return new Prepared(message, entry, commit(call), later);
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

    /** The committer knows whether the act's row is there. */
    private byte[] sequenced(Prepared act) throws Exception {
        Optional<byte[]> receipt;
        try {
            receipt = committer.commitAct(act.entry);
        } catch (Problem late) {
            throw new ReceiptLater(act.failure.isEmpty() ? late : Lateness.unknown(act.entry.id()));
        }
        if (receipt.isEmpty()) {
            throw act.failure.orElseThrow(
                    () -> new IllegalStateException("an act's entry vanished: " + act.entry.id()));
        }
        return receipt.get();
    }

    /** No refusal is logged for an answer that may be in the log already. */
    private byte[] logged(Entry entry, UUID grant) throws ReceiptLater {
        try {
            return committer.commitRead(entry, grant);
        } catch (Problem problem) {
            if (problem.type() == ProblemType.OUTCOME_UNKNOWN) {
                throw new ReceiptLater(problem);
            }
            throw problem;
        }
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
        return Entry.of(
                call,
                outcome,
                message,
                SubjectList.of(call.subjects(), subjects::hash),
                Entry.Origin.now(settings.node(), clock));
    }

    private void store(Entry entry) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            entries.insert(connection, entry);
        }
    }

    private void storeForLater(Entry entry) {
        try (Connection connection = dataSource.getConnection()) {
            entries.insertForLater(connection, entry);
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }

    private void log(Call call, String outcome) {
        metrics.count(call, outcome);
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
