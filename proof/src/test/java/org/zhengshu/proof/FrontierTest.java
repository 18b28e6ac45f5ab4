package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrontierTest {
    @ParameterizedTest
    @EnumSource
    void appendingAgreesWithTheDefinitionForAllSmallSizes(HashAlgorithm hash) {
        ReferenceTree all = ReferenceTree.numbered(hash, 90);
        for (int oldSize = 0; oldSize <= 70; oldSize++) {
            Frontier old = Frontier.empty(hash).append(leaves(all, 0, oldSize)).frontier();
            for (int batch = 1; batch <= 20; batch++) {
                requireAgreement(all.part(0, oldSize + batch), old);
            }
        }
    }

    private static void requireAgreement(ReferenceTree whole, Frontier old) {
        int newSize = whole.leafHashes().size();
        int oldSize = (int) old.size();
        Frontier.Appended appended = old.append(leaves(whole, oldSize, newSize));
        assertThat(appended.frontier().size()).isEqualTo(newSize);
        assertThat(appended.frontier().root()).isEqualTo(whole.root());
        assertThat(appended.paths()).hasSize(newSize - oldSize);
        for (int i = oldSize; i < newSize; i++) {
            List<byte[]> path = appended.paths().get(i - oldSize);
            assertThat(Arrays.deepEquals(path.toArray(), whole.path(i).toArray())).isTrue();
        }
    }

    @Test
    void aLogGrownInRandomBatchesAgreesWithOneGrownAtOnce() {
        long seed = System.nanoTime();
        System.out.println("FrontierTest seed " + seed);
        Random random = new Random(seed);
        ReferenceTree all = ReferenceTree.numbered(HashAlgorithm.SHA_256, 5000);
        byte[] root = all.root();
        Frontier frontier = Frontier.empty(HashAlgorithm.SHA_256);
        while (frontier.size() < 5000) {
            int from = (int) frontier.size();
            int to = Math.min(5000, from + random.nextInt(400));
            Frontier.Appended appended = frontier.append(leaves(all, from, to));
            frontier = reread(appended.frontier());
            for (int i = from; i < to; i++) {
                assertThat(
                                InclusionProof.verify(
                                        HashAlgorithm.SHA_256,
                                        all.leafHashes().get(i),
                                        i,
                                        to,
                                        appended.paths().get(i - from),
                                        frontier.root()))
                        .isTrue();
            }
        }
        assertThat(frontier.root()).isEqualTo(root);
    }

    @Test
    void aHugeLogGrowsByAFewHashes() {
        long size = (1L << 40) - 1;
        byte[] encoded = new byte[40 * HashAlgorithm.LENGTH];
        new Random(1).nextBytes(encoded);
        Frontier frontier = Frontier.of(HashAlgorithm.SM3, size, encoded);
        byte[] leaf = MerkleTree.leafHash(HashAlgorithm.SM3, new byte[] {1});
        Frontier.Appended appended = frontier.append(List.of(leaf));
        assertThat(appended.paths().get(0)).hasSize(40);
        assertThat(appended.frontier().encoded()).hasSize(HashAlgorithm.LENGTH);
        assertThat(
                        InclusionProof.verify(
                                HashAlgorithm.SM3,
                                leaf,
                                size,
                                size + 1,
                                appended.paths().get(0),
                                appended.frontier().root()))
                .isTrue();
    }

    @Test
    void anEmptyBatchChangesNothing() {
        Frontier three =
                Frontier.empty(HashAlgorithm.SM3)
                        .append(leaves(ReferenceTree.numbered(HashAlgorithm.SM3, 3), 0, 3))
                        .frontier();
        assertThat(three.append(List.of()).frontier().root()).isEqualTo(three.root());
        Frontier empty = Frontier.empty(HashAlgorithm.SM3);
        assertThat(empty.append(List.of()).frontier().root()).isEqualTo(empty.root());
    }

    @Test
    void anEncodingOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> Frontier.of(HashAlgorithm.SM3, 3, new byte[32]))
                .isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> Frontier.of(HashAlgorithm.SM3, -1, new byte[64 * 32]))
                .isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> Frontier.empty(HashAlgorithm.SM3).append(List.of(new byte[31])))
                .isInstanceOf(ProofException.class);
    }

    private static Frontier reread(Frontier frontier) {
        return Frontier.of(frontier.hash(), frontier.size(), frontier.encoded());
    }

    private static List<byte[]> leaves(ReferenceTree tree, int from, int to) {
        return tree.leafHashes().subList(from, to);
    }
}
