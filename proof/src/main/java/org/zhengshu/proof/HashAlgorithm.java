package org.zhengshu.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.SM3Digest;

/** A hash function a log may be built on (杂凑算法): SM3 of GB/T 32905 or SHA-256 of FIPS 180-4. */
public enum HashAlgorithm {
    SM3("SM3") {
        @Override
        public byte[] digest(byte[]... parts) {
            SM3Digest digest = new SM3Digest();
            for (byte[] part : parts) {
                digest.update(part, 0, part.length);
            }
            byte[] result = new byte[LENGTH];
            digest.doFinal(result, 0);
            return result;
        }
    },
    SHA_256("SHA-256") {
        @Override
        public byte[] digest(byte[]... parts) {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                for (byte[] part : parts) {
                    digest.update(part);
                }
                return digest.digest();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    };

    /** Bytes of a digest, the same for both. */
    public static final int LENGTH = 32;

    private static final String SM3_SUFFIX = "/sm3";

    private final String label;

    HashAlgorithm(String label) {
        this.label = label;
    }

    /** The digest of the parts one after another. */
    public abstract byte[] digest(byte[]... parts);

    public String label() {
        return label;
    }

    /**
     * The hash function of a log, which its origin names for good: SM3 when it ends in {@code
     * /sm3}, else SHA-256 as C2SP tlog-tiles has it.
     */
    public static HashAlgorithm ofOrigin(String origin) {
        return origin.endsWith(SM3_SUFFIX) ? SM3 : SHA_256;
    }

    /** The end of the origin of a log over this function, which {@link #ofOrigin} reads. */
    public String originSuffix() {
        return this == SM3 ? SM3_SUFFIX : "";
    }

    public static HashAlgorithm of(String label) {
        for (HashAlgorithm algorithm : values()) {
            if (algorithm.label.equals(label)) {
                return algorithm;
            }
        }
        throw new ProofException("hash", "is neither SM3 nor SHA-256");
    }
}
