package org.zhengshu.signature.boundary;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;

/**
 * The checksum of one piece of an upload (分片校验值), as the extension Checksum of tus 1.0.0 has it:
 * {@code sha256 <Base64>}; hexadecimal digits are taken too. SHA-1 is there because tus asks every
 * server for it; it finds broken lines, not forgers. Not thread-safe.
 */
public final class UploadChecksum {
    /** What {@code Tus-Checksum-Algorithm} says. */
    public static final String ALGORITHMS = "sha256,sha1";

    private static final String PLACE = "Upload-Checksum";
    private static final Map<String, String> KNOWN = Map.of("sha256", "SHA-256", "sha1", "SHA-1");

    private final String name;
    private final MessageDigest digest;
    private final byte[] expected;

    private UploadChecksum(String name, byte[] expected) {
        this.name = name;
        this.digest = digest(name);
        this.expected = expected;
    }

    /** Reads algorithm and value; what is neither is refused. */
    public static UploadChecksum parse(String text) {
        String[] words = text.strip().split(" ", 2);
        String name = words[0].toLowerCase(Locale.ROOT);
        if (words.length < 2 || !KNOWN.containsKey(name)) {
            throw malformed("应为算法与 Base64 值，算法为 " + ALGORITHMS, "an algorithm of " + ALGORITHMS);
        }
        byte[] value = value(words[1].strip(), digest(name).getDigestLength());
        return new UploadChecksum(name, value);
    }

    private static byte[] value(String text, int length) {
        byte[] value;
        try {
            value =
                    text.length() == 2 * length
                            ? HexFormat.of().parseHex(text)
                            : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            value = new byte[0];
        }
        if (value.length != length) {
            throw malformed(
                    "值应为 " + length + " 字节的 Base64",
                    "the value must be the Base64 of " + length + " bytes");
        }
        return value;
    }

    public void update(byte[] bytes) {
        digest.update(bytes);
    }

    /** Refuses the bytes seen so far when they have another checksum. */
    public void require() {
        if (!MessageDigest.isEqual(expected, digest.digest())) {
            throw ProblemType.CHECKSUM_MISMATCH.because(
                    "收到的字节与 " + name + " 校验值不符，未接收任何字节，请从原位置重传",
                    "the bytes received are not those of the "
                            + name
                            + " checksum, none of them was taken; send them again from the same"
                            + " offset");
        }
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(KNOWN.get(name));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Problem malformed(String zh, String en) {
        return ProblemType.INVALID_INPUT
                .because(PLACE + "：" + zh, PLACE + ": " + en)
                .at(List.of(new Violation(PLACE, "Checksum", "", new Text(zh, en))));
    }
}
