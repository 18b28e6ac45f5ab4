package org.zhengshu.proof;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** A tile with its hashes (瓦片内容), which are served one after another, C2SP tlog-tiles. */
public record TileData(Tile tile, byte[] bytes) {
    public TileData {
        if (bytes.length != tile.width() * HashAlgorithm.LENGTH) {
            throw new ProofException(
                    "tile " + tile.path(), "is not " + tile.width() + " hashes long");
        }
    }

    /** Full or partial, from the hashes of its own level: leaf hashes, or roots of full tiles. */
    public static TileData of(Tile tile, List<byte[]> hashes) {
        return new TileData(tile, joined(hashes));
    }

    /** Full or partial, from the hashes of a tree. */
    public static TileData of(Tile tile, NodeSource source) {
        long first = tile.first();
        return of(
                tile,
                source.hashes(
                        LongStream.range(first, first + tile.width())
                                .mapToObj(at -> new TreeNode(tile.level() * Tile.HEIGHT, at))
                                .toList()));
    }

    public byte[] hash(int at) {
        int from = at * HashAlgorithm.LENGTH;
        return Arrays.copyOfRange(bytes, from, from + HashAlgorithm.LENGTH);
    }

    /** The root over the whole of a full tile: its hash in the tile above. */
    public byte[] root(HashAlgorithm hash) {
        if (!tile.isFull()) {
            throw new ProofException("tile " + tile.path(), "is partial and has no root");
        }
        return root(hash, 0, Tile.WIDTH);
    }

    /** The hash of a node that lies in this tile. */
    byte[] node(HashAlgorithm hash, TreeNode node) {
        int below = node.level() - tile.level() * Tile.HEIGHT;
        long first = (node.index() << below) - tile.first();
        return root(hash, (int) first, 1 << below);
    }

    /** The first hashes of a wider tile: what this place held when the log was smaller. */
    TileData narrowed(int width) {
        return new TileData(
                new Tile(tile.level(), tile.index(), width),
                Arrays.copyOf(bytes, width * HashAlgorithm.LENGTH));
    }

    private byte[] root(HashAlgorithm hash, int first, int count) {
        List<byte[]> nodes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            nodes.add(hash(first + i));
        }
        while (nodes.size() > 1) {
            List<byte[]> parents = new ArrayList<>(nodes.size() / 2);
            for (int i = 0; i < nodes.size(); i += 2) {
                parents.add(MerkleTree.nodeHash(hash, nodes.get(i), nodes.get(i + 1)));
            }
            nodes = parents;
        }
        return nodes.get(0);
    }

    static byte[] joined(List<byte[]> hashes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(hashes.size() * HashAlgorithm.LENGTH);
        for (byte[] hash : hashes) {
            if (hash.length != HashAlgorithm.LENGTH) {
                throw new ProofException("tree node", "is not 32 bytes long");
            }
            out.writeBytes(hash);
        }
        return out.toByteArray();
    }
}
