package org.zhengshu.audit.control;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.zhengshu.audit.boundary.CommitGuard;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.kernel.boundary.HealthCheck;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ServiceMode;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.boundary.LogKeys;
import org.zhengshu.signature.boundary.SigningWatch;

/**
 * Takes what is queued, a moment more while many are coming: writes the entries, signs one
 * checkpoint, commits once, releases all callers (成组提交). Thread-safe.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Committer {
    private static final Logger LOG = Logger.getLogger(Committer.class.getName());
    private static final int BATCH = 512;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SWEEP = Duration.ofSeconds(2);

    /** What a failed commit left; seen by the committer's thread only. */
    private final Deque<Pending> unsure = new ArrayDeque<>();

    @Resource private ManagedThreadFactory threads;

    @Resource(lookup = "java:jboss/datasources/ZhengshuLogDS")
    private DataSource dataSource;

    @Inject private LogKeys keys;
    @Inject private CommitGuard guard;
    @Inject private HistoryGuard history;
    @Inject private ServiceMode mode;
    @Inject private Clock clock;
    @Inject private Settings settings;
    @Inject private MeterRegistry registry;

    private volatile boolean running = true;
    private volatile boolean open;
    private volatile short log = -1;
    private volatile long size;
    private SigningWatch signing;
    private ClockRule clockRule;
    private BlockingQueue<Pending> queue;
    private Gathering<Pending> gathering;
    private Thread thread;

    @PostConstruct
    void start() {
        Settings.Evidence evidence = settings.evidence();
        queue = new ArrayBlockingQueue<>(evidence.waiting());
        gathering = new Gathering<>(queue, mode::inFlight);
        Timer timer = registry.timer("zhengshu.log.signing");
        signing =
                new SigningWatch(evidence.signerPatience(), clock, System::nanoTime, timer::record);
        clockRule = new ClockRule(clock, evidence.clockTolerance());
        thread = threads.newThread(this::loop);
        thread.setName("zhengshu-committer");
        thread.start();
    }

    @PreDestroy
    void stop() {
        running = false;
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Queues an answer that was only read; returns the receipt once it may leave. */
    public byte[] commitRead(Entry entry, UUID grant) {
        return queued(Pending.read(entry, grant)).receipt().orElseThrow(Lateness::busy);
    }

    /**
     * Sequences an act whose row its business transaction has stored; empty when there is no such
     * row. When the log cannot do it now, the act stays done and its entry follows by itself:
     * {@link ProblemType#RECEIPT_PENDING}.
     */
    public Optional<byte[]> commitAct(Entry entry) {
        return queued(Pending.act(entry)).receipt();
    }

    /** Id of the log that this server writes. */
    public short log() {
        if (log < 0) {
            throw Lateness.busy();
        }
        return log;
    }

    /** The same for the row of an act, which is not begun while the log is not writable. */
    public short logForAct() {
        if (!isWritable()) {
            throw whyNot();
        }
        return log;
    }

    /** True while the log is held and its last commit went through. */
    public boolean isOpen() {
        return open;
    }

    /** How many entries wait. */
    public int waiting() {
        return queue.size();
    }

    /** Number of entries in the log. */
    public long size() {
        return size;
    }

    /** True while a person may have to decide before anything is written. */
    public boolean stopped() {
        return history.stopped() || clockRule.behind().isPresent();
    }

    /** Whether entries are written, the signer signs, the clock may be believed; never waits. */
    public List<HealthCheck> checks() {
        Map<String, Object> data = Map.of("size", size, "waiting", waiting());
        return List.of(history.check(open, data), signing.check("log-signer"), clockRule.check());
    }

    /** Only once the decision is stored: nothing is written on the word of one that is not. */
    public void accept(@Observes(during = TransactionPhase.AFTER_SUCCESS) ClockAccepted decision) {
        LOG.log(
                Level.INFO,
                "the clock is accepted by decision of incident {0}",
                decision.incident());
        clockRule.accept();
    }

    private LogTools tools() {
        return new LogTools(
                dataSource, LogName.of(settings), keys, guard, clock, clockRule, signing);
    }

    private Pending.Outcome queued(Pending pending) {
        if (!isWritable() || !queue.offer(pending)) {
            throw pending.act() ? pending.unavailable() : whyNot();
        }
        return pending.outcome(PATIENCE.toMillis());
    }

    /** Nobody is made to wait behind a signature that does not come. */
    private boolean isWritable() {
        return open && !history.stopped() && clockRule.behind().isEmpty() && !signing.isStuck();
    }

    private Problem whyNot() {
        if (history.stopped()) {
            return history.problem();
        }
        return clockRule.behind().map(ClockRule.Behind::problem).orElseGet(Lateness::busy);
    }

    private void loop() {
        while (running) {
            try (LogSession session = LogSession.own(tools())) {
                log = session.log();
                if (!history.mayWrite(log)) {
                    awaitDecision();
                    continue;
                }
                awaitClock();
                recover(session);
                open = true;
                serve(session);
            } catch (SQLException | RuntimeException | Error e) {
                open = false;
                LOG.log(Level.WARNING, "the evidence log is not writable, trying again", e);
                pause();
            }
        }
        open = false;
        failWaiting();
    }

    /** Keeps the log, so that no other server goes on with it, until a person has decided. */
    private void awaitDecision() throws SQLException {
        open = false;
        LOG.log(Level.SEVERE, "writing is stopped: {0}", history.problem().getMessage());
        while (running && history.refresh(log)) {
            failQueued();
            pause();
        }
    }

    /** Nothing is signed while the clock is behind; what waits meanwhile is told why. */
    private void awaitClock() {
        if (clockRule.behind().isPresent()) {
            LOG.log(Level.SEVERE, "{0}", clockRule.behind().get().problem().getMessage());
        }
        while (running && clockRule.behind().isPresent()) {
            failQueued();
            pause();
        }
    }

    /**
     * Goes on with the log, sequences what an earlier run left, settles what a failed commit left
     * open.
     */
    private void recover(LogSession session) throws SQLException {
        session.reopen();
        while (session.sweepAll() > 0) {
            LOG.info("sequenced acts that an earlier run left");
        }
        while (!unsure.isEmpty()) {
            commit(session, List.of(unsure.remove()));
        }
        size = session.size();
    }

    private void serve(LogSession session) throws SQLException {
        List<Pending> batch = new ArrayList<>(BATCH);
        long swept = System.nanoTime();
        while (running && !history.stopped()) {
            batch.clear();
            Pending first = next();
            if (clockRule.behind().isPresent()) {
                refuse(first);
                awaitClock();
            } else if (first != null) {
                batch.add(first);
                gathering.fill(batch, BATCH);
                commit(session, batch);
            }
            if (System.nanoTime() - swept > SWEEP.toNanos()) {
                session.sweep();
                if (signing.slow().isPresent()) {
                    session.trySigning();
                }
                swept = System.nanoTime();
            }
            size = session.size();
        }
    }

    /** One at a time after a failure, so that an entry that cannot be written harms no other. */
    private void commit(LogSession session, List<Pending> batch) throws SQLException {
        List<Pending> taken = batch.stream().filter(Pending::take).toList();
        try {
            session.commit(taken);
        } catch (SQLException | RuntimeException | Error e) {
            for (Pending pending : taken) {
                boolean again = !pending.failed();
                pending.giveBack(session.inDoubt());
                if (again) {
                    unsure.add(pending);
                } else {
                    pending.fail(pending.unavailable());
                }
            }
            throw e;
        }
    }

    private Pending next() {
        try {
            return queue.poll(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
            return null;
        }
    }

    private void failWaiting() {
        failQueued();
        unsure.forEach(p -> p.fail(p.unavailable()));
    }

    private void failQueued() {
        List<Pending> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(this::refuse);
    }

    private void refuse(Pending pending) {
        if (pending != null) {
            pending.fail(pending.act() ? pending.unavailable() : whyNot());
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
