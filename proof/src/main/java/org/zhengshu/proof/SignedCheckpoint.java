package org.zhengshu.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A checkpoint with its signature lines (签名检查点), C2SP signed-note. */
public record SignedCheckpoint(Checkpoint checkpoint, List<Signature> signatures) {
    private static final String DASH = "\u2014 ";

    /** Post-quantum signatures of keys that we do not know have nearly 5 kB. */
    private static final int MAX_SIGNATURE_BYTES = 5 * 1024;

    public SignedCheckpoint {
        signatures = List.copyOf(signatures);
        SignedNote.requireCount(signatures);
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

        /** The line as it stands in a note, with its line feed. */
        public String line() {
            byte[] bytes = Arrays.copyOf(keyHash, keyHash.length + signature.length);
            System.arraycopy(signature, 0, bytes, keyHash.length, signature.length);
            return DASH + name + " " + StrictBase64.encode(bytes) + "\n";
        }

        /** Reads one signature line without its line feed. */
        public static Signature parse(String line) {
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
        return note().text();
    }

    /** The same checkpoint with more signature lines, such as those of witnesses. */
    public SignedCheckpoint with(List<Signature> more) {
        List<Signature> all = new ArrayList<>(signatures);
        all.addAll(more);
        return new SignedCheckpoint(checkpoint, all);
    }

    /** This checkpoint as the note that it is. */
    public SignedNote note() {
        return new SignedNote(checkpoint.text(), signatures);
    }

    /** Reads a note; whatever {@link #text} would not write in the same way is refused. */
    public static SignedCheckpoint parse(String note) {
        return of(SignedNote.parse(note));
    }

    /** Reads the bytes of a note, which are UTF-8. */
    public static SignedCheckpoint parse(byte[] note) {
        return of(SignedNote.parse(note));
    }

    private static SignedCheckpoint of(SignedNote note) {
        return new SignedCheckpoint(Checkpoint.parse(note.body()), note.signatures());
    }
}
