package org.zhengshu.audit.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.proof.Checkpoint;
import org.zhengshu.proof.EntryBundle;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.MerkleTree;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.Tile;
import org.zhengshu.proof.TileData;
import org.zhengshu.proof.TileReader;

/**
 * The tiles of our logs, C2SP tlog-tiles (日志瓦片): computed from the leaves in the database. Full
 * ones are kept as files, a cache that may be deleted at any time.
 *
 * <p>Only what the archived checkpoint covers is kept, so that a database that was restored from a
 * backup and grew differently never meets tiles of its lost past.
 */
@ApplicationScoped
public class LogTiles {
    private static final int HEIGHT = 8;
    private static final int FULL = Tile.WIDTH * HashAlgorithm.LENGTH;

    /** Per log, how far its files may be trusted. */
    private final Map<String, Long> covered = new ConcurrentHashMap<>();

    @Inject private Logs logs;
    @Inject private NoteArchive archive;
    @Inject private Settings settings;

    /** The tile, as long as a tree of this size has it; empty when it has not. */
    public Optional<byte[]> tile(StoredLog log, Tile tile, long size)
            throws SQLException, IOException {
        return hasNodes(size, tile.level(), tile.index(), tile.width())
                ? Optional.of(data(log, tile).bytes())
                : Optional.empty();
    }

    /** The entry bundle, the same way. */
    public Optional<byte[]> bundle(StoredLog log, EntryBundle bundle, long size)
            throws SQLException {
        if (!hasNodes(size, 0, bundle.index(), bundle.width())) {
            return Optional.empty();
        }
        List<byte[]> leaves = logs.leaves(log, bundle.index() * Tile.WIDTH, bundle.width());
        return Optional.of(bundle.encode(leaves));
    }

    /**
     * The tree under a checkpoint of ours; refuses one whose root is not that of the stored leaves.
     */
    public TileReader tree(StoredLog log, Checkpoint checkpoint) {
        return new TileReader(
                checkpoint,
                path -> {
                    try {
                        return tile(log, Tile.parse(path), checkpoint.size());
                    } catch (SQLException | IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    /** Lets tiles up to this size be kept as files; nothing archived means that none are true. */
    public void cover(String origin, long size) throws IOException {
        if (size == 0) {
            delete(folder(origin));
        }
        covered.put(origin, size);
    }

    private static boolean hasNodes(long size, int level, long index, int width) {
        if (level >= HEIGHT) {
            return false;
        }
        long nodes = size >>> HEIGHT * level;
        return index <= nodes / Tile.WIDTH && index * Tile.WIDTH + width <= nodes;
    }

    private TileData data(StoredLog log, Tile tile) throws SQLException, IOException {
        long known = covered(log.origin());
        boolean kept = tile.isFull() && hasNodes(known, tile.level(), tile.index(), tile.width());
        Path file = folder(log.origin()).resolve(tile.path());
        if (kept && Files.exists(file) && Files.size(file) == FULL) {
            return new TileData(tile, Files.readAllBytes(file));
        }
        TileData made = TileData.of(tile, hashes(log, tile));
        if (kept) {
            write(file, made.bytes());
        }
        return made;
    }

    private List<byte[]> hashes(StoredLog log, Tile tile) throws SQLException, IOException {
        long first = tile.index() * Tile.WIDTH;
        if (tile.level() == 0) {
            return logs.leaves(log, first, tile.width()).stream()
                    .map(leaf -> MerkleTree.leafHash(log.hash(), leaf))
                    .toList();
        }
        List<byte[]> roots = new ArrayList<>(tile.width());
        for (long at = first; at < first + tile.width(); at++) {
            roots.add(data(log, new Tile(tile.level() - 1, at, Tile.WIDTH)).root(log.hash()));
        }
        return roots;
    }

    private long covered(String origin) throws IOException {
        Long known = covered.get(origin);
        if (known == null) {
            long size;
            try {
                size = archive.note(origin).map(n -> n.checkpoint().size()).orElse(0L);
            } catch (ProofException damaged) {
                size = 0;
            }
            cover(origin, size);
            return size;
        }
        return known;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = Files.createTempFile(file.getParent(), "tile", ".new");
        Files.write(fresh, bytes);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path folder(String origin) {
        return settings.data().resolve("log-tiles").resolve(NoteArchive.fileName(origin));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
