package org.zhengshu.tests.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.zhengshu.proof.CanonicalJson;
import org.zhengshu.proof.EntryCommitment;
import org.zhengshu.proof.Frontier;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.InclusionProof;
import org.zhengshu.proof.MerkleTree;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.Receipt;
import org.zhengshu.proof.ReceiptVerifier;
import org.zhengshu.proof.SignedCheckpoint;
import org.zhengshu.proof.TrustAnchors;
import org.zhengshu.proof.VerificationReport;

/**
 * Recomputes the whole log from its tables (日志核对): places, leaves, roots, paths, signatures up to
 * the root certificates, and the columns beside each entry. Remembers the checkpoints whose
 * signatures it has verified, so that a second look at a grown log is cheap.
 */
public final class LogCheck {
    private static final String ENTRIES =
            """
            select id, seq, tree_size, path, tenant, at, action, outcome, actor, department, resource,
                grant_id, trace, canonical, salt
            from aud_entry where log_id = ? and seq is not null order by seq""";

    private final TrustAnchors anchors;
    private final Set<String> verified = new HashSet<>();

    public LogCheck(TrustAnchors anchors) {
        this.anchors = anchors;
    }

    /** A stored tree head with the certificates of its keys. */
    private record Head(String note, byte[] frontier, List<byte[]> certificates) {}

    /** An entry row with its leaf. */
    private record Leaf(UUID id, long seq, long size, byte[] path, byte[] entry, byte[] salt) {}

