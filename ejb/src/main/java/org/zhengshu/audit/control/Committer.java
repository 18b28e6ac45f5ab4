package org.zhengshu.audit.control;

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
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.zhengshu.audit.boundary.CommitGuard;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.boundary.LogKeys;

/**
 * Takes whatever is queued, never waits to fill a batch: writes the entries, signs one checkpoint,
 * commits once, releases all callers (成组提交). Thread-safe.
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
    private static final Duration ORPHANED = Duration.ofSeconds(10);

    @Resource private ManagedThreadFactory threads;

    @Resource(lookup = "java:jboss/datasources/ZhengshuLogDS")
    private DataSource dataSource;

    @Inject private LogKeys keys;
    @Inject private CommitGuard guard;
    @Inject private Clock clock;
    @Inject private Settings settings;

    private volatile boolean running = true;
    private volatile boolean open;
    private volatile short log = -1;
    private volatile long size;
    private BlockingQueue<Pending> queue;
    private Thread thread;

    @PostConstruct
    void start() {
        queue = new ArrayBlockingQueue<>(settings.waiting());
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
        return await(new Pending(entry, false, grant, new CompletableFuture<>()));
    }

    /** Sequences an act whose row its business transaction has committed. */
    public byte[] commitAct(Entry entry) {
        return await(new Pending(entry, true, null, new CompletableFuture<>()));
    }

    /** Id of the log that this server writes, for the rows of acts. */
    public short log() {
        if (log < 0) {
            throw busy();
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

    private byte[] await(Pending pending) {
        if (!open || !queue.offer(pending)) {
            throw busy();
        }
        try {
            return pending.receipt().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Problem problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static Problem busy() {
        return ProblemType.BUSY.because(
                "存证日志暂不可写，请稍后重试", "the evidence log cannot be written just now, retry later");
    }

    private void loop() {
        while (running) {
            try (LogSession session =
                    new LogSession(dataSource.getConnection(), origin(), keys, guard, clock)) {
                log = session.log();
                while (session.sweep(clock.instant().plus(ORPHANED)) > 0) {
                    LOG.info("sequenced acts that an earlier run left");
                }
                open = true;
                size = session.size();
                serve(session);
            } catch (SQLException | RuntimeException e) {
                open = false;
                LOG.log(Level.WARNING, "the evidence log is not writable, trying again", e);
                failWaiting();
                pause();
            }
        }
        open = false;
        failWaiting();
    }

    private String origin() {
        return "zhengshu/" + settings.node();
    }

    private void serve(LogSession session) throws SQLException {
        List<Pending> batch = new ArrayList<>(BATCH);
        while (running) {
            batch.clear();
            Pending first = next();
            if (first == null) {
                session.sweep(clock.instant().minus(ORPHANED));
            } else {
                batch.add(first);
                queue.drainTo(batch, BATCH - 1);
                commit(session, batch);
            }
            size = session.size();
        }
    }

    private static void commit(LogSession session, List<Pending> batch) throws SQLException {
        try {
            session.commit(batch);
        } catch (SQLException | RuntimeException e) {
            batch.forEach(p -> p.receipt().completeExceptionally(busy()));
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
        List<Pending> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(p -> p.receipt().completeExceptionally(busy()));
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
