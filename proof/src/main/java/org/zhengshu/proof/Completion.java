package org.zhengshu.proof;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a receipt gets after the answer has left (回执补全材料): revocation lists (RFC 5280), a time-stamp
 * token (RFC 3161) over the checkpoint, and cosignatures of witnesses (C2SP tlog-cosignature).
 *
 * @param revocation the lists in DER
 * @param timestamp the token in DER; its imprint is over the UTF-8 bytes of the signed checkpoint
 * @param cosignatures signature lines over the text of the checkpoint
 */
public record Completion(
        List<byte[]> revocation,
        Optional<byte[]> timestamp,
        List<SignedCheckpoint.Signature> cosignatures) {
    /** The receipt that leaves with the answer has nothing yet. */
    public static final Completion NONE = new Completion(List.of(), Optional.empty(), List.of());

    private static final int MAX_LISTS = 8;
    private static final int MAX_COSIGNATURES = 16;

    public Completion {
        revocation = List.copyOf(revocation);
        cosignatures = List.copyOf(cosignatures);
        if (revocation.size() > MAX_LISTS) {
            throw new ProofException("revocation", "has more than " + MAX_LISTS + " lists");
        }
        if (cosignatures.size() > MAX_COSIGNATURES) {
            throw new ProofException("cosignatures", "are more than " + MAX_COSIGNATURES);
        }
        Set<String> keys = new HashSet<>();
        for (SignedCheckpoint.Signature line : cosignatures) {
            if (!keys.add(line.name() + "+" + HexFormat.of().formatHex(line.keyHash()))) {
                throw new ProofException("cosignatures", "has two lines of one key");
            }
        }
    }

    /** The cosignatures as they stand in a receipt: note signature lines without the line feed. */
    List<String> lines() {
        return cosignatures.stream()
                .map(SignedCheckpoint.Signature::line)
                .map(String::strip)
                .toList();
    }

    /** Reads one cosignature of a receipt. */
    public static SignedCheckpoint.Signature line(String text) {
        SignedCheckpoint.Signature line = SignedCheckpoint.Signature.parse(text);
        if (!line.line().equals(text + "\n")) {
            throw new ProofException("cosignatures", "has a line that is not of the note form");
        }
        return line;
    }
}
