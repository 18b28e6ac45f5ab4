package org.zhengshu.audit.entity;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.zhengshu.proof.HashAlgorithm;

/**
 * Whose data a call was about (数据主体清单), as sorted keyed hashes, never in clear.
 *
 * @param count how many there are
 * @param hashes one for each; none when there are more than {@link #LIMIT}
 */
public record SubjectList(int count, List<byte[]> hashes) {
    /** The most that one entry names singly. */
    public static final int LIMIT = 1_000;

    public static final SubjectList NONE = new SubjectList(0, List.of());

    public SubjectList {
        hashes = List.copyOf(hashes);
    }

    public static SubjectList of(Set<String> identifiers, Function<String, byte[]> hash) {
        if (identifiers.isEmpty()) {
            return NONE;
        }
        return identifiers.size() > LIMIT
                ? new SubjectList(identifiers.size(), List.of())
                : new SubjectList(
                        identifiers.size(),
                        identifiers.stream().map(hash).sorted(Arrays::compareUnsigned).toList());
    }

    /** What the entry says of them: the count, and the SM3 of all hashes unless too many. */
    public String commitment() {
        return hashes.isEmpty() ? Integer.toString(count) : committed(hashes);
    }

    /** The same for the hashes that are stored beside an entry. */
    public static String committed(List<byte[]> stored) {
        return stored.size()
                + ":"
                + HexFormat.of().formatHex(HashAlgorithm.SM3.digest(stored.toArray(byte[][]::new)));
    }
}
