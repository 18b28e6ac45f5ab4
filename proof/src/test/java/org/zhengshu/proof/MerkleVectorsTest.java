package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The proofs of proof/verify_test.go of github.com/transparency-dev/merkle (the reference vectors
 * of Certificate Transparency), and the ways in which its testdata spoils them.
 */
class MerkleVectorsTest {
    private static final HashAlgorithm SHA_256 = HashAlgorithm.SHA_256;
    private static final String SOME =
            "abacaba000000000000000000000000000000000000000000060061e00123456";
    private static final String L0 =
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
    private static final String L1 =
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    private static final String L2 =
            "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7";
    private static final String N01 =
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
    private static final String N23 =
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    private static final String N03 =
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
    private static final String L4 =
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
    private static final String N45 =
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
    private static final String L6 =
            "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f";
    private static final String N67 =
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    private static final String N47 =
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";

    /** Index, size and path; the source counts leaves from one. */
    static Stream<Arguments> inclusions() {
        return Stream.of(
                Arguments.of(0, 1, List.of()),
                Arguments.of(0, 8, List.of(L1, N23, N47)),
                Arguments.of(5, 8, List.of(L4, N67, N03)),
                Arguments.of(2, 3, List.of(N01)),
                Arguments.of(1, 5, List.of(L0, N23, L4)));
    }

    static Stream<Arguments> consistencies() {
        return Stream.of(
                Arguments.of(1, 1, List.of()),
                Arguments.of(1, 8, List.of(L1, N23, N47)),
                Arguments.of(6, 8, List.of(N45, N67, N03)),
                Arguments.of(2, 5, List.of(N23, L4)),
                Arguments.of(6, 7, List.of(N45, L6, N03)));
    }

