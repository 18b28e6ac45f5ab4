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
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.zhengshu.audit.boundary.LogChecks.CheckView;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.proof.log.LogChecker;
import org.zhengshu.proof.log.LogReport;
import org.zhengshu.signature.boundary.DocumentKey;

/**
 * Runs the checks of whole logs one after another (核查执行), those asked for and those of the
 * schedule, in one snapshot of the database and bounded memory.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class CheckRunner {
    private static final Logger LOG = Logger.getLogger(CheckRunner.class.getName());
    private static final String SCHEDULE = "schedule";
    private static final int FINDINGS = 1_000;
    private static final long LOOK_SECONDS = 2;
    private static final Duration OTHERS_FIRST = Duration.ofSeconds(30);

    @Resource private ManagedThreadFactory threads;

    @Resource(lookup = "java:jboss/datasources/ZhengshuLogDS")
    private DataSource dataSource;

    @Inject private CheckStore store;
    @Inject private ArchiveFiles files;
    @Inject private DocumentKey keys;
    @Inject private Settings settings;
    @Inject private Clock clock;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private Thread thread;
    private volatile long failing;

    @PostConstruct
    void start() {
        thread = threads.newThread(this::loop);
        thread.setName("zhengshu-check");
        thread.start();
    }

    @PreDestroy
    void stop() {
        stopped.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Logs whose last finished check failed, as of the last look. */
    public long failing() {
        return failing;
    }

    private void loop() {
        try {
            while (!stopped.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            schedule();
            for (CheckView check : store.open()) {
                perform(check);
            }
            failing = store.failing();
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.WARNING, "the check of the log cannot run just now", e);
        }
    }

    /** The first one comes a whole interval after the log was begun. */
    private void schedule() throws SQLException {
        Duration every = settings.evidence().check();
        if (every.isZero()) {
            return;
        }
        for (LogExtent log : store.logs()) {
            boolean due =
                    store.last(log.origin())
                            .map(last -> !last.plus(every).isAfter(clock.instant()))
                            .orElse(store.isOlder(log, clock.instant().minus(every)));
            if (due) {
                store.request(log.origin(), SCHEDULE, clock.instant());
            }
        }
    }

    /** Who has the lock is running it; a run without it lost its server. */
    private void perform(CheckView check) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            LogExtent log = LogParts.log(connection, check.log());
            LogSource.beginSnapshot(connection);
            try {
                if (!locked(connection, check.log())) {
                    return;
                }
                if (check.state().equals("REQUESTED")) {
                    if (RedactionStore.isUnrecorded(connection, log)
                            || isLeftToOthers(connection, check)) {
                        return;
                    }
                    run(connection, log, check);
                } else {
                    store.finish(
                            check.id(),
                            "INTERRUPTED",
                            check.position(),
                            List.of(),
                            clock.instant());
                }
            } finally {
                connection.rollback();
            }
        }
    }

    /** A server without the log's archived files lets those come first that may have them. */
    private boolean isLeftToOthers(Connection connection, CheckView check) throws SQLException {
        Instant asked = OffsetDateTime.parse(check.startedAt()).toInstant();
        return asked.plus(OTHERS_FIRST).isAfter(clock.instant())
                && ArchiveStore.all(connection).stream()
                        .filter(part -> part.log().equals(check.log()))
                        .anyMatch(part -> !Files.exists(files.file(part.file())));
    }

    private static boolean locked(Connection connection, String origin) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        "select pg_try_advisory_xact_lock(hashtextextended('check ' || ?, 809))")) {
            s.setString(1, origin);
            try (ResultSet row = s.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private void run(Connection connection, LogExtent log, CheckView check) throws SQLException {
        long[] position = {0};
        try {
            store.begin(check.id(), log.size(connection));
            LogChecker checker =
                    new LogChecker(
                            keys.anchors(),
                            List.of(),
                            new LogChecker.Settings(
                                    FINDINGS,
                                    Runnable::run,
                                    done -> goesOn(check, done, position),
                                    List.of()));
            new WholeLog(connection, log, files, checker).check();
            LogReport report = checker.finish();
            if (!store.progress(check.id(), report.counts().entries())) {
                throw new CancellationException();
            }
            finish(check, report);
        } catch (CancellationException e) {
            String state = stopped.getCount() == 0 ? "INTERRUPTED" : "CANCELLED";
            store.finish(check.id(), state, position[0], List.of(), clock.instant());
        } catch (SQLException | IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "the check of " + check.log() + " broke off", e);
            store.finish(check.id(), "BROKEN", position[0], List.of(), clock.instant());
        }
    }

    private boolean goesOn(CheckView check, long done, long[] position) {
        position[0] = done;
        try {
            return stopped.getCount() > 0 && store.progress(check.id(), done);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void finish(CheckView check, LogReport report) throws SQLException {
        boolean whole = report.whole();
        if (!whole) {
            LOG.log(
                    Level.SEVERE,
                    "the log {0} is not whole: {1}",
                    new Object[] {check.log(), report.findings().get(0).en()});
            store.incident(check, report.findings(), clock.instant());
        }
        store.finish(
                check.id(),
                whole ? "PASSED" : "FAILED",
                report.counts().entries(),
                report.findings(),
                clock.instant());
    }
}
