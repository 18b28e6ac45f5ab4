package org.zhengshu.audit.control;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.boundary.TimeStamps;

/**
 * Has the newest checkpoint time-stamped when it moved (时间戳任务). While the authority fails nothing
 * else waits; the next round tries again.
 */
@Singleton
@Startup
@DependsOn("Committer")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class TimeStamper {
    private static final Logger LOG = Logger.getLogger(TimeStamper.class.getName());

    @Resource private ManagedScheduledExecutorService scheduler;
    @Inject private Committer committer;
    @Inject private CheckpointStamps stamps;
    @Inject private TimeStamps authority;
    @Inject private Settings settings;
    @Inject private MeterRegistry registry;
    @Inject private Clock clock;

    private volatile Optional<Outage> outage = Optional.empty();
    private Counter failures;
    private ScheduledFuture<?> rounds;

    /**
     * The authority does not give what it should.
     *
     * @param since from when on checkpoints lack a time-stamp
     */
    public record Outage(Instant since, String trouble) {}

    @PostConstruct
    void start() {
        failures = registry.counter("zhengshu.timestamp.failures");
        registry.gauge("zhengshu.timestamp.pending.seconds", this, TimeStamper::pendingSeconds);
        long pause = settings.evidence().timestamp().toMillis();
        if (pause > 0) {
            rounds =
                    scheduler.scheduleWithFixedDelay(
                            this::round, pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    @PreDestroy
    void stop() {
        if (rounds != null) {
            rounds.cancel(true);
        }
    }

    /** Present from the first failure to the next success. */
    public Optional<Outage> outage() {
        return outage;
    }

    private double pendingSeconds() {
        return outage.map(o -> (double) Duration.between(o.since(), clock.instant()).toSeconds())
                .orElse(0.0);
    }

    /** A round that throws would be the last one. */
    private void round() {
        if (!committer.isOpen()) {
            return;
        }
        try {
            Optional<Outage> found = Optional.empty();
            for (CheckpointStamps.Due due : stamps.due(committer.log())) {
                Optional<Outage> failed = stamp(due);
                found = found.isPresent() ? found : failed;
            }
            if (found.isEmpty() && outage.isPresent()) {
                LOG.info("time-stamps are complete again");
            }
            outage = found;
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.WARNING, "checkpoints cannot be time-stamped now", e);
        }
    }

    private Optional<Outage> stamp(CheckpointStamps.Due due) throws SQLException {
        try {
            TimeStamps.Stamp stamp = authority.stamp(due.note().getBytes(StandardCharsets.UTF_8));
            if (stamp.at().isBefore(due.signedAt().truncatedTo(ChronoUnit.SECONDS))) {
                throw new IOException(
                        "the authority's time " + stamp.at() + " is before " + due.signedAt());
            }
            stamps.store(due, stamp);
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            failures.increment();
            LOG.log(
                    Level.WARNING,
                    "no time-stamp from {0} for size {1}: {2}",
                    new Object[] {authority.authority(), due.size(), e.getMessage()});
            return Optional.of(new Outage(due.since(), e.getMessage()));
        }
    }
}
