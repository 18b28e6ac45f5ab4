package org.zhengshu.proof;

import java.util.List;

/** The hashes of a Merkle tree (默克尔树), RFC 9162 section 2.1.1. */
public final class MerkleTree {
    private static final byte[] LEAF = {0x00};
    private static final byte[] NODE = {0x01};

    private MerkleTree() {}

    /** HASH(0x00 || leafData). */
    public static byte[] leafHash(HashAlgorithm hash, byte[] leafData) {
        return hash.digest(LEAF, leafData);
    }

    /** HASH(0x01 || left || right). */
    public static byte[] nodeHash(HashAlgorithm hash, byte[] left, byte[] right) {
        return hash.digest(NODE, left, right);
    }

    /** The root over neighbouring complete subtrees, the largest and leftmost first. */
    static byte[] fold(HashAlgorithm hash, List<byte[]> subtrees) {
        byte[] root = subtrees.get(subtrees.size() - 1);
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = nodeHash(hash, subtrees.get(i), root);
        }
        return root.clone();
    }

    /** The root of the tree without leaves: HASH(). */
    public static byte[] emptyRoot(HashAlgorithm hash) {
        return hash.digest();
    }
}
