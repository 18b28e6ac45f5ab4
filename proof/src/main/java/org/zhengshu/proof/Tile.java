package org.zhengshu.proof;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The place of a tile (默克尔树瓦片): up to 256 neighbouring hashes of the tree at every eighth level,
 * C2SP tlog-tiles.
 */
public record Tile(int level, long index, int width) {
    /** Hashes of a full tile. */
    public static final int WIDTH = 256;

    /** Tree levels that one tile spans. */
    static final int HEIGHT = 8;

    /** Levels that a path may name; a tree of fewer than 2^63 leaves has tiles up to level 7. */
    private static final int MAX_LEVEL = 63;

    private static final int LEVELS = 8;

    public Tile {
        if (level < 0 || level > MAX_LEVEL) {
            throw new ProofException("tile level", "is not between 0 and " + MAX_LEVEL);
        }
        if (index < 0) {
            throw new ProofException("tile index", "is negative");
        }
        requireWidth(width);
    }

    static void requireWidth(int width) {
        if (width < 1 || width > WIDTH) {
            throw new ProofException("tile width", "is not between 1 and " + WIDTH);
        }
    }

    public boolean isFull() {
        return width == WIDTH;
    }

    /** The index of its first hash at its level. */
    long first() {
        return first(index);
    }

    static long first(long index) {
        if (index > Long.MAX_VALUE / WIDTH) {
            throw new ProofException("tile index", "lies in no tree");
        }
        return index * WIDTH;
    }

    /** {@code tile/<L>/<N>[.p/<W>]}, where index 1234067 is x001/x234/067. */
    public String path() {
        return TilePath.print(Integer.toString(level), index, width);
    }

    /** Reads a path; what {@link #path} would not write in the same way is refused. */
    public static Tile parse(String path) {
        TilePath.Place place = TilePath.parse(path);
        if (place.directory().equals(EntryBundle.DIRECTORY)) {
            throw new ProofException("tile path", "is that of an entry bundle");
        }
        Tile tile = new Tile(Integer.parseInt(place.directory()), place.index(), place.width());
        if (!tile.path().equals(path)) {
            throw new ProofException("tile path", "is not in its only form");
        }
        return tile;
    }

    /** All tiles of a tree of this size, level by level, the partial ones last in theirs. */
    public static Stream<Tile> ofTree(long size) {
        return grown(0, size);
    }

    /** The tiles of the larger tree that the smaller one has not, or only narrower. */
    public static Stream<Tile> grown(long oldSize, long newSize) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new ProofException("tree size", "is negative or smaller than before");
        }
        return IntStream.range(0, LEVELS)
                .boxed()
                .flatMap(
                        level -> {
                            long had = oldSize >>> HEIGHT * level;
                            long has = newSize >>> HEIGHT * level;
                            return had == has ? Stream.empty() : tiles(level, had, has);
                        });
    }

    private static Stream<Tile> tiles(int level, long had, long has) {
        return LongStream.rangeClosed(had >>> HEIGHT, has - 1 >>> HEIGHT)
                .mapToObj(index -> of(level, index, has));
    }

    private static Tile of(int level, long index, long nodes) {
        return new Tile(level, index, (int) Math.min(WIDTH, nodes - (index << HEIGHT)));
    }

    /** The tile that holds this node, as wide as a tree of this size has it. */
    static Tile holding(TreeNode node, long size) {
        int level = node.level() / HEIGHT;
        int below = node.level() % HEIGHT;
        long first = node.index() << below;
        long nodes = size >>> HEIGHT * level;
        if (nodes - first < 1L << below) {
            throw new ProofException("tree node", "is not in a tree of " + size);
        }
        return of(level, first >>> HEIGHT, nodes);
    }

    /** The node whose subtree this full tile is the top of. */
    TreeNode node() {
        return new TreeNode(HEIGHT * (level + 1), index);
    }
}
