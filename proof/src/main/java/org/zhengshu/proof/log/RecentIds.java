package org.zhengshu.proof.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.zhengshu.proof.HashAlgorithm;

/**
 * The ids of the last 131,072 to 262,144 entries (近期条目号) in fixed memory, to find an entry that is
 * in the log twice.
 */
final class RecentIds {
    private static final int CAPACITY = 1 << 17;
    private static final int SLOTS = CAPACITY * 2;

    private long[] current = new long[SLOTS * 2];
    private long[] before = new long[SLOTS * 2];
    private int count;

    /** False when the id was there already. */
    boolean add(String id) {
        UUID key = key(id);
        long high = key.getMostSignificantBits();
        long low = key.getLeastSignificantBits();
        if (find(before, high, low) < 0) {
            return false;
        }
        int slot = find(current, high, low);
        if (slot < 0) {
            return false;
        }
        current[slot] = high;
        current[slot + 1] = low;
        if (++count == CAPACITY) {
            before = current;
            current = new long[SLOTS * 2];
            count = 0;
        }
        return true;
    }

    /** The free place for the id, -1 when it is there. */
    private static int find(long[] table, long high, long low) {
        long mixed = (high ^ Long.rotateLeft(low, 32)) * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 46) % SLOTS;
        while (table[slot * 2] != 0 || table[slot * 2 + 1] != 0) {
            if (table[slot * 2] == high && table[slot * 2 + 1] == low) {
                return -1;
            }
            slot = (slot + 1) % SLOTS;
        }
        return slot * 2;
    }

    private static UUID key(String id) {
        try {
            UUID uuid = UUID.fromString(id);
            if (uuid.toString().equals(id)) {
                return uuid;
            }
        } catch (IllegalArgumentException e) {
            return digest(id);
        }
        return digest(id);
    }

    private static UUID digest(String id) {
        ByteBuffer bytes =
                ByteBuffer.wrap(HashAlgorithm.SHA_256.digest(id.getBytes(StandardCharsets.UTF_8)));
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
