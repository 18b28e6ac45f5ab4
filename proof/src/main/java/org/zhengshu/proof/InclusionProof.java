package org.zhengshu.proof;

import java.security.MessageDigest;
import java.util.List;

/** Checking that a leaf is in a tree (存在性证明), RFC 9162 section 2.1.3.2, all five steps. */
public final class InclusionProof {
    private InclusionProof() {}

    /** Like the other, in the tree of a checkpoint whose origin says the hash function. */
    public static boolean verify(
            Checkpoint checkpoint, byte[] leafHash, long index, List<byte[]> path) {
        HashAlgorithm hash = HashAlgorithm.ofOrigin(checkpoint.origin());
        return verify(hash, leafHash, index, checkpoint.size(), path, checkpoint.root());
    }

    /**
     * True only when the path leads from this leaf at this index to the root of a tree of this
     * size.
     */
    public static boolean verify(
            HashAlgorithm hash,
            byte[] leafHash,
            long index,
            long size,
            List<byte[]> path,
            byte[] root) {
        if (index < 0 || index >= size || leafHash.length != HashAlgorithm.LENGTH) {
            return false;
        }
        long fn = index;
        long sn = size - 1;
        byte[] r = leafHash;
        for (byte[] p : path) {
            if (sn == 0 || p.length != HashAlgorithm.LENGTH) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = MerkleTree.nodeHash(hash, p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                r = MerkleTree.nodeHash(hash, r, p);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0 && MessageDigest.isEqual(r, root);
    }
}
