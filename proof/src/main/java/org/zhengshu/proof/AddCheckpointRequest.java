package org.zhengshu.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a log sends to a witness (见证请求): the size it cosigned last, the proof from there and the new
 * checkpoint, C2SP tlog-witness add-checkpoint.
 */
public record AddCheckpointRequest(long oldSize, List<byte[]> proof, SignedCheckpoint checkpoint) {
    /** More bytes than any well-formed request has. */
    public static final int MAX_BYTES = SignedNote.MAX_BYTES + (1 << 12);

    private static final int MAX_PROOF = 63;
    private static final String OLD = "old ";
    private static final String PART = "add-checkpoint";

    public AddCheckpointRequest {
        proof = List.copyOf(proof);
        if (oldSize < 0) {
            throw new ProofException(PART, "has a negative old size");
        }
        if (proof.size() > MAX_PROOF) {
            throw new ProofException(PART, "has more than " + MAX_PROOF + " proof lines");
        }
        if (proof.stream().anyMatch(step -> step.length != HashAlgorithm.LENGTH)) {
            throw new ProofException(PART, "has a proof line that is no hash");
        }
    }

    public byte[] encode() {
        StringBuilder text = new StringBuilder(OLD).append(oldSize).append('\n');
        proof.forEach(step -> text.append(StrictBase64.encode(step)).append('\n'));
        text.append('\n').append(checkpoint.text());
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads a body; whatever {@link #encode} would not write in the same way is refused. */
    public static AddCheckpointRequest parse(byte[] body) {
        String text = SignedNote.utf8(PART, body, MAX_BYTES);
        int end = text.indexOf("\n\n");
        if (end < 0 || !text.startsWith(OLD)) {
            throw new ProofException(PART, "is not an old size, a proof and a checkpoint");
        }
        String[] lines = text.substring(OLD.length(), end).split("\n", MAX_PROOF + 2);
        if (lines.length > MAX_PROOF + 1) {
            throw new ProofException(PART, "has more than " + MAX_PROOF + " proof lines");
        }
        List<byte[]> proof = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            proof.add(StrictBase64.decode(PART + " proof line", lines[i]));
        }
        return new AddCheckpointRequest(
                Decimal.parse(PART + " old size", lines[0]),
                proof,
                SignedCheckpoint.parse(text.substring(end + 2)));
    }
}
