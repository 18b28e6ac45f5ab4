package org.zhengshu.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The definitions of RFC 9162 sections 2.1.1, 2.1.3.1 and 2.1.4.1, word by word and slow. */
record ReferenceTree(HashAlgorithm hash, List<byte[]> leafHashes) {
    static ReferenceTree numbered(HashAlgorithm hash, int size) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(
                    MerkleTree.leafHash(
                            hash, Integer.toString(i).getBytes(StandardCharsets.US_ASCII)));
        }
        return new ReferenceTree(hash, leaves);
    }

    byte[] root() {
        int n = leafHashes.size();
        if (n == 0) {
            return hash.digest();
        }
        if (n == 1) {
            return leafHashes.get(0);
        }
        int k = split(n);
        return hash.digest(new byte[] {1}, part(0, k).root(), part(k, n).root());
    }

    List<byte[]> path(int m) {
        int n = leafHashes.size();
        if (n == 1) {
            return List.of();
        }
        int k = split(n);
        List<byte[]> path = new ArrayList<>(m < k ? part(0, k).path(m) : part(k, n).path(m - k));
        path.add(m < k ? part(k, n).root() : part(0, k).root());
        return path;
    }

    List<byte[]> consistency(int m) {
        return m == leafHashes.size() ? List.of() : subproof(m, true);
    }

    private List<byte[]> subproof(int m, boolean known) {
        int n = leafHashes.size();
        if (m == n) {
            return known ? List.of() : List.of(root());
        }
        int k = split(n);
        List<byte[]> proof =
                new ArrayList<>(
                        m <= k ? part(0, k).subproof(m, known) : part(k, n).subproof(m - k, false));
        proof.add(m <= k ? part(k, n).root() : part(0, k).root());
        return proof;
    }

    ReferenceTree part(int from, int to) {
        return new ReferenceTree(hash, leafHashes.subList(from, to));
    }

    private static int split(int n) {
        return Integer.highestOneBit(n - 1);
    }
}
