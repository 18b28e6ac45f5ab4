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
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.zhengshu.audit.boundary.CommitGuard;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.boundary.LogKeys;
import org.zhengshu.signature.boundary.SigningWatch;

/**
 * Finishes the logs of the node's dead servers (日志接管): who gets the lock of a log knows that it has
 * no writer, sequences what is left, seals it and gives the lock back.
 */
@Singleton
@Startup
@DependsOn("Committer")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class LogWatcher {
    private static final Logger LOG = Logger.getLogger(LogWatcher.class.getName());

    @Resource private ManagedScheduledExecutorService scheduler;

    @Resource(lookup = "java:jboss/datasources/ZhengshuLogDS")
    private DataSource dataSource;

    @Inject private LogKeys keys;
    @Inject private CommitGuard guard;
    @Inject private Clock clock;
    @Inject private Settings settings;

    private ScheduledFuture<?> looking;

    @PostConstruct
    void start() {
        long pause = settings.evidence().takeOver().toMillis();
        if (pause > 0) {
            looking =
                    scheduler.scheduleWithFixedDelay(
                            this::look, pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    @PreDestroy
    void stop() {
        if (looking != null) {
            looking.cancel(true);
        }
    }

    private void look() {
        try {
            for (LogRow log : unfinished()) {
                finish(log);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.WARNING, "the other logs of the node cannot be looked after now", e);
        }
    }

    private List<LogRow> unfinished() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return LogRow.unfinished(connection, LogName.of(settings));
        }
    }

    private LogTools tools() {
        Settings.Evidence evidence = settings.evidence();
        return new LogTools(
                dataSource,
                LogName.of(settings),
                keys,
                guard,
                clock,
                new ClockRule(clock, evidence.clockTolerance()),
                new SigningWatch(evidence.signerPatience(), clock, System::nanoTime, took -> {}));
    }

    /** With a clock rule of its own: what counts is when that log was signed last. */
    private void finish(LogRow log) throws SQLException {
        LogTools tools = tools();
        Optional<LogSession> taken = LogSession.other(tools, log);
        if (taken.isEmpty()) {
            return;
        }
        try (LogSession session = taken.get()) {
            Optional<ClockRule.Behind> behind = tools.clockRule().behind();
            if (behind.isPresent()) {
                LOG.log(
                        Level.WARNING,
                        "log {0} waits to be finished: {1}",
                        new Object[] {log.origin(), behind.get()});
            } else if (session.seal()) {
                LOG.log(
                        Level.INFO,
                        "finished log {0}, whose server is gone, at {1} entries",
                        new Object[] {log.origin(), session.size()});
            }
        }
    }
}
