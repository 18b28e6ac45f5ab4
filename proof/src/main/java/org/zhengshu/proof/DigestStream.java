package org.zhengshu.proof;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;

/** Hashes what is read through it with SHA-256 and SM3 (摘要流); not thread-safe. */
public final class DigestStream extends FilterInputStream {
    private final SM3Digest sm3 = new SM3Digest();
    private final MessageDigest sha256 = newSha256();
    private long bytes;

    public DigestStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            bytes++;
            sm3.update((byte) value);
            sha256.update((byte) value);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int count = super.read(buffer, from, length);
        if (count > 0) {
            bytes += count;
            sm3.update(buffer, from, count);
            sha256.update(buffer, from, count);
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** How many bytes were read so far. */
    public long bytes() {
        return bytes;
    }

    /** Ends the SHA-256 digest, hexadecimal. */
    public String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Ends the SM3 digest, hexadecimal. */
    public String sm3() {
        byte[] digest = new byte[sm3.getDigestSize()];
        sm3.doFinal(digest, 0);
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
