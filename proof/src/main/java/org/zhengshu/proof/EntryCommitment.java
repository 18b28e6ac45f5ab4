package org.zhengshu.proof;

/**
 * The salted commitment of a log entry (条目承诺): what the log hashes is H(salt || entry), so that the
 * log can be public while the entry stays private.
 */
public final class EntryCommitment {
    public static final int SALT_LENGTH = 32;

    private EntryCommitment() {}

    /** H(salt || canonicalEntry), the leaf data whose leaf hash is H(0x00 || leafData). */
    public static byte[] leafData(HashAlgorithm hash, byte[] salt, byte[] canonicalEntry) {
        if (salt.length != SALT_LENGTH) {
            throw new ProofException("salt", "is not 32 bytes long");
        }
        return hash.digest(salt, canonicalEntry);
    }
}
