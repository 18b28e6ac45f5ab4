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
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.zhengshu.kernel.boundary.HealthCheck;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.proof.AddCheckpointRequest;
import org.zhengshu.proof.Cosignature;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.SignedCheckpoint;

/**
 * Takes checkpoints to every witness, keeps what they sign, and looks at the logs that we watch
 * (见证轮次): one round after another, never two at a time.
 */
@Singleton
@Startup
@DependsOn("Committer")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class WitnessRounds {
    private static final Logger LOG = Logger.getLogger(WitnessRounds.class.getName());
    private static final int CONFLICT = 409;
    private static final int OK = 200;
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

    /** A size that is no larger than ours is tried once more with the proof from there. */
    private static final int TRIES = 2;

    private final CountDownLatch end = new CountDownLatch(1);

    @Resource private ManagedThreadFactory threads;
    @Inject private Settings settings;
    @Inject private Clock clock;
    @Inject private Committer committer;
    @Inject private Logs logs;
    @Inject private LogTiles tiles;
    @Inject private HistoryGuard history;
    @Inject private WitnessStore witnesses;
    @Inject private WatchedLogStore watched;
    @Inject private WatchedLogs watching;
    @Inject private WitnessClient client;
    @Inject private Incidents incidents;

    private Thread thread;

    @PostConstruct
    void start() {
        Duration pause = settings.evidence().witness();
        if (pause.isZero()) {
            return;
        }
        thread = threads.newThread(() -> loop(pause));
        thread.setName("zhengshu-witness");
        thread.start();
    }

    /** What was written since the last round is archived, too. */
    @PreDestroy
    void stop() {
        end.countDown();
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(Duration.ofSeconds(15).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            guarded("archive", this::archive);
        }
    }

    private void loop(Duration pause) {
        try {
            while (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                guarded("archive", this::archive);
                guarded("clock", this::clock);
                guarded("own log", this::own);
                guarded("watched logs", this::watch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A part of a round; what fails is tried again in the next one. */
    @FunctionalInterface
    private interface Part {
        void run() throws SQLException;
    }

    private static void guarded(String name, Part part) {
        try {
            part.run();
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.WARNING, "the round of the witnesses failed: " + name, e);
        }
    }

    private void archive() throws SQLException {
        for (StoredLog log : logs.ofNode()) {
            history.archived(log);
        }
        ownLog().ifPresent(this::refresh);
    }

    /** Writing goes on by itself when the clock has caught up; a person may also accept it. */
    private void clock() throws SQLException {
        Optional<StoredLog> log = ownLog();
        Optional<Map<String, Object>> behind =
                committer.checks().stream()
                        .filter(check -> check.name().equals("clock") && !check.up())
                        .map(HealthCheck::data)
                        .findFirst();
        if (log.isPresent() && behind.isPresent()) {
            incidents.report(
                    Incident.Kind.CLOCK_STEPPED_BACK,
                    log.get().origin(),
                    false,
                    Map.of(
                            "newest", behind.get().get("newest").toString(),
                            "found", behind.get().get("now").toString()));
        }
    }

    private void refresh(StoredLog log) {
        guarded("incidents", () -> history.refresh(log));
    }

    private Optional<StoredLog> ownLog() throws SQLException {
        try {
            return logs.byId(committer.log()).filter(log -> !log.closed());
        } catch (Problem notYetOpen) {
            return Optional.empty();
        }
    }

    private void own() throws SQLException {
        Optional<StoredLog> log = ownLog();
        if (log.isEmpty() || history.stopped()) {
            return;
        }
        for (WitnessRow witness : witnesses.all()) {
            if (witness.enabled() && end.getCount() > 0) {
                round(log.get(), witness);
            }
        }
        refresh(log.get());
    }

    private void round(StoredLog log, WitnessRow witness) throws SQLException {
        if (witness.kind().equals(WitnessRow.NODE) && !history.ask(log, witness)) {
            return;
        }
        try {
            submit(log, witness);
        } catch (IOException | ProofException e) {
            witnesses.trouble(witness, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Those that were time-stamped since, so that completed receipts have both; else the newest.
     */
    private void submit(StoredLog log, WitnessRow witness) throws SQLException, IOException {
        long old = witnesses.sizes(log).getOrDefault(witness.name(), 0L);
        Optional<SignedCheckpoint> due = logs.stampedAfter(log, old);
        if (due.isEmpty()) {
            due = logs.newest(log);
        }
        while (due.isPresent() && end.getCount() > 0) {
            old = cosigned(log, witness, old, due.get());
            due = logs.stampedAfter(log, old);
        }
    }

    /** The size that the witness has signed then. */
    private long cosigned(StoredLog log, WitnessRow witness, long known, SignedCheckpoint due)
            throws SQLException, IOException {
        long old = known;
        SignedCheckpoint sent = due;
        for (int tries = 0; tries < TRIES; tries++) {
            long size = sent.checkpoint().size();
            WitnessClient.Reply reply = add(log, witness, Math.min(old, size), sent);
            if (reply.status() == OK) {
                keep(log, witness, sent, reply);
                return size;
            }
            if (reply.status() != CONFLICT) {
                throw refused(reply);
            }
            old = known(reply);
            SignedCheckpoint newest = logs.newest(log).orElseThrow();
            if (old > newest.checkpoint().size()) {
                history.claimed(log, witness, old);
                throw new IOException(
                        "knows " + old + " entries, our log has " + newest.checkpoint().size());
            }
            sent = old <= size ? sent : newest;
        }
        throw new IOException("does not accept the proof from the size that it names: " + old);
    }

    private WitnessClient.Reply add(
            StoredLog log, WitnessRow witness, long old, SignedCheckpoint sent) throws IOException {
        List<byte[]> proof =
                tiles.tree(log, sent.checkpoint())
                        .proofs()
                        .consistency(old, sent.checkpoint().size());
        byte[] request = new AddCheckpointRequest(old, proof, sent).encode();
        return client.post(witness.url(), "add-checkpoint", request);
    }

    /** The size that the witness says it has co-signed, C2SP tlog-witness. */
    private static long known(WitnessClient.Reply reply) throws IOException {
        String said = reply.text().strip();
        if (!SIZE.matcher(said).matches()) {
            throw new IOException("answered with a conflict and no size");
        }
        return Long.parseLong(said);
    }

    private static IOException refused(WitnessClient.Reply reply) {
        return new IOException(
                "refused with status " + reply.status() + ": " + reply.text().strip());
    }

    /** Only lines that a configured key of the witness signed. */
    private void keep(
            StoredLog log, WitnessRow witness, SignedCheckpoint sent, WitnessClient.Reply reply)
            throws SQLException {
        List<SignedCheckpoint.Signature> lines =
                Cosignature.verify(
                        sent.checkpoint(), reply.body(), witness.keys(), clock.instant());
        witnesses.cosigned(log, witness, sent.checkpoint().size(), lines);
    }

    private void watch() throws SQLException {
        for (WatchedRow row : watched.all()) {
            if (row.url() != null && end.getCount() > 0) {
                watching.look(row);
            }
        }
    }
}
