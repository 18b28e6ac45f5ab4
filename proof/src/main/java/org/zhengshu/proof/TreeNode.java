package org.zhengshu.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * The place of a complete subtree (完整子树): the one over the leaves from index · 2^level up to the
 * next 2^level of them; level 0 are the leaf hashes.
 */
public record TreeNode(int level, long index) {
    static final int MAX_LEVEL = 62;

    public TreeNode {
        if (level < 0 || level > MAX_LEVEL || index < 0 || index > Long.MAX_VALUE >>> level) {
            throw new ProofException("tree node", "lies in no tree");
        }
    }

    /** The fewest complete subtrees that cover these leaves, from left to right. */
    static List<TreeNode> covering(long from, long to) {
        List<TreeNode> nodes = new ArrayList<>();
        long at = from;
        while (at < to) {
            int fits = 63 - Long.numberOfLeadingZeros(to - at);
            int level = Math.min(Long.numberOfTrailingZeros(at), fits);
            nodes.add(new TreeNode(level, at >>> level));
            at += 1L << level;
        }
        return nodes;
    }
}
