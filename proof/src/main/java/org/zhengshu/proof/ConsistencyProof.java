package org.zhengshu.proof;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Checking that a log only grew (一致性证明), RFC 9162 section 2.1.4.2, all steps. */
public final class ConsistencyProof {
    private ConsistencyProof() {}

    /** Like the other, between two checkpoints of one log; those of two logs are refused. */
    public static boolean verify(Checkpoint first, Checkpoint second, List<byte[]> path) {
        first.requireSameLog(second);
        HashAlgorithm hash = HashAlgorithm.ofOrigin(first.origin());
        return verify(hash, first.size(), second.size(), path, first.root(), second.root());
    }

    /**
     * True only when the first tree is a prefix of the second; equal sizes need equal roots and an
     * empty path, and the empty tree is a prefix of every tree.
     */
    public static boolean verify(
            HashAlgorithm hash,
            long firstSize,
            long secondSize,
            List<byte[]> path,
            byte[] firstRoot,
            byte[] secondRoot) {
        if (firstSize < 0 || firstSize > secondSize) {
            return false;
        }
        if (firstSize == secondSize) {
            return path.isEmpty() && MessageDigest.isEqual(firstRoot, secondRoot);
        }
        if (firstSize == 0) {
            return path.isEmpty() && MessageDigest.isEqual(firstRoot, MerkleTree.emptyRoot(hash));
        }
        if (path.isEmpty() || path.stream().anyMatch(p -> p.length != HashAlgorithm.LENGTH)) {
            return false;
        }
        List<byte[]> full = new ArrayList<>(path);
        if (Long.bitCount(firstSize) == 1) {
            full.add(0, firstRoot);
        }
        return leadsToBoth(hash, firstSize, secondSize, full, firstRoot, secondRoot);
    }

    private static boolean leadsToBoth(
            HashAlgorithm hash,
            long firstSize,
            long secondSize,
            List<byte[]> path,
            byte[] firstRoot,
            byte[] secondRoot) {
        int ones = Long.numberOfTrailingZeros(firstSize);
        long fn = (firstSize - 1) >>> ones;
        long sn = (secondSize - 1) >>> ones;
        byte[] fr = path.get(0);
        byte[] sr = path.get(0);
        for (byte[] c : path.subList(1, path.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = MerkleTree.nodeHash(hash, c, fr);
                sr = MerkleTree.nodeHash(hash, c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>>= 1;
                    sn >>>= 1;
                }
            } else {
                sr = MerkleTree.nodeHash(hash, sr, c);
            }
            fn >>>= 1;
            sn >>>= 1;
        }
        return sn == 0
                && MessageDigest.isEqual(fr, firstRoot)
                && MessageDigest.isEqual(sr, secondRoot);
    }
}
