package org.zhengshu.proof;

import java.util.List;

/**
 * A log and the keys its reader accepts for it (受信日志). A checkpoint of an SM3 log needs an SM2
 * signature: any other alone would be a downgrade.
 */
public record TrustedLog(String origin, List<NoteKey> keys) {
    public TrustedLog {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.stream().anyMatch(NoteKey::isCosignature)) {
            throw new ProofException("log " + origin, "needs keys that sign checkpoints");
        }
        if (needsSm2(origin) && keys.stream().noneMatch(NoteKey.Sm2Key.class::isInstance)) {
            throw new ProofException("log " + origin, "is an SM3 log and needs an SM2 key");
        }
    }

    public HashAlgorithm hash() {
        return HashAlgorithm.ofOrigin(origin);
    }

    /** The checkpoint, when it is this log's and signed as it must be. */
    public Checkpoint verify(SignedCheckpoint signed) {
        Checkpoint checkpoint = signed.checkpoint();
        if (!checkpoint.origin().equals(origin)) {
            throw new ProofException("origin", "is " + checkpoint.origin() + ", not " + origin);
        }
        List<NoteVerifier.Verified> verified = new NoteVerifier(keys).verify(signed.note());
        if (needsSm2(origin)
                && verified.stream().noneMatch(v -> v.key() instanceof NoteKey.Sm2Key)) {
            throw new ProofException("signature", "is no SM2 signature, which an SM3 log needs");
        }
        return checkpoint;
    }

    private static boolean needsSm2(String origin) {
        return HashAlgorithm.ofOrigin(origin) == HashAlgorithm.SM3;
    }
}
