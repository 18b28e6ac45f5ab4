package org.zhengshu.proof.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.zhengshu.proof.EntryCommitment;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.InclusionProof;
import org.zhengshu.proof.MerkleTree;

/**
 * What is kept of an entry until its checkpoint comes (待核条目): its hashes and what its columns and
 * facts say, never its content.
 *
 * @param computed leaf hash from entry and salt; empty when the entry was redacted or unusable
 * @param stored leaf hash from the stored leaf data; empty when that is no hash
 */
record Item(
        long seq,
        String id,
        Optional<byte[]> computed,
        Optional<byte[]> stored,
        long size,
        byte[] path,
        boolean redacted,
        Optional<String> redactedBy,
        Committed committed) {
    private static final byte[] NOTHING = new byte[HashAlgorithm.LENGTH];
    private static final byte[] NO_PATH = {0};
    private static final int MAX_PATH = 63 * HashAlgorithm.LENGTH;
    private static final int MAX_ID = 200;

    /** What the committed entry says (承诺内容). */
    record Committed(Optional<Instant> at, List<String> differing, Redaction redaction) {}

    /** What an entry of the action audit.redact says it removed (登记的删除). */
    record Redaction(List<String> ids, Optional<String> seq) {
        static final Redaction NONE = new Redaction(List.of(), Optional.empty());
    }

    static Item of(HashAlgorithm hash, LogRecord.Entry entry) {
        return new Item(
                entry.seq(),
                shortened(entry.id()),
                entry.content()
                        .filter(c -> c.salt().length == EntryCommitment.SALT_LENGTH)
                        .map(c -> EntryCommitment.leafData(hash, c.salt(), c.canonical()))
                        .map(data -> MerkleTree.leafHash(hash, data)),
                entry.leaf().length == HashAlgorithm.LENGTH
                        ? Optional.of(MerkleTree.leafHash(hash, entry.leaf()))
                        : Optional.empty(),
                entry.size(),
                entry.path().length > MAX_PATH ? NO_PATH : entry.path(),
                entry.content().isEmpty(),
                entry.redactedBy().map(Item::shortened),
                Columns.committed(entry));
    }

    /** Nobody may fill the memory with a text that somebody made long. */
    static String shortened(String text) {
        return text.length() > MAX_ID ? text.substring(0, MAX_ID) : text;
    }

    /** The leaf hash that the entry itself gives; of a redacted entry the stored one. */
    byte[] ownLeaf() {
        return computed.or(() -> redacted ? stored : Optional.empty()).orElse(NOTHING);
    }

    byte[] storedLeaf() {
        return stored.orElse(NOTHING);
    }

    /** True when the entry does not give the leaf that is stored beside it. */
    boolean differs() {
        return !Arrays.equals(ownLeaf(), storedLeaf());
    }

    /** True when a path leads from the leaf at an index to the root at a size. */
    static boolean leads(Target target, byte[] leaf, long index, byte[] path) {
        return path.length % HashAlgorithm.LENGTH == 0
                && InclusionProof.verify(
                        target.hash(), leaf, index, target.size(), split(path), target.root());
    }

    private static List<byte[]> split(byte[] path) {
        List<byte[]> hashes = new ArrayList<>(path.length / HashAlgorithm.LENGTH);
        for (int from = 0; from < path.length; from += HashAlgorithm.LENGTH) {
            hashes.add(Arrays.copyOfRange(path, from, from + HashAlgorithm.LENGTH));
        }
        return hashes;
    }

    /** The tree that paths must lead to (目标树). */
    record Target(HashAlgorithm hash, long size, byte[] root) {}
}
