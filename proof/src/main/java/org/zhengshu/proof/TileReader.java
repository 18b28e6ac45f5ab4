package org.zhengshu.proof;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A client of a log's tiles (瓦片客户端): no hash is answered before it is proved by the root of the
 * checkpoint, whose signatures the caller has verified ({@link TrustedLog}); not for several
 * threads.
 */
public final class TileReader implements NodeSource {
    private static final int CACHED = 64;

    private final Checkpoint checkpoint;
    private final HashAlgorithm hash;
    private final Function<String, Optional<byte[]>> fetch;

    /** The partial tiles, which are on the right edge and proved by the root itself. */
    private final Map<Integer, TileData> edge = new HashMap<>();

    private final Map<Tile, TileData> cache =
            new LinkedHashMap<>(CACHED * 2, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Tile, TileData> eldest) {
                    return size() > CACHED;
                }
            };

    /**
     * Reads the right edge of the tree and compares its root with the checkpoint's.
     *
     * @param fetch what the log serves under a path; empty when it serves nothing there
     */
    public TileReader(Checkpoint checkpoint, Function<String, Optional<byte[]>> fetch) {
        this.checkpoint = checkpoint;
        this.hash = HashAlgorithm.ofOrigin(checkpoint.origin());
        this.fetch = fetch;
        long size = checkpoint.size();
        for (TreeNode node : TreeNode.covering(0, size)) {
            Tile tile = Tile.holding(node, size);
            if (!tile.isFull() && !edge.containsKey(tile.level())) {
                edge.put(tile.level(), partial(tile));
            }
        }
        NodeSource unproved = nodes -> nodes.stream().map(this::onEdge).toList();
        if (!MessageDigest.isEqual(new TreeProofs(hash, unproved).root(size), checkpoint.root())) {
            throw new ProofException("tiles", "do not lead to the root of the checkpoint");
        }
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** Proofs of this tree and of the smaller ones in it. */
    public TreeProofs proofs() {
        return new TreeProofs(hash, this);
    }

    @Override
    public List<byte[]> hashes(List<TreeNode> nodes) {
        List<byte[]> hashes = new ArrayList<>(nodes.size());
        for (TreeNode node : nodes) {
            hashes.add(proved(Tile.holding(node, checkpoint.size())).node(hash, node));
        }
        return hashes;
    }

    /** The entries of a bundle, each of them compared with its leaf hash. */
    public List<byte[]> entries(EntryBundle bundle, int maxEntry) {
        TreeNode first = new TreeNode(0, Tile.first(bundle.index()));
        TileData leaves = proved(Tile.holding(first, checkpoint.size()));
        if (bundle.width() > leaves.tile().width()) {
            throw new ProofException("entry bundle " + bundle.path(), "is wider than the tree");
        }
        List<byte[]> entries = bundle.decode(served(bundle.path()), maxEntry);
        for (int i = 0; i < entries.size(); i++) {
            byte[] leaf = MerkleTree.leafHash(hash, entries.get(i));
            if (!MessageDigest.isEqual(leaf, leaves.hash(i))) {
                throw new ProofException(
                        "entry bundle " + bundle.path(), "entry " + i + " is not the one logged");
            }
        }
        return entries;
    }

    private byte[] onEdge(TreeNode node) {
        Tile tile = Tile.holding(node, checkpoint.size());
        return edge.get(tile.level()).node(hash, node);
    }

    private TileData proved(Tile tile) {
        if (!tile.isFull()) {
            return edge.get(tile.level());
        }
        TileData known = cache.get(tile);
        if (known != null) {
            return known;
        }
        TreeNode top = tile.node();
        byte[] expected = proved(Tile.holding(top, checkpoint.size())).node(hash, top);
        TileData read = new TileData(tile, served(tile.path()));
        if (!MessageDigest.isEqual(read.root(hash), expected)) {
            throw new ProofException("tile " + tile.path(), "is not that of the checkpoint");
        }
        cache.put(tile, read);
        return read;
    }

    /** A log may have replaced a partial tile by the full one. */
    private TileData partial(Tile tile) {
        Optional<byte[]> narrow = fetch.apply(tile.path());
        if (narrow.isPresent()) {
            return new TileData(tile, narrow.get());
        }
        Tile full = new Tile(tile.level(), tile.index(), Tile.WIDTH);
        return fetch.apply(full.path())
                .map(bytes -> new TileData(full, bytes).narrowed(tile.width()))
                .orElseThrow(() -> missing(tile.path()));
    }

    private byte[] served(String path) {
        return fetch.apply(path).orElseThrow(() -> missing(path));
    }

    private static ProofException missing(String path) {
        return new ProofException(path, "is not served by the log");
    }
}