    @ParameterizedTest
    @MethodSource("inclusions")
    void inclusionProofsAreThoseOfTheVectors(int index, int size, List<String> hex) {
        List<byte[]> path = hex.stream().map(MerkleVectorsTest::bytes).toList();
        byte[] leaf = leaves().get(index);
        byte[] root = bytes(MerkleTreeTest.ROOTS.get(size));
        requireSame(proofs(size).inclusion(index, size), path);
        requireSame(paths(size).get(index), path);
        assertThat(included(leaf, index, size, path, root)).isTrue();
        assertThat(included(leaf, index - 1, size, path, root)).isFalse();
        assertThat(included(leaf, index + 1, size, path, root)).isFalse();
        assertThat(included(leaf, index ^ 2, size, path, root)).isFalse();
        assertThat(included(leaf, index, 2L * size, path, root)).isFalse();
        assertThat(included(leaf, index, size / 2, path, root)).isFalse();
        byte[] noHash = "WrongLeaf".getBytes(StandardCharsets.US_ASCII);
        assertThat(included(noHash, index, size, path, root)).isFalse();
        assertThat(included(leaf, index, size, path, bytes(SOME))).isFalse();
        assertThat(included(leaf, index, size, path, SHA_256.digest())).isFalse();
        for (List<byte[]> spoiled : spoiled(path, root)) {
            assertThat(included(leaf, index, size, spoiled, root)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("consistencies")
    void consistencyProofsAreThoseOfTheVectors(int first, int second, List<String> hex) {
        List<byte[]> path = hex.stream().map(MerkleVectorsTest::bytes).toList();
        byte[] firstRoot = bytes(MerkleTreeTest.ROOTS.get(first));
        byte[] secondRoot = bytes(MerkleTreeTest.ROOTS.get(second));
        requireSame(proofs(second).consistency(first, second), path);
        assertThat(consistent(first, second, path, firstRoot, secondRoot)).isTrue();
        if (first == second) {
            return;
        }
        for (int other : new int[] {first - 1, first + 1, first ^ 2}) {
            assertThat(consistent(other, second, path, firstRoot, secondRoot)).isFalse();
        }
        assertThat(consistent(first, 2L * second, path, firstRoot, secondRoot)).isFalse();
        assertThat(consistent(first, second / 2, path, firstRoot, secondRoot)).isFalse();
        assertThat(consistent(first, second, path, secondRoot, firstRoot)).isFalse();
        assertThat(consistent(first, second, path, bytes(SOME), secondRoot)).isFalse();
        assertThat(consistent(first, second, path, firstRoot, bytes(SOME))).isFalse();
        assertThat(consistent(first, second, List.of(), firstRoot, secondRoot)).isFalse();
        List<List<byte[]>> spoiled = new ArrayList<>(spoiled(path, secondRoot));
        spoiled.addAll(spoiled(path, firstRoot));
        spoiled.addAll(spoiled(path, path.get(0)));
        for (List<byte[]> each : spoiled) {
            assertThat(consistent(first, second, each, firstRoot, secondRoot)).isFalse();
        }
    }

    @Test
    void theLeafHashesAreThoseOfTheVectors() {
        List<String> hex = leaves().stream().map(HexFormat.of()::formatHex).toList();
        assertThat(List.of(hex.get(0), hex.get(1), hex.get(2), hex.get(4), hex.get(6)))
                .containsExactly(L0, L1, L2, L4, L6);
    }

    /** Two leaves cannot both be at one index, with whatever path. */
    @Test
    void noSecondLeafHasThePathOfAnother() {
        for (int index = 0; index < 8; index++) {
            List<byte[]> path = paths(8).get(index);
            byte[] root = bytes(MerkleTreeTest.ROOTS.get(8));
            for (int leaf = 0; leaf < 8; leaf++) {
                for (int other = 0; other < 8; other++) {
                    byte[] claimed = leaves().get(leaf);
                    assertThat(included(claimed, index, 8, paths(8).get(other), root))
                            .isEqualTo(leaf == index && other == index);
                }
                assertThat(included(leaves().get(leaf), index, 8, path, root))
                        .isEqualTo(leaf == index);
            }
        }
    }

    /** Garbage and roots before and behind, a step changed, taken away or put in. */
    private static List<List<byte[]>> spoiled(List<byte[]> path, byte[] root) {
        List<List<byte[]>> spoiled = new ArrayList<>();
        for (byte[] more : List.of(new byte[0], root)) {
            spoiled.add(with(path, path.size(), more));
            spoiled.add(with(path, 0, more));
        }
        for (int step = 0; step < path.size(); step++) {
            byte[] changed = path.get(step).clone();
            changed[0] ^= 8;
            List<byte[]> replaced = new ArrayList<>(path);
            replaced.set(step, changed);
            spoiled.add(replaced);
            spoiled.add(with(path, step, bytes(SOME)));
        }
        if (!path.isEmpty()) {
            spoiled.add(path.subList(0, path.size() - 1));
            spoiled.add(path.subList(1, path.size()));
        }
        return spoiled;
    }

    private static List<byte[]> with(List<byte[]> path, int at, byte[] step) {
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(at, step);
        return longer;
    }

    private static List<byte[]> leaves() {
        return MerkleTreeTest.INPUTS.stream()
                .map(input -> MerkleTree.leafHash(SHA_256, bytes(input)))
                .toList();
    }

    private static List<List<byte[]>> paths(int size) {
        return Frontier.empty(SHA_256).append(leaves().subList(0, size)).paths();
    }

    private static TreeProofs proofs(int size) {
        List<byte[]> leaves = leaves().subList(0, size);
        byte[] root = bytes(MerkleTreeTest.ROOTS.get(size));
        Checkpoint checkpoint = new Checkpoint("ct.example", size, root, List.of());
        return new TileReader(checkpoint, ServedTiles.of(SHA_256, leaves)::fetch).proofs();
    }

    private static boolean included(
            byte[] leaf, long index, long size, List<byte[]> path, byte[] root) {
        return InclusionProof.verify(SHA_256, leaf, index, size, path, root);
    }

    private static boolean consistent(
            long first, long second, List<byte[]> path, byte[] firstRoot, byte[] secondRoot) {
        return ConsistencyProof.verify(SHA_256, first, second, path, firstRoot, secondRoot);
    }

    private static void requireSame(List<byte[]> path, List<byte[]> expected) {
        assertThat(Arrays.deepEquals(path.toArray(), expected.toArray())).isTrue();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
