package org.zhengshu.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * All that a log of any size must remember to grow (紧凑前沿): the hashes of its complete subtrees, by
 * the binary digits of its size, of the tree of RFC 9162 section 2.1.1.
 */
public final class Frontier {
    private final HashAlgorithm hash;
    private final long size;

    /** One hash per set bit of the size, largest subtree first. */
    private final List<byte[]> subtrees;

    private Frontier(HashAlgorithm hash, long size, List<byte[]> subtrees) {
        this.hash = hash;
        this.size = size;
        this.subtrees = subtrees;
    }

    public static Frontier empty(HashAlgorithm hash) {
        return new Frontier(Objects.requireNonNull(hash), 0, List.of());
    }

    /** The frontier that {@link #encoded} wrote for a log of this size. */
    public static Frontier of(HashAlgorithm hash, long size, byte[] encoded) {
        Objects.requireNonNull(hash);
        if (size < 0 || encoded.length != Long.bitCount(size) * HashAlgorithm.LENGTH) {
            throw new ProofException("frontier", "does not fit a log of " + size + " entries");
        }
        List<byte[]> subtrees = new ArrayList<>();
        for (int from = 0; from < encoded.length; from += HashAlgorithm.LENGTH) {
            subtrees.add(Arrays.copyOfRange(encoded, from, from + HashAlgorithm.LENGTH));
        }
        return new Frontier(hash, size, List.copyOf(subtrees));
    }

    /** The hashes of the complete subtrees, one after another, the largest subtree first. */
    public byte[] encoded() {
        byte[] encoded = new byte[subtrees.size() * HashAlgorithm.LENGTH];
        for (int i = 0; i < subtrees.size(); i++) {
            System.arraycopy(
                    subtrees.get(i), 0, encoded, i * HashAlgorithm.LENGTH, HashAlgorithm.LENGTH);
        }
        return encoded;
    }

    public HashAlgorithm hash() {
        return hash;
    }

    public long size() {
        return size;
    }

    public byte[] root() {
        if (subtrees.isEmpty()) {
            return MerkleTree.emptyRoot(hash);
        }
        return MerkleTree.fold(hash, subtrees);
    }

    /** A grown log, and for each new leaf its inclusion path in the tree of the new size. */
    public record Appended(Frontier frontier, List<List<byte[]>> paths) {}

    /** Adds leaves in one step; hashes only what is new, so a batch costs batch + log(size). */
    public Appended append(List<byte[]> leafHashes) {
        for (byte[] leaf : leafHashes) {
            if (leaf.length != HashAlgorithm.LENGTH) {
                throw new ProofException("leaf hash", "is not 32 bytes long");
            }
        }
        Growth growth = new Growth(leafHashes);
        List<List<byte[]>> paths = new ArrayList<>(leafHashes.size());
        for (int i = 0; i < leafHashes.size(); i++) {
            paths.add(growth.path(size + i));
        }
        return new Appended(growth.frontier(), Collections.unmodifiableList(paths));
    }

    /** The subtree of this log with 2^level leaves; only there when that bit of the size is set. */
    private byte[] subtree(int level) {
        return subtrees.get(Long.bitCount(size >>> level) - 1);
    }

    /** The right edge of the tree while leaves are added. */
    private final class Growth {
        private final long newSize;

        /** Per level the complete nodes from the first even position that a new path can touch. */
        private final List<List<byte[]>> levels = new ArrayList<>();

        /**
         * Per level the hash of the leaves behind the last complete node; empty if there are none.
         */
        private final List<byte[]> tails = new ArrayList<>();

        Growth(List<byte[]> leaves) {
            newSize = Math.addExact(size, leaves.size());
            List<byte[]> fresh = leaves;
            byte[] tail = {};
            for (int level = 0; newSize >>> level != 0; level++) {
                List<byte[]> nodes = new ArrayList<>(fresh.size() + 1);
                if (bit(size, level)) {
                    nodes.add(subtree(level));
                }
                nodes.addAll(fresh);
                levels.add(nodes);
                tails.add(tail);
                if (bit(newSize, level)) {
                    byte[] last = nodes.get(nodes.size() - 1);
                    tail = tail.length == 0 ? last : MerkleTree.nodeHash(hash, last, tail);
                }
                fresh = parents(nodes);
            }
        }

        private List<byte[]> parents(List<byte[]> nodes) {
            List<byte[]> parents = new ArrayList<>(nodes.size() / 2);
            for (int i = 0; i + 1 < nodes.size(); i += 2) {
                parents.add(MerkleTree.nodeHash(hash, nodes.get(i), nodes.get(i + 1)));
            }
            return parents;
        }

        Frontier frontier() {
            List<byte[]> result = new ArrayList<>();
            for (int level = levels.size() - 1; level >= 0; level--) {
                if (bit(newSize, level)) {
                    result.add(node(level, (newSize >>> level) - 1));
                }
            }
            return new Frontier(hash, newSize, List.copyOf(result));
        }

        List<byte[]> path(long index) {
            List<byte[]> path = new ArrayList<>(levels.size());
            for (int level = 0; (newSize - 1) >>> level != 0; level++) {
                long sibling = (index >>> level) ^ 1;
                long complete = newSize >>> level;
                if (sibling < complete) {
                    path.add(node(level, sibling));
                } else if (sibling == complete && tails.get(level).length != 0) {
                    path.add(tails.get(level));
                }
            }
            return Collections.unmodifiableList(path);
        }

        private byte[] node(int level, long position) {
            long first = (size >>> level) & ~1L;
            return levels.get(level).get((int) (position - first));
        }

        private static boolean bit(long value, int level) {
            return (value >>> level & 1) == 1;
        }
    }
}
