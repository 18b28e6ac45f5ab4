package org.zhengshu.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Builds all tiles of a log from its leaf hashes (瓦片重建) in memory for one tile a level, C2SP
 * tlog-tiles; not for several threads.
 */
public final class TileBuilder {
    private final HashAlgorithm hash;
    private final Consumer<TileData> output;
    private final List<Level> levels = new ArrayList<>();
    private long size;

    /** The tile being filled at one level, and its place. */
    private static final class Level {
        private final List<byte[]> hashes = new ArrayList<>(Tile.WIDTH);
        private long index;
    }

    public TileBuilder(HashAlgorithm hash, Consumer<TileData> output) {
        this.hash = Objects.requireNonNull(hash);
        this.output = Objects.requireNonNull(output);
    }

    public long size() {
        return size;
    }

    /** Takes the next leaf; full tiles go out as soon as they are full. */
    public void append(byte[] leafHash) {
        if (leafHash.length != HashAlgorithm.LENGTH) {
            throw new ProofException("leaf hash", "is not 32 bytes long");
        }
        size = Math.addExact(size, 1);
        byte[] carried = leafHash;
        for (int at = 0; carried.length > 0; at++) {
            if (at == levels.size()) {
                levels.add(new Level());
            }
            Level level = levels.get(at);
            level.hashes.add(carried);
            carried = level.hashes.size() < Tile.WIDTH ? new byte[0] : put(at, level).root(hash);
        }
    }

    private TileData put(int at, Level level) {
        Tile tile = new Tile(at, level.index, level.hashes.size());
        TileData data = TileData.of(tile, level.hashes);
        output.accept(data);
        if (tile.isFull()) {
            level.hashes.clear();
            level.index++;
        }
        return data;
    }

    /** Puts out the partial tiles of the present size; more leaves may follow. */
    public void partial() {
        for (int at = 0; at < levels.size(); at++) {
            if (!levels.get(at).hashes.isEmpty()) {
                put(at, levels.get(at));
            }
        }
    }
}
