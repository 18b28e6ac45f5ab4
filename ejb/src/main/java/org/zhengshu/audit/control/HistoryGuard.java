package org.zhengshu.audit.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.zhengshu.kernel.boundary.CleanText;
import org.zhengshu.kernel.boundary.HealthCheck;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.proof.Checkpoint;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.SignedCheckpoint;
import org.zhengshu.proof.TileReader;

/**
 * Compares our log with what the archived checkpoint and the witnesses know of it (历史核对). A longer
 * or a different history stops writing until a person decides.
 */
@ApplicationScoped
public class HistoryGuard {
    /** What the server's log shows of the words of others. */
    private static final int MAX_WORDS = 300;

    private static final Logger LOG = Logger.getLogger(HistoryGuard.class.getName());
    private static final String ARCHIVE = "archive";

    @Inject private Logs logs;
    @Inject private LogTiles tiles;
    @Inject private NoteArchive archive;
    @Inject private WitnessStore witnesses;
    @Inject private WitnessClient client;
    @Inject private Incidents incidents;

    private volatile Incident stopping;
    private volatile long open;

    /** True while a person must decide before anything is written. */
    public boolean stopped() {
        return stopping != null;
    }

    /** How many incidents nobody has decided about, at the last look. */
    public long openIncidents() {
        return open;
    }

    /** What callers are told while writing is stopped. */
    public Problem problem() {
        Incident found = stopping;
        return ProblemType.HISTORY_REPLACED.because(
                "存证日志的历史与外部留存的检查点不符，已停止写入；请审计管理员查看异常事件并作出决定："
                        + "/api/v1/audit/incidents"
                        + (found == null ? "" : " (" + found.id() + ")"),
                "the evidence log does not contain what others have seen of it, so that nothing is"
                        + " written; the audit administrator decides: /api/v1/audit/incidents"
                        + (found == null ? "" : " (" + found.id() + ")"));
    }

    /** How the log stands, for the health of the server. */
    HealthCheck check(boolean up, Map<String, Object> figures) {
        Incident found = stopping;
        Map<String, Object> data = new TreeMap<>(figures);
        data.put("incidents", open);
        if (found == null) {
            return new HealthCheck("evidence-log", up, data);
        }
        data.put("incident", found.id().toString());
        data.put("kind", found.kind().name());
        data.put("holder", String.valueOf(found.detail().get("holder")));
        data.put("knownSize", String.valueOf(found.detail().get("knownSize")));
        return new HealthCheck("evidence-log", false, data);
    }

    /**
     * Asked by the committer, which holds the log, before it writes: true when nobody knows more of
     * the log than the database has. Witnesses that cannot be reached are reported and passed over.
     */
    boolean mayWrite(short log) throws SQLException {
        StoredLog own = logs.byId(log).orElseThrow();
        if (refresh(own)) {
            return false;
        }
        archived(own);
        for (WitnessRow witness : witnesses.all()) {
            if (witness.enabled() && witness.kind().equals(WitnessRow.NODE)) {
                ask(own, witness);
            }
        }
        return !refresh(own);
    }

    /** Looks again whether the log is stopped, as after a decision; true while it is. */
    boolean refresh(StoredLog log) throws SQLException {
        stopping = incidents.stopping(log.origin()).orElse(null);
        open = incidents.count(false);
        return stopping != null;
    }

    boolean refresh(short log) throws SQLException {
        return refresh(logs.byId(log).orElseThrow());
    }

    /** Compares with the file, then keeps the newest checkpoint in it. */
    void archived(StoredLog log) throws SQLException {
        try {
            Optional<SignedCheckpoint> kept = note(log);
            if (kept.isPresent() && !contains(log, ARCHIVE, kept.get())) {
                return;
            }
            Optional<SignedCheckpoint> newest = logs.newest(log);
            if (newest.isPresent()) {
                archive.keep(newest.get());
            }
            tiles.cover(log.origin(), newest.map(n -> n.checkpoint().size()).orElse(0L));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the checkpoint of " + log.origin() + " cannot be archived", e);
        }
    }

    /** A file that was damaged proves nothing; it is reported and made anew. */
    private Optional<SignedCheckpoint> note(StoredLog log) throws SQLException, IOException {
        try {
            Optional<SignedCheckpoint> kept = archive.note(log.origin());
            if (kept.isPresent()) {
                logs.trusted(log).verify(kept.get());
            }
            return kept;
        } catch (ProofException e) {
            LOG.log(Level.SEVERE, "the archived checkpoint is damaged: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Asks a node what it saw of our log and compares; false when that failed or differs. */
    boolean ask(StoredLog log, WitnessRow witness) throws SQLException {
        try {
            String origin = URLEncoder.encode(log.origin(), StandardCharsets.UTF_8);
            Optional<byte[]> seen = client.found(witness.url(), "checkpoint?origin=" + origin);
            if (seen.isPresent()) {
                SignedCheckpoint known = SignedCheckpoint.parse(seen.get());
                logs.trusted(log).verify(known);
                return contains(log, witness.name(), known);
            }
            return true;
        } catch (IOException | ProofException e) {
            LOG.log(
                    Level.WARNING,
                    "witness {0} cannot be asked: {1}",
                    new Object[] {witness.name(), CleanText.line(String.valueOf(e), MAX_WORDS)});
            witnesses.trouble(witness, String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** True when our log contains this checkpoint of it, which carries our signature. */
    private boolean contains(StoredLog log, String holder, SignedCheckpoint known)
            throws SQLException {
        Optional<SignedCheckpoint> newest = logs.newest(log);
        long size = newest.map(n -> n.checkpoint().size()).orElse(0L);
        Checkpoint theirs = known.checkpoint();
        Map<String, String> detail = detail(holder, newest, theirs.size());
        detail.put("knownRoot", hex(theirs));
        detail.put(Incident.KNOWN, known.text());
        if (theirs.size() > size) {
            stop(log, Incident.Kind.BACKUP_RESTORED, detail);
            return false;
        }
        if (newest.isEmpty()) {
            return true;
        }
        Optional<String> difference = difference(log, newest.get().checkpoint(), theirs);
        if (difference.isPresent()) {
            detail.put("difference", difference.get());
            stop(log, Incident.Kind.FORK_SEEN, detail);
        }
        return difference.isEmpty();
    }

    private Optional<String> difference(StoredLog log, Checkpoint ours, Checkpoint theirs) {
        try {
            TileReader tree = tiles.tree(log, ours);
            byte[] root = tree.proofs().root(theirs.size());
            return java.util.Arrays.equals(root, theirs.root())
                    ? Optional.empty()
                    : Optional.of("another root at size " + theirs.size());
        } catch (ProofException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** A witness says that it knows more than we have, without showing it. */
    void claimed(StoredLog log, WitnessRow witness, long size) throws SQLException {
        stop(log, Incident.Kind.BACKUP_RESTORED, detail(witness.name(), logs.newest(log), size));
    }

    private static Map<String, String> detail(
            String holder, Optional<SignedCheckpoint> newest, long knownSize) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("holder", holder);
        detail.put("knownSize", Long.toString(knownSize));
        detail.put("size", Long.toString(newest.map(n -> n.checkpoint().size()).orElse(0L)));
        newest.ifPresent(n -> detail.put("root", hex(n.checkpoint())));
        return detail;
    }

    private static String hex(Checkpoint checkpoint) {
        return java.util.HexFormat.of().formatHex(checkpoint.root());
    }

    private void stop(StoredLog log, Incident.Kind kind, Map<String, String> detail)
            throws SQLException {
        incidents.report(kind, log.origin(), true, detail);
    }
}
