package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A second implementation, written from the definitions, agrees on random trees. */
class RandomTreesTest {
    private static final int TREES = 5_000;
    private static final int LEAVES = 8_192;

    /** 10,000 trees, half of them over each hash function, most of them small. */
    @ParameterizedTest
    @EnumSource
    void tilesProofsAndFrontiersAreThoseOfTheDefinitions(HashAlgorithm hash) {
        long seed = Long.getLong("trees.seed", System.nanoTime());
        System.out.println("RandomTreesTest seed " + seed + " (-Dtrees.seed) " + hash);
        Random random = new Random(seed);
        List<byte[]> leaves = leaves(hash, random);
        for (int i = 0; i < TREES; i++) {
            int size = size(random);
            int from = random.nextInt(LEAVES - size);
            requireAgreement(new ReferenceTree(hash, leaves.subList(from, from + size)), random);
        }
    }

    /** Small trees have the odd shapes, large ones more levels of tiles. */
    private static int size(Random random) {
        int kind = random.nextInt(100);
        return random.nextInt(kind < 92 ? 65 : kind < 99 ? 601 : 3_001);
    }

    private static List<byte[]> leaves(HashAlgorithm hash, Random random) {
        int salt = random.nextInt();
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < LEAVES; i++) {
            byte[] data = ByteBuffer.allocate(8).putInt(salt).putInt(i).array();
            byte[] leaf = hash.digest(new byte[] {0}, data);
            assertThat(MerkleTree.leafHash(hash, data)).isEqualTo(leaf);
            leaves.add(leaf);
        }
        return leaves;
    }

    private static void requireAgreement(ReferenceTree tree, Random random) {
        int size = tree.leafHashes().size();
        byte[] root = tree.root();
        ServedTiles served = ServedTiles.of(tree.hash(), tree.leafHashes());
        requireTiles(tree, served);
        String origin = tree.hash() == HashAlgorithm.SM3 ? "node.example/sm3" : "node.example";
        Checkpoint checkpoint = new Checkpoint(origin, size, root, List.of());
        TreeProofs proofs = new TileReader(checkpoint, served::fetch).proofs();
        assertThat(proofs.root(size)).isEqualTo(root);
        byte[] frontier = joined(tree.frontier());
        assertThat(proofs.frontier(size).encoded()).isEqualTo(frontier);
        int first = random.nextInt(size + 1);
        requireConsistency(tree, first, root, proofs);
        if (size > 0) {
            int index = random.nextInt(size);
            List<byte[]> path = tree.path(index);
            requireSame(proofs.inclusion(index, size), path);
            byte[] leaf = tree.leafHashes().get(index);
            assertThat(InclusionProof.verify(checkpoint, leaf, index, path)).isTrue();
            assertThat(InclusionProof.verify(checkpoint, leaf, index ^ 1, path)).isFalse();
        }
        requireGrowth(tree, first, root, frontier);
    }

    private static void requireTiles(ReferenceTree tree, ServedTiles served) {
        List<Tile> tiles = Tile.ofTree(tree.leafHashes().size()).toList();
        assertThat(tiles).map(Tile::path).isEqualTo(tree.tilePaths());
        Set<String> paths = new HashSet<>(tree.tilePaths());
        assertThat(served.files.keySet()).isEqualTo(paths);
        for (Tile tile : tiles) {
            byte[] bytes = served.files.get(tile.path());
            byte[] expected = joined(tree.tile(tile.level(), (int) tile.index(), tile.width()));
            assertThat(bytes).isEqualTo(expected);
        }
    }

    private static void requireConsistency(
            ReferenceTree tree, int first, byte[] root, TreeProofs proofs) {
        int size = tree.leafHashes().size();
        List<byte[]> path = tree.consistency(first);
        requireSame(proofs.consistency(first, size), path);
        byte[] firstRoot = tree.part(0, first).root();
        assertThat(ConsistencyProof.verify(tree.hash(), first, size, path, firstRoot, root))
                .isTrue();
        byte[] other = firstRoot.clone();
        other[31] ^= 1;
        assertThat(ConsistencyProof.verify(tree.hash(), first, size, path, other, root)).isFalse();
    }

    private static void requireGrowth(ReferenceTree tree, int first, byte[] root, byte[] expected) {
        int size = tree.leafHashes().size();
        Frontier old =
                Frontier.empty(tree.hash()).append(tree.leafHashes().subList(0, first)).frontier();
        Frontier.Appended grown = old.append(tree.leafHashes().subList(first, size));
        assertThat(grown.frontier().root()).isEqualTo(root);
        assertThat(grown.frontier().encoded()).isEqualTo(expected);
        if (first < size) {
            requireSame(grown.paths().get(0), tree.path(first));
        }
    }

    private static void requireSame(List<byte[]> path, List<byte[]> expected) {
        assertThat(Arrays.deepEquals(path.toArray(), expected.toArray())).isTrue();
    }

    private static byte[] joined(List<byte[]> hashes) {
        ByteBuffer joined = ByteBuffer.allocate(hashes.size() * HashAlgorithm.LENGTH);
        hashes.forEach(joined::put);
        return joined.array();
    }
}
