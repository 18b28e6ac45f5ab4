package org.zhengshu.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.io.DigestInputStream;

/** Digests of files as sha256sum prints them. */
final class Sha256 {
    private Sha256() {}

    /** Reads to the end and copies what was read; the digest in hexadecimal. */
    static String copy(InputStream in, OutputStream out) throws IOException {
        SHA256Digest digest = new SHA256Digest();
        new DigestInputStream(in, digest).transferTo(out);
        byte[] value = new byte[digest.getDigestSize()];
        digest.doFinal(value, 0);
        return HexFormat.of().formatHex(value);
    }

    static String of(InputStream in) throws IOException {
        return copy(in, OutputStream.nullOutputStream());
    }
}
