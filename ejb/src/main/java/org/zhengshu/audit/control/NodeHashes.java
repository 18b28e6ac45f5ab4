package org.zhengshu.audit.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.MerkleTree;
import org.zhengshu.proof.NodeSource;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.TreeNode;

/**
 * The hashes of complete subtrees of a stored log (子树哈希), few rows for a log of any size: a left
 * subtree stands in the frontier of each checkpoint that ends in its right neighbour, a right one
 * is made of its halves, and small ones are made of their leaves.
 */
final class NodeHashes implements NodeSource {
    /** Subtrees up to this level are made of their leaves. */
    private static final int SMALL = 8;

    private final Connection connection;
    private final short log;
    private final HashAlgorithm hash;
    private final Map<TreeNode, byte[]> known = new HashMap<>();

    NodeHashes(Connection connection, short log, HashAlgorithm hash) {
        this.connection = connection;
        this.log = log;
        this.hash = hash;
    }

    @Override
    public List<byte[]> hashes(List<TreeNode> nodes) {
        try {
            fetch(nodes);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return nodes.stream().map(this::hash).toList();
    }

    private void fetch(List<TreeNode> nodes) throws SQLException {
        Set<TreeNode> small = new LinkedHashSet<>();
        Set<TreeNode> left = new LinkedHashSet<>();
        nodes.forEach(node -> plan(node, small, left));
        while (!left.isEmpty()) {
            fromFrontiers(List.copyOf(left));
            Set<TreeNode> missing = new LinkedHashSet<>(left);
            missing.removeAll(known.keySet());
            left.clear();
            for (TreeNode node : missing) {
                halves(node).forEach(half -> plan(half, small, left));
            }
        }
        if (!small.isEmpty()) {
            fromLeaves(List.copyOf(small));
        }
    }

    private void plan(TreeNode node, Set<TreeNode> small, Set<TreeNode> left) {
        if (node.level() <= SMALL) {
            small.add(node);
        } else if (node.index() % 2 == 0) {
            left.add(node);
        } else {
            halves(node).forEach(half -> plan(half, small, left));
        }
    }

    private static List<TreeNode> halves(TreeNode node) {
        return List.of(
                new TreeNode(node.level() - 1, 2 * node.index()),
                new TreeNode(node.level() - 1, 2 * node.index() + 1));
    }

    private static long end(TreeNode node) {
        return (node.index() + 1) << node.level();
    }

    private byte[] hash(TreeNode node) {
        byte[] found = known.get(node);
        if (found == null) {
            List<TreeNode> halves = halves(node);
            found = MerkleTree.nodeHash(hash, hash(halves.get(0)), hash(halves.get(1)));
            known.put(node, found);
        }
        return found;
    }

    private void fromFrontiers(List<TreeNode> nodes) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        select r.n, c.size, c.frontier
                        from unnest(?::bigint[], ?::bigint[]) with ordinality r(first, after, n)
                        cross join lateral (select size, frontier from aud_checkpoint
                            where log_id = ? and size >= r.first and size < r.after
                            order by size limit 1) c""")) {
            s.setArray(1, bigints(nodes.stream().map(NodeHashes::end).toArray()));
            s.setArray(2, bigints(nodes.stream().map(n -> end(n) + (1L << n.level())).toArray()));
            s.setShort(3, log);
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    TreeNode node = nodes.get(rows.getInt(1) - 1);
                    int place = Long.bitCount(rows.getLong(2) >>> node.level()) - 1;
                    int from = place * HashAlgorithm.LENGTH;
                    known.put(
                            node,
                            Arrays.copyOfRange(
                                    rows.getBytes(3), from, from + HashAlgorithm.LENGTH));
                }
            }
        }
    }

    private void fromLeaves(List<TreeNode> nodes) throws SQLException {
        TreeMap<Long, byte[]> leaves = leaves(nodes);
        for (TreeNode node : nodes) {
            long first = node.index() << node.level();
            List<byte[]> hashes =
                    new ArrayList<>(leaves.subMap(first, true, end(node), false).values());
            if (hashes.size() != 1 << node.level()) {
                throw new ProofException("log", "lacks leaves from " + first + " on");
            }
            while (hashes.size() > 1) {
                List<byte[]> parents = new ArrayList<>(hashes.size() / 2);
                for (int i = 0; i < hashes.size(); i += 2) {
                    parents.add(MerkleTree.nodeHash(hash, hashes.get(i), hashes.get(i + 1)));
                }
                hashes = parents;
            }
            known.put(node, hashes.get(0));
        }
    }

    private TreeMap<Long, byte[]> leaves(List<TreeNode> nodes) throws SQLException {
        TreeMap<Long, byte[]> leaves = new TreeMap<>();
        try (PreparedStatement s =
                connection.prepareStatement(
                        """
                        select e.seq, e.leaf from unnest(?::bigint[], ?::bigint[]) r(first, after)
                        join aud_entry e on e.log_id = ? and e.seq >= r.first and e.seq < r.after
                        where e.leaf is not null""")) {
            s.setArray(1, bigints(nodes.stream().map(n -> n.index() << n.level()).toArray()));
            s.setArray(2, bigints(nodes.stream().map(NodeHashes::end).toArray()));
            s.setShort(3, log);
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    leaves.put(rows.getLong(1), MerkleTree.leafHash(hash, rows.getBytes(2)));
                }
            }
        }
        return leaves;
    }

    private java.sql.Array bigints(Object[] values) throws SQLException {
        return connection.createArrayOf("bigint", values);
    }
}
