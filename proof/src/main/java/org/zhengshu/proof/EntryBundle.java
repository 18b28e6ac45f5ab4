package org.zhengshu.proof;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The place of an entry bundle (条目包): the data of up to 256 neighbouring leaves, which in our logs
 * are the 32 bytes of {@link EntryCommitment}, C2SP tlog-tiles.
 */
public record EntryBundle(long index, int width) {
    static final String DIRECTORY = "entries";

    private static final int PREFIX = 2;
    private static final int MAX_ENTRY = 0xffff;

    public EntryBundle {
        if (index < 0) {
            throw new ProofException("entry bundle index", "is negative");
        }
        Tile.requireWidth(width);
    }

    /** The bundle beside a tile of leaf hashes. */
    public static EntryBundle of(Tile tile) {
        if (tile.level() != 0) {
            throw new ProofException("tile " + tile.path(), "holds no leaf hashes");
        }
        return new EntryBundle(tile.index(), tile.width());
    }

    /** {@code tile/entries/<N>[.p/<W>]}. */
    public String path() {
        return TilePath.print(DIRECTORY, index, width);
    }

    /** Reads a path; what {@link #path} would not write in the same way is refused. */
    public static EntryBundle parse(String path) {
        TilePath.Place place = TilePath.parse(path);
        if (!place.directory().equals(DIRECTORY)) {
            throw new ProofException("tile path", "is not that of an entry bundle");
        }
        return new EntryBundle(place.index(), place.width());
    }

    /** Each entry after its length in two bytes, the high one first. */
    public byte[] encode(List<byte[]> entries) {
        if (entries.size() != width) {
            throw new ProofException("entry bundle " + path(), "needs " + width + " entries");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            if (entry.length > MAX_ENTRY) {
                throw new ProofException("entry bundle " + path(), "has too long an entry");
            }
            out.write(entry.length >>> 8);
            out.write(entry.length);
            out.writeBytes(entry);
        }
        return out.toByteArray();
    }

    /** The leaf data of one of our logs. */
    public List<byte[]> decode(byte[] bytes) {
        List<byte[]> entries = decode(bytes, HashAlgorithm.LENGTH);
        if (entries.stream().anyMatch(entry -> entry.length != HashAlgorithm.LENGTH)) {
            throw new ProofException("entry bundle " + path(), "has a short commitment");
        }
        return entries;
    }

    /** The entries of any log, none of them longer than the limit. */
    public List<byte[]> decode(byte[] bytes, int maxEntry) {
        List<byte[]> entries = new ArrayList<>(width);
        int at = 0;
        while (entries.size() < width) {
            if (bytes.length - at < PREFIX) {
                throw new ProofException("entry bundle " + path(), "ends too soon");
            }
            int length = (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
            at += PREFIX;
            if (length > maxEntry) {
                throw new ProofException("entry bundle " + path(), "has too long an entry");
            }
            if (bytes.length - at < length) {
                throw new ProofException("entry bundle " + path(), "ends too soon");
            }
            entries.add(Arrays.copyOfRange(bytes, at, at + length));
            at += length;
        }
        if (at != bytes.length) {
            throw new ProofException("entry bundle " + path(), "has bytes after its end");
        }
        return entries;
    }
}