    /** Everything that is wrong, in words, as of one moment; empty for a log that is whole. */
    public List<String> faults(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try {
            return faultsInTransaction(connection);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** The same in the transaction of the connection, which stays open. */
    List<String> faultsInTransaction(Connection connection) throws SQLException {
        List<String> faults = new ArrayList<>();
        try (PreparedStatement logs =
                        connection.prepareStatement("select id, origin, hash from aud_log");
                ResultSet rows = logs.executeQuery()) {
            while (rows.next()) {
                short id = rows.getShort(1);
                HashAlgorithm hash = HashAlgorithm.of(rows.getString(3));
                new Log(id, rows.getString(2), hash, faults).check(connection);
            }
        }
        return faults;
    }

    /** One log while it is walked through. */
    private final class Log {
        private final short id;
        private final String origin;
        private final HashAlgorithm hash;
        private final List<String> faults;
        private TreeMap<Long, Head> heads;
        private Frontier frontier;

        Log(short id, String origin, HashAlgorithm hash, List<String> faults) {
            this.id = id;
            this.origin = origin;
            this.hash = hash;
            this.faults = faults;
            this.frontier = Frontier.empty(hash);
        }

        void check(Connection connection) throws SQLException {
            heads = heads(connection);
            unsequenced(connection);
            List<Leaf> batch = new ArrayList<>();
            long next = 0;
            try (PreparedStatement s = connection.prepareStatement(ENTRIES)) {
                s.setShort(1, id);
                s.setFetchSize(1000);
                try (ResultSet row = s.executeQuery()) {
                    while (row.next()) {
                        Leaf leaf = leaf(row);
                        if (leaf.seq() != next++) {
                            fault("place " + (next - 1) + " is empty, then " + leaf.seq());
                            return;
                        }
                        batch.add(leaf);
                        if (heads.containsKey(next)) {
                            head(next, batch);
                            batch.clear();
                        }
                    }
                }
            }
            if (!batch.isEmpty()) {
                fault(batch.size() + " entries are under no checkpoint");
            }
            if (!heads.isEmpty() && heads.lastKey() != next) {
                fault("the newest checkpoint has " + heads.lastKey() + " entries of " + next);
            }
        }

        private void fault(String what) {
            faults.add(origin + ": " + what);
        }

        private TreeMap<Long, Head> heads(Connection connection) throws SQLException {
            Map<Integer, List<byte[]>> keysets = new HashMap<>();
            try (PreparedStatement s =
                    connection.prepareStatement(
                            "select id, certificates from aud_keyset where log_id = ?")) {
                s.setShort(1, id);
                try (ResultSet rows = s.executeQuery()) {
                    while (rows.next()) {
                        keysets.put(
                                rows.getInt(1), List.of((byte[][]) rows.getArray(2).getArray()));
                    }
                }
            }
            TreeMap<Long, Head> found = new TreeMap<>();
            try (PreparedStatement s =
                    connection.prepareStatement(
                            "select size, note, frontier, keyset_id from aud_checkpoint where log_id = ?")) {
                s.setShort(1, id);
                try (ResultSet rows = s.executeQuery()) {
                    while (rows.next()) {
                        found.put(
                                rows.getLong(1),
                                new Head(
                                        rows.getString(2),
                                        rows.getBytes(3),
                                        keysets.get(rows.getInt(4))));
                    }
                }
            }
            return found;
        }

        private void unsequenced(Connection connection) throws SQLException {
            try (PreparedStatement s =
                    connection.prepareStatement(
                            """
                            select count(*) from aud_entry where log_id = ?
                                and (seq is null or tree_size is null or path is null)""")) {
                s.setShort(1, id);
                try (ResultSet rows = s.executeQuery()) {
                    rows.next();
                    if (rows.getLong(1) > 0) {
                        fault(rows.getLong(1) + " entries have no place");
                    }
                }
            }
        }

        private Leaf leaf(ResultSet row) throws SQLException {
            Leaf leaf =
                    new Leaf(
                            row.getObject(1, UUID.class),
                            row.getLong(2),
                            row.getLong(3),
                            row.getBytes(4),
                            row.getBytes(14),
                            row.getBytes(15));
            try {
                columns(leaf, row);
            } catch (ProofException e) {
                fault("entry " + leaf.id() + " " + e.getMessage());
            }
            return leaf;
        }

        private void columns(Leaf leaf, ResultSet row) throws SQLException {
            JsonNode entry = CanonicalJson.parse(leaf.entry());
            if (!Arrays.equals(CanonicalJson.encode(entry), leaf.entry())) {
                fault("entry " + leaf.id() + " is not canonical");
            }
            same(leaf, "id", entry.path("id"), leaf.id().toString());
            same(leaf, "tenant", entry.path("tenant"), row.getString(5));
            Instant at = row.getTimestamp(6).toInstant();
            if (!at.equals(Instant.parse(entry.path("at").asText()))) {
                fault("entry " + leaf.id() + ": at is " + at);
            }
            same(leaf, "action", entry.path("action"), row.getString(7));
            same(leaf, "outcome", entry.path("outcome"), row.getString(8));
            same(leaf, "actor", entry.path("actor").path("id"), row.getString(9));
            same(leaf, "department", entry.path("department"), row.getString(10));
            same(leaf, "resource", entry.path("facts").path("resource"), row.getString(11));
            if (row.getString(12) != null) {
                same(leaf, "grant", entry.path("facts").path("grant"), row.getString(12));
            }
            same(leaf, "trace", entry.path("trace"), row.getString(13));
        }

        private void same(Leaf leaf, String what, JsonNode said, String column) {
            if (!said.asText().equals(column == null ? "" : column)) {
                fault("entry " + leaf.id() + ": " + what + " is " + column + ", not " + said);
            }
        }

        private void head(long size, List<Leaf> batch) {
            Head head = heads.get(size);
            List<byte[]> leaves = batch.stream().map(this::hash).toList();
            Frontier.Appended appended = frontier.append(leaves);
            frontier = appended.frontier();
            byte[] root = frontier.root();
            SignedCheckpoint note = SignedCheckpoint.parse(head.note());
            if (!origin.equals(note.checkpoint().origin())
                    || note.checkpoint().size() != size
                    || !Arrays.equals(note.checkpoint().root(), root)) {
                fault("the checkpoint at " + size + " has another origin, size or root");
            }
            if (!Arrays.equals(frontier.encoded(), head.frontier())) {
                fault("the frontier at " + size + " is another");
            }
            for (int i = 0; i < batch.size(); i++) {
                Leaf leaf = batch.get(i);
                if (leaf.size() != size
                        || !Arrays.equals(joined(appended.paths().get(i)), leaf.path())
                        || !InclusionProof.verify(
                                hash, leaves.get(i), leaf.seq(), size, split(leaf.path()), root)) {
                    fault("entry " + leaf.id() + " has not the path to the root of " + size);
                }
            }
            if (!verified.contains(head.note())) {
                signatures(head, note, batch.get(0));
            }
        }

        private byte[] hash(Leaf leaf) {
            return MerkleTree.leafHash(
                    hash, EntryCommitment.leafData(hash, leaf.salt(), leaf.entry()));
        }

        /** As the holder of a receipt would: both signatures, certificates up to an anchor. */
        private void signatures(Head head, SignedCheckpoint note, Leaf leaf) {
            Receipt receipt =
                    new Receipt(
                            (ObjectNode) CanonicalJson.parse(leaf.entry()),
                            leaf.salt(),
                            new Receipt.Position(hash, leaf.seq(), leaf.size(), split(leaf.path())),
                            note,
                            head.certificates());
            VerificationReport report = ReceiptVerifier.verify(receipt, Optional.empty(), anchors);
            if (report.verdict() == VerificationReport.Verdict.INVALID) {
                fault("the checkpoint at " + leaf.size() + ": " + report.failures());
            } else {
                verified.add(head.note());
            }
        }
    }

    private static byte[] joined(List<byte[]> path) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        path.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static List<byte[]> split(byte[] path) {
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < path.length; from += HashAlgorithm.LENGTH) {
            parts.add(Arrays.copyOfRange(path, from, from + HashAlgorithm.LENGTH));
        }
        return parts;
    }
}
