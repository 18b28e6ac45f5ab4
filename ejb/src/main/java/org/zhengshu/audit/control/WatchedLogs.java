package org.zhengshu.audit.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.zhengshu.audit.boundary.CheckpointWitness.Reply;
import org.zhengshu.proof.AddCheckpointRequest;
import org.zhengshu.proof.Checkpoint;
import org.zhengshu.proof.ConsistencyProof;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.SignedCheckpoint;
import org.zhengshu.proof.TileReader;
import org.zhengshu.proof.Witness;
import org.zhengshu.signature.boundary.CosigningKeys;

/** Watches the logs of others (日志见证): co-signs what extends the last, reports what does not. */
@ApplicationScoped
public class WatchedLogs {
    @Inject private WatchedLogStore store;
    @Inject private CosigningKeys keys;
    @Inject private WitnessClient client;
    @Inject private IncidentReports reports;

    /** Decides about a request in the transaction of the caller, the log's row locked. */
    public Reply decide(byte[] body, Instant now) throws SQLException {
        AddCheckpointRequest request;
        try {
            request = AddCheckpointRequest.parse(body);
        } catch (ProofException e) {
            return Reply.text(Witness.Outcome.MALFORMED.status(), e.getMessage() + "\n");
        }
        String origin = request.checkpoint().checkpoint().origin();
        Optional<WatchedRow> row = store.lock(origin);
        Witness witness =
                new Witness(row.stream().map(WatchedRow::trusted).toList(), keys.signers(origin));
        Witness.Decision decision = witness.decide(request, any -> row.flatMap(WatchedRow::last));
        if (decision.outcome() == Witness.Outcome.COSIGN) {
            String lines = witness.cosign(request.checkpoint().checkpoint(), now);
            store.seen(request.checkpoint());
            return Reply.text(decision.outcome().status(), lines);
        }
        if (decision.isEvidence()) {
            reports.replaced(
                    request.checkpoint(),
                    decision.last().orElseThrow(),
                    decision.outcome() == Witness.Outcome.SPLIT,
                    decision.reason());
        }
        return refused(decision);
    }

    private static Reply refused(Witness.Decision decision) {
        int status = decision.outcome().status();
        return status == Witness.Outcome.OLD_SIZE_DIFFERS.status()
                ? new Reply(status, Witness.Decision.SIZE_TYPE, decision.sizeBody())
                : Reply.text(status, decision.reason() + "\n");
    }

    /** The note of the checkpoint that was seen last. */
    public Optional<String> seen(String origin) throws SQLException {
        return store.find(origin).flatMap(row -> Optional.ofNullable(row.note()));
    }

    /**
     * Looks at a log that has an address: whether what it shows now extends what it showed before.
     * What was seen counts as the last that was co-signed only after it was submitted.
     */
    void look(WatchedRow row) throws SQLException {
        try {
            Optional<byte[]> shown = client.found(row.url(), "checkpoint");
            if (shown.isEmpty()) {
                throw new IOException("the log shows no checkpoint");
            }
            SignedCheckpoint now = SignedCheckpoint.parse(shown.get());
            row.trusted().verify(now);
            Optional<SignedCheckpoint> last = row.last();
            if (last.isPresent()) {
                compare(row, now, last.get());
            }
            if (row.trouble() != null) {
                store.trouble(row.origin(), null);
            }
        } catch (IOException | UncheckedIOException | ProofException e) {
            store.trouble(row.origin(), String.valueOf(e.getMessage()));
        }
    }

    /** An older checkpoint than the last is no proof: a cache may have kept it. */
    private void compare(WatchedRow row, SignedCheckpoint now, SignedCheckpoint last)
            throws SQLException {
        Checkpoint shown = now.checkpoint();
        Checkpoint before = last.checkpoint();
        if (shown.size() < before.size()) {
            throw new ProofException(
                    "checkpoint",
                    "is of size "
                            + shown.size()
                            + ", smaller than "
                            + before.size()
                            + " seen before");
        }
        HashAlgorithm hash = row.trusted().hash();
        TileReader tree = new TileReader(shown, path -> fetched(row.url(), path));
        List<byte[]> path = tree.proofs().consistency(before.size(), shown.size());
        if (!ConsistencyProof.verify(
                hash, before.size(), shown.size(), path, before.root(), shown.root())) {
            reports.replaced(now, last, true, "the log's own tiles do not extend what was seen");
            throw new ProofException("log " + row.origin(), "does not extend what was seen");
        }
    }

    private Optional<byte[]> fetched(String url, String path) {
        try {
            return client.found(url, path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The facts of an incident about a watched log. */
    static Map<String, String> detail(
            SignedCheckpoint shown, SignedCheckpoint last, boolean proven, String reason) {
        Map<String, String> detail = new TreeMap<>();
        detail.put("lastSize", Long.toString(last.checkpoint().size()));
        detail.put("last", last.text());
        detail.put("shownSize", Long.toString(shown.checkpoint().size()));
        detail.put("shown", shown.text());
        detail.put("proven", Boolean.toString(proven));
        detail.put("reason", reason);
        return detail;
    }
}
