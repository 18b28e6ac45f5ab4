package org.zhengshu.proof;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text with signature lines (签名文本), C2SP signed-note. */
public record SignedNote(String body, List<SignedCheckpoint.Signature> signatures) {
    /** Enough for sixteen post-quantum signatures. */
    static final int MAX_BYTES = 1 << 17;

    private static final int MAX_SIGNATURES = 16;

    public SignedNote {
        signatures = List.copyOf(signatures);
        requireCount(signatures);
        requireText(body);
        if (!body.endsWith("\n")) {
            throw new ProofException("note", "has a text that does not end with a line feed");
        }
    }

    static void requireCount(List<SignedCheckpoint.Signature> signatures) {
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new ProofException(
                    "note", "needs from 1 to " + MAX_SIGNATURES + " signature lines");
        }
    }

    /** The bytes that are signed: the text with its last line feed. */
    public byte[] signedBytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** The whole note: text, an empty line, signature lines. */
    public String text() {
        StringBuilder text = new StringBuilder(body).append('\n');
        signatures.forEach(signature -> text.append(signature.line()));
        return text.toString();
    }

    public static SignedNote parse(byte[] note) {
        return parse(utf8("note", note, MAX_BYTES));
    }

    /** Reads a note; the last empty line divides the text from the signature lines. */
    public static SignedNote parse(String note) {
        requireText(note);
        int end = note.lastIndexOf("\n\n");
        if (end < 0) {
            throw new ProofException("note", "has no empty line before its signatures");
        }
        return new SignedNote(note.substring(0, end + 1), parseLines(note.substring(end + 2)));
    }

    /** Reads signature lines alone, such as the answer of a witness. */
    static List<SignedCheckpoint.Signature> parseLines(String lines) {
        requireText(lines);
        if (!lines.endsWith("\n")) {
            throw new ProofException("note", "does not end with a signature line");
        }
        String[] parts = lines.substring(0, lines.length() - 1).split("\n", MAX_SIGNATURES + 1);
        List<SignedCheckpoint.Signature> signatures = new ArrayList<>();
        if (parts.length <= MAX_SIGNATURES) {
            Arrays.stream(parts).map(SignedCheckpoint.Signature::parse).forEach(signatures::add);
        }
        requireCount(signatures);
        return signatures;
    }

    /** Refuses what is too large before anything else looks at it. */
    static String utf8(String part, byte[] bytes, int max) {
        if (bytes.length > max) {
            throw new ProofException(part, "is larger than " + max + " bytes");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new ProofException(part, "is not UTF-8", e);
        }
    }

    private static void requireText(String text) {
        if (text.length() > MAX_BYTES) {
            throw new ProofException("note", "is larger than " + MAX_BYTES + " bytes");
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new ProofException("note", "has a control character");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new ProofException("note", "has half a character");
        }
    }
}
