package org.zhengshu.audit.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.zhengshu.audit.control.Committer;
import org.zhengshu.audit.control.LogTiles;
import org.zhengshu.audit.control.Logs;
import org.zhengshu.audit.control.StoredLog;
import org.zhengshu.audit.control.WitnessStore;
import org.zhengshu.proof.EntryBundle;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.SignedCheckpoint;
import org.zhengshu.proof.Tile;

/**
 * The logs of this node for everybody (公开日志), C2SP tlog-tiles: checkpoints, tiles and entry
 * bundles, which hold nothing but salted hashes.
 */
@ApplicationScoped
public class PublicLog {
    private static final Pattern ORIGIN = Pattern.compile("zhengshu(?:/[a-z0-9-]{1,32}){1,4}");
    private static final String ENTRIES = "tile/entries/";

    @Inject private Logs logs;
    @Inject private LogTiles tiles;
    @Inject private WitnessStore witnesses;
    @Inject private Committer committer;

    /**
     * A file of the log.
     *
     * @param lasting true when it never changes again
     */
    public record Served(byte[] bytes, boolean lasting) {}

    /**
     * The newest checkpoint with the lines of those who co-signed it; empty before the first entry.
     *
     * @param origin which log; empty for that of this server
     * @param cosigned asks for the newest that a witness has co-signed
     */
    public Optional<String> checkpoint(String origin, boolean cosigned) {
        try {
            Optional<StoredLog> log = log(origin);
            if (log.isEmpty()) {
                return Optional.empty();
            }
            Optional<SignedCheckpoint> found =
                    cosigned ? logs.newestCosigned(log.get()) : logs.newest(log.get());
            if (found.isEmpty()) {
                return Optional.empty();
            }
            List<String> lines = witnesses.lines(log.get(), found.get().checkpoint().size());
            return Optional.of(found.get().text() + String.join("", lines));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The keys that sign its checkpoints, one a line, for witnesses and readers. */
    public Optional<String> keys(String origin) {
        try {
            Optional<StoredLog> log = log(origin);
            if (log.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    logs.trusted(log.get()).keys().stream()
                            .map(key -> key.verifierKey() + "\n")
                            .collect(Collectors.joining()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tile or entry bundle under a path of tlog-tiles; empty when the log has it not. */
    public Optional<Served> file(String origin, String path) {
        Optional<Wanted> wanted = wanted(path);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<StoredLog> log = log(origin);
            Optional<SignedCheckpoint> newest =
                    log.isEmpty() ? Optional.empty() : logs.newest(log.get());
            if (newest.isEmpty()) {
                return Optional.empty();
            }
            long size = newest.get().checkpoint().size();
            return wanted.get()
                    .of(tiles, log.get(), size)
                    .map(bytes -> new Served(bytes, wanted.get().lasting()));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a path asks for: one of the two. */
    private record Wanted(Tile tile, EntryBundle bundle) {
        Optional<byte[]> of(LogTiles tiles, StoredLog log, long size)
                throws SQLException, IOException {
            return tile == null ? tiles.bundle(log, bundle, size) : tiles.tile(log, tile, size);
        }

        boolean lasting() {
            return (tile == null ? bundle.width() : tile.width()) == Tile.WIDTH;
        }
    }

    private static Optional<Wanted> wanted(String path) {
        try {
            return Optional.of(
                    path.startsWith(ENTRIES)
                            ? new Wanted(null, EntryBundle.parse(path))
                            : new Wanted(Tile.parse(path), null));
        } catch (ProofException odd) {
            return Optional.empty();
        }
    }

    private Optional<StoredLog> log(String origin) throws SQLException {
        if (origin.isEmpty()) {
            return logs.byId(committer.log());
        }
        return ORIGIN.matcher(origin).matches() ? logs.byOrigin(origin) : Optional.empty();
    }
}
