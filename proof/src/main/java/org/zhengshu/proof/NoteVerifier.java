package org.zhengshu.proof;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Checks notes against known keys (签名文本验签), C2SP signed-note: lines of other keys are passed over,
 * also of the same name or key id, but a wrong signature of a known key refuses the note.
 */
public record NoteVerifier(List<NoteKey> keys) {
    public NoteVerifier {
        keys = List.copyOf(keys);
        for (int i = 0; i < keys.size(); i++) {
            for (NoteKey earlier : keys.subList(0, i)) {
                if (sameLine(earlier, keys.get(i))) {
                    throw new ProofException(
                            "key " + keys.get(i).name(), "is there twice, or two share its id");
                }
            }
        }
    }

    /** A signature line and the key by which it verified. */
    public record Verified(NoteKey key, SignedCheckpoint.Signature signature) {}

    /** The lines of known keys, at least one. */
    public List<Verified> verify(SignedNote note) {
        List<Verified> verified = ofKnownKeys(note);
        if (verified.isEmpty()) {
            throw new ProofException("signature", "is none of a known key");
        }
        return verified;
    }

    /** The lines of known keys, perhaps none. */
    List<Verified> ofKnownKeys(SignedNote note) {
        byte[] text = note.signedBytes();
        List<Verified> verified = new ArrayList<>();
        for (SignedCheckpoint.Signature line : note.signatures()) {
            Optional<NoteKey> key = keys.stream().filter(line::isBy).findFirst();
            if (key.isPresent()) {
                if (!key.get().verify(text, line.signature())) {
                    throw new ProofException(
                            "signature of "
                                    + line.name()
                                    + " "
                                    + HexFormat.of().formatHex(line.keyHash()),
                            "does not verify");
                }
                verified.add(new Verified(key.get(), line));
            }
        }
        return verified;
    }

    private static boolean sameLine(NoteKey one, NoteKey other) {
        return one.name().equals(other.name())
                && HexFormat.of()
                        .formatHex(one.keyHash())
                        .equals(HexFormat.of().formatHex(other.keyHash()));
    }
}
