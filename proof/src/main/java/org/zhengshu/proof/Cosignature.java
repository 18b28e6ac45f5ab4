package org.zhengshu.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A witness's signature with its time in seconds since 1970 (见证签名), C2SP tlog-cosignature: from
 * then on the checkpoint was the largest consistent one that the witness had seen.
 */
public record Cosignature(long time, byte[] signature) {
    /** How far a witness's clock may be before ours. */
    public static final Duration AHEAD = Duration.ofMinutes(5);

    private static final String HEADER = "cosignature/v1\ntime ";

    public Cosignature {
        if (time <= 0) {
            throw new ProofException("cosignature", "has no time");
        }
    }

    /** Eight bytes of time, the highest first, and the signature. */
    byte[] encoded() {
        return ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(time)
                .put(signature)
                .array();
    }

    /** Empty when there is no time, or one above 2^63 - 1, or no signature behind it. */
    static Optional<Cosignature> decode(byte[] encoded) {
        if (encoded.length <= Long.BYTES) {
            return Optional.empty();
        }
        long time = ByteBuffer.wrap(encoded).getLong();
        byte[] signature = Arrays.copyOfRange(encoded, Long.BYTES, encoded.length);
        return time <= 0 ? Optional.empty() : Optional.of(new Cosignature(time, signature));
    }

    /** What is signed: a header line, the time line and the whole text of the checkpoint. */
    byte[] message(byte[] text) {
        byte[] head = (HEADER + time + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + text.length).put(head).put(text).array();
    }

    /**
     * Reads the answer of a witness over a checkpoint: the lines of the known witness keys, at
     * least one, each verified and none from the future.
     */
    public static List<SignedCheckpoint.Signature> verify(
            Checkpoint checkpoint, byte[] answer, List<NoteKey> witnesses, Instant now) {
        if (!witnesses.stream().allMatch(NoteKey::isCosignature)) {
            throw new ProofException("witness key", "is not one that cosigns");
        }
        String lines = SignedNote.utf8("cosignatures", answer, SignedNote.MAX_BYTES);
        SignedNote note = new SignedNote(checkpoint.text(), SignedNote.parseLines(lines));
        List<SignedCheckpoint.Signature> known = new ArrayList<>();
        for (NoteVerifier.Verified verified : new NoteVerifier(witnesses).verify(note)) {
            SignedCheckpoint.Signature line = verified.signature();
            long time = decode(line.signature()).orElseThrow().time();
            if (time > now.plus(AHEAD).getEpochSecond()) {
                throw new ProofException("cosignature of " + line.name(), "is from the future");
            }
            known.add(line);
        }
        return known;
    }
}
