package org.zhengshu.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Making proofs (证明生成) by RFC 9162 sections 2.1.1, 2.1.3.1 and 2.1.4.1 from the hashes of complete
 * subtrees; a proof of a tree with n leaves asks its source once, for O(log n) of them.
 */
public record TreeProofs(HashAlgorithm hash, NodeSource source) {
    public TreeProofs {
        Objects.requireNonNull(hash);
        Objects.requireNonNull(source);
    }

    /** The leaves from one index up to another, whose root is one step of a proof. */
    private record Range(long from, long to) {}

    public byte[] root(long size) {
        if (size < 0) {
            throw new ProofException("tree size", "is negative");
        }
        return size == 0 ? MerkleTree.emptyRoot(hash) : roots(List.of(new Range(0, size))).get(0);
    }

    /** What a log of this size must know to grow. */
    public Frontier frontier(long size) {
        List<TreeNode> nodes = TreeNode.covering(0, size);
        return Frontier.of(hash, size, TileData.joined(answer(nodes)));
    }

    /** The inclusion path of a leaf, from its sibling up to the child of the root. */
    public List<byte[]> inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new ProofException("inclusion proof", "is of no leaf of a tree of " + size);
        }
        List<Range> steps = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + Long.highestOneBit(to - from - 1);
            if (index < middle) {
                steps.add(new Range(middle, to));
                to = middle;
            } else {
                steps.add(new Range(from, middle));
                from = middle;
            }
        }
        return upwards(steps);
    }

    /** The path that shows the first tree to be a prefix of the second. */
    public List<byte[]> consistency(long first, long second) {
        if (first < 0 || first > second) {
            throw new ProofException("consistency proof", "cannot lead from a larger tree");
        }
        if (first == 0 || first == second) {
            return List.of();
        }
        List<Range> steps = new ArrayList<>();
        long from = 0;
        long to = second;
        while (to != first) {
            long middle = from + Long.highestOneBit(to - from - 1);
            if (first <= middle) {
                steps.add(new Range(middle, to));
                to = middle;
            } else {
                steps.add(new Range(from, middle));
                from = middle;
            }
        }
        if (from != 0) {
            steps.add(new Range(from, to));
        }
        return upwards(steps);
    }

    private List<byte[]> upwards(List<Range> downwards) {
        Collections.reverse(downwards);
        return roots(downwards);
    }

    private List<byte[]> roots(List<Range> ranges) {
        List<List<TreeNode>> parts =
                ranges.stream().map(range -> TreeNode.covering(range.from(), range.to())).toList();
        List<byte[]> hashes = answer(parts.stream().flatMap(List::stream).toList());
        List<byte[]> roots = new ArrayList<>(parts.size());
        int at = 0;
        for (List<TreeNode> part : parts) {
            roots.add(MerkleTree.fold(hash, hashes.subList(at, at + part.size())));
            at += part.size();
        }
        return Collections.unmodifiableList(roots);
    }

    private List<byte[]> answer(List<TreeNode> nodes) {
        if (nodes.isEmpty()) {
            return List.of();
        }
        List<byte[]> hashes = source.hashes(nodes);
        if (hashes.size() != nodes.size()
                || hashes.stream().anyMatch(h -> h.length != HashAlgorithm.LENGTH)) {
            throw new ProofException("tree nodes", "are not those that were asked for");
        }
        return hashes;
    }
}
