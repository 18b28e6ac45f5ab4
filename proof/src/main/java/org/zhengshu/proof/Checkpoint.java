package org.zhengshu.proof;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * The state of a log at one size (检查点), C2SP tlog-checkpoint. The origin is any line: that it has
 * neither spaces nor a plus sign is only advised there, and known logs have them.
 */
public record Checkpoint(String origin, long size, byte[] root, List<String> extensionLines) {
    private static final int MAX_LINE = 1024;
    private static final int MAX_EXTENSIONS = 16;
    private static final int NEXT_LINE = 0x85;

    public Checkpoint {
        extensionLines = List.copyOf(extensionLines);
        requireLine("origin", origin);
        if (size < 0) {
            throw new ProofException("checkpoint size", "is negative");
        }
        if (root.length != HashAlgorithm.LENGTH) {
            throw new ProofException("checkpoint root", "is not 32 bytes long");
        }
        if (extensionLines.size() > MAX_EXTENSIONS) {
            throw new ProofException("checkpoint", "has too many extension lines");
        }
        extensionLines.forEach(line -> requireLine("checkpoint extension line", line));
    }

    /** The note body: origin, size and root, then extension lines, each ended by a line feed. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(origin).append('\n').append(size).append('\n');
        text.append(StrictBase64.encode(root)).append('\n');
        extensionLines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    public static Checkpoint parse(String text) {
        if (!text.endsWith("\n")) {
            throw new ProofException("checkpoint", "does not end with a line feed");
        }
        List<String> lines = Arrays.asList(text.substring(0, text.length() - 1).split("\n", -1));
        if (lines.size() < 3) {
            throw new ProofException("checkpoint", "has fewer than three lines");
        }
        return new Checkpoint(
                lines.get(0),
                Decimal.parse("checkpoint size", lines.get(1)),
                StrictBase64.decode("checkpoint root", lines.get(2)),
                lines.subList(3, lines.size()));
    }

    /** Proofs and comparisons between logs say nothing, so they are refused by name. */
    void requireSameLog(Checkpoint other) {
        if (!origin.equals(other.origin)) {
            throw new ProofException(
                    "origin", "the checkpoints are of two logs, " + origin + ", " + other.origin);
        }
    }

    boolean hasRootOf(Checkpoint other) {
        return MessageDigest.isEqual(root, other.root);
    }

    /** C2SP signed-note: a key name is not empty and has neither spaces nor a plus sign. */
    static void requireName(String name) {
        requireLine("key name", name);
        if (name.codePoints().anyMatch(Checkpoint::isSpace) || name.indexOf('+') >= 0) {
            throw new ProofException("key name", "has a space or a plus sign");
        }
    }

    /** White space of Unicode, to which Java does not count the next-line character. */
    private static boolean isSpace(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || character == NEXT_LINE;
    }

    private static void requireLine(String part, String line) {
        if (line.isEmpty() || line.length() > MAX_LINE) {
            throw new ProofException(part, "is empty or longer than " + MAX_LINE + " characters");
        }
        if (line.chars().anyMatch(c -> c < ' ')) {
            throw new ProofException(part, "has a control character");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(line)) {
            throw new ProofException(part, "has half a character");
        }
    }
}
