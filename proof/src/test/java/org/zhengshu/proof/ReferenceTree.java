package org.zhengshu.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The definitions of RFC 9162 sections 2.1.1, 2.1.3.1 and 2.1.4.1 and of C2SP tlog-tiles, word by
 * word and slow; nothing of the tested classes is in it but the hash functions.
 */
record ReferenceTree(HashAlgorithm hash, List<byte[]> leafHashes) {
    static ReferenceTree numbered(HashAlgorithm hash, int size) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            byte[] data = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
            leaves.add(hash.digest(new byte[] {0}, data));
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
        return m == 0 || m == leafHashes.size() ? List.of() : subproof(m, true);
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

    /** The trees of the binary digits of the size, the largest first. */
    List<byte[]> frontier() {
        List<byte[]> roots = new ArrayList<>();
        int from = 0;
        for (int bit = Integer.highestOneBit(leafHashes.size()); bit > 0; bit /= 2) {
            if ((leafHashes.size() & bit) != 0) {
                roots.add(part(from, from + bit).root());
                from += bit;
            }
        }
        return roots;
    }

    /** The n-th tile at level l: MTH(D[(n * 256 + i) * 256**l : (n * 256 + i + 1) * 256**l]). */
    List<byte[]> tile(int l, int n, int width) {
        int span = (int) Math.pow(256, l);
        List<byte[]> hashes = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            int from = (n * 256 + i) * span;
            hashes.add(part(from, from + span).root());
        }
        return hashes;
    }

    /** The paths of all tiles, from the text of tlog-tiles: full ones, and a partial one if any. */
    List<String> tilePaths() {
        List<String> paths = new ArrayList<>();
        int level = 0;
        for (int nodes = leafHashes.size(); nodes > 0; nodes /= 256) {
            for (int n = 0; n < nodes / 256; n++) {
                paths.add("tile/%d/%03d".formatted(level, n));
            }
            if (nodes % 256 != 0) {
                paths.add("tile/%d/%03d.p/%d".formatted(level, nodes / 256, nodes % 256));
            }
            level++;
        }
        return paths;
    }

    ReferenceTree part(int from, int to) {
        return new ReferenceTree(hash, leafHashes.subList(from, to));
    }

    private static int split(int n) {
        return Integer.highestOneBit(n - 1);
    }
}
