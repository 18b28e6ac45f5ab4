package org.zhengshu.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A checkpoint with its signature lines (签名检查点), C2SP signed-note. */
public record SignedCheckpoint(Checkpoint checkpoint, List<Signature> signatures) {
    private static final String DASH = "\u2014 ";
    private static final int MAX_SIGNATURES = 16;
    private static final int MAX_SIGNATURE_BYTES = 1024;
    private static final int MAX_TEXT = 1 << 16;

    public SignedCheckpoint {
        signatures = List.copyOf(signatures);
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new ProofException(
                    "checkpoint", "needs from 1 to " + MAX_SIGNATURES + " signature lines");
        }
    }

    /** One signature line: the name and hash of the key, and the signature. */
    public record Signature(String name, byte[] keyHash, byte[] signature) {
        public Signature {
            Checkpoint.requireName(name);
            if (keyHash.length != NoteKey.KEY_HASH_LENGTH
                    || signature.length == 0
                    || signature.length > MAX_SIGNATURE_BYTES) {
                throw new ProofException("checkpoint signature line", "has a wrong length");
            }
        }

        public boolean isBy(NoteKey key) {
            return name.equals(key.name()) && Arrays.equals(keyHash, key.keyHash());
        }

        String line() {
            byte[] bytes = Arrays.copyOf(keyHash, keyHash.length + signature.length);
            System.arraycopy(signature, 0, bytes, keyHash.length, signature.length);
            return DASH + name + " " + StrictBase64.encode(bytes) + "\n";
        }

        static Signature parse(String line) {
            String[] fields = line.split(" ", -1);
            if (!line.startsWith(DASH) || fields.length != 3) {
                throw new ProofException("checkpoint signature line", "is not of the note form");
            }
            byte[] bytes = StrictBase64.decode("checkpoint signature line", fields[2]);
            if (bytes.length <= NoteKey.KEY_HASH_LENGTH) {
                throw new ProofException("checkpoint signature line", "is too short");
            }
            return new Signature(
                    fields[1],
                    Arrays.copyOf(bytes, NoteKey.KEY_HASH_LENGTH),
                    Arrays.copyOfRange(bytes, NoteKey.KEY_HASH_LENGTH, bytes.length));
        }
    }

    public static SignedCheckpoint sign(Checkpoint checkpoint, List<NoteSigner> signers) {
        byte[] text = checkpoint.text().getBytes(StandardCharsets.UTF_8);
        List<Signature> signatures = new ArrayList<>();
        for (NoteSigner signer : signers) {
            NoteKey key = signer.key();
            signatures.add(new Signature(key.name(), key.keyHash(), signer.sign(text)));
        }
        return new SignedCheckpoint(checkpoint, signatures);
    }

    /** The bytes that are signed: the note text with its last line feed. */
    public byte[] signedBytes() {
        return checkpoint.text().getBytes(StandardCharsets.UTF_8);
    }

    /** The whole note: text, an empty line, signature lines. */
    public String text() {
        StringBuilder text = new StringBuilder(checkpoint.text()).append('\n');
        signatures.forEach(signature -> text.append(signature.line()));
        return text.toString();
    }

    /** Reads a note; whatever {@link #text} would not write in the same way is refused. */
    public static SignedCheckpoint parse(String note) {
        int end = note.indexOf("\n\n");
        if (note.length() > MAX_TEXT || end < 0 || !note.endsWith("\n") || note.endsWith("\n\n")) {
            throw new ProofException("checkpoint", "is not a signed note");
        }
        Checkpoint checkpoint = Checkpoint.parse(note.substring(0, end + 1));
        String lines = note.substring(end + 2, note.length() - 1);
        List<Signature> signatures =
                Arrays.stream(lines.split("\n", -1)).map(Signature::parse).toList();
        return new SignedCheckpoint(checkpoint, signatures);
    }
}
