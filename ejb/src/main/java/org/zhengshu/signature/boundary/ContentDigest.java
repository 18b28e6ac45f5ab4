package org.zhengshu.signature.boundary;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.Dictionary;
import org.greenbytes.http.sfv.ParseException;
import org.greenbytes.http.sfv.Parser;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.proof.HashAlgorithm;

/** The digest of a body in a header of its own (报文摘要), RFC 9530 Content-Digest. */
public final class ContentDigest {
    private static final Map<String, String> ALGORITHMS =
            Map.of("sha-256", "SHA-256", "sha-512", "SHA-512");

    private final Map<String, byte[]> expected;

    private ContentDigest(Map<String, byte[]> expected) {
        this.expected = expected;
    }

    /** The header for a body that leaves. */
    public static String header(byte[] body) {
        return "sha-256="
                + ByteSequenceItem.valueOf(HashAlgorithm.SHA_256.digest(body)).serialize();
    }

    /** Reads the header's lines; what names no known algorithm protects nothing and is refused. */
    public static ContentDigest parse(List<String> lines) {
        Map<String, byte[]> known = new java.util.TreeMap<>();
        try {
            Dictionary all = new Parser(lines).parseDictionary();
            all.get()
                    .forEach(
                            (name, value) -> {
                                if (ALGORITHMS.containsKey(name)) {
                                    known.put(name, bytes(value.get()));
                                }
                            });
        } catch (ParseException e) {
            throw mismatch("格式不正确", "is malformed");
        }
        if (known.isEmpty()) {
            throw mismatch("须含 sha-256 或 sha-512", "needs sha-256 or sha-512");
        }
        return new ContentDigest(known);
    }

    private static byte[] bytes(Object value) {
        if (!(value instanceof ByteBuffer buffer)) {
            throw mismatch("格式不正确", "is malformed");
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** Refuses a body with another digest. */
    public void require(byte[] body) {
        for (Map.Entry<String, byte[]> one : expected.entrySet()) {
            require(one.getKey(), digest(one.getKey()).digest(body));
        }
    }

    private void require(String algorithm, byte[] actual) {
        if (!MessageDigest.isEqual(expected.get(algorithm), actual)) {
            throw mismatch(
                    algorithm + " 与收到的报文体不符", algorithm + " is not that of the body received");
        }
    }

    /** The same body, refused at its end when it had another digest. */
    public InputStream checked(InputStream body) {
        return new Checked(body);
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(ALGORITHMS.get(name));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Problem mismatch(String zh, String en) {
        return ProblemType.DIGEST_MISMATCH
                .because("Content-Digest " + zh, "Content-Digest " + en)
                .at(
                        List.of(
                                new Violation(
                                        "header Content-Digest",
                                        "ContentDigest",
                                        "",
                                        new Text(zh, en))));
    }

    private final class Checked extends FilterInputStream {
        private final List<String> names = new ArrayList<>(expected.keySet());
        private final List<MessageDigest> digests =
                names.stream().map(ContentDigest::digest).toList();
        private boolean ended;

        Checked(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = super.read(target, offset, length);
            if (n > 0) {
                digests.forEach(d -> d.update(target, offset, n));
            } else if (n < 0 && !ended) {
                ended = true;
                for (int i = 0; i < names.size(); i++) {
                    require(names.get(i), digests.get(i).digest());
                }
            }
            return n;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
