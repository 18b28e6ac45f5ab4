package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofsTest {
    private static final HashAlgorithm SM3 = HashAlgorithm.SM3;

    @Test
    void everyLeafOfEverySmallTreeIsIncluded() {
        for (int size = 1; size <= 40; size++) {
            ReferenceTree tree = ReferenceTree.numbered(SM3, size);
            for (int i = 0; i < size; i++) {
                assertThat(includes(tree, i, i, size, tree.path(i))).isTrue();
            }
        }
    }

    @Test
    void noLeafIsIncludedAtAnotherPlaceOrInATreeOfAnotherSizeWithAnotherShape() {
        ReferenceTree tree = ReferenceTree.numbered(SM3, 13);
        for (int i = 0; i < 13; i++) {
            for (int claimed = -1; claimed <= 14; claimed++) {
                assertThat(includes(tree, i, claimed, 13, tree.path(i))).isEqualTo(claimed == i);
            }
        }
    }

    @Test
    void aTwoLeafProofIsRefusedForEveryOtherSize() {
        ReferenceTree tree = ReferenceTree.numbered(SM3, 2);
        for (int index = 0; index < 2; index++) {
            assertThat(includes(tree, index, index, 2, tree.path(index))).isTrue();
            for (long size : new long[] {3, 4, 8, 1000, Long.MAX_VALUE}) {
                assertThat(includes(tree, index, index, size, tree.path(index))).isFalse();
            }
        }
    }

    @Test
    void aChangedOrShortenedOrLengthenedPathIsRefused() {
        ReferenceTree tree = ReferenceTree.numbered(SM3, 13);
        for (int i = 0; i < 13; i++) {
            List<byte[]> path = tree.path(i);
            for (int step = 0; step < path.size(); step++) {
                List<byte[]> changed = new ArrayList<>(path);
                changed.set(step, flipped(path.get(step)));
                assertThat(includes(tree, i, i, 13, changed)).isFalse();
                assertThat(includes(tree, i, i, 13, path.subList(0, step))).isFalse();
            }
            List<byte[]> longer = new ArrayList<>(path);
            longer.add(tree.root());
            assertThat(includes(tree, i, i, 13, longer)).isFalse();
        }
    }

    @Test
    void everySmallTreeIsConsistentWithItsPrefixesOnly() {
        for (int second = 1; second <= 24; second++) {
            ReferenceTree tree = ReferenceTree.numbered(SM3, second);
            for (int first = 1; first <= second; first++) {
                List<byte[]> path = tree.consistency(first);
                byte[] firstRoot = tree.part(0, first).root();
                assertThat(consistent(first, second, path, firstRoot, tree.root())).isTrue();
                assertThat(consistent(first, second, path, flipped(firstRoot), tree.root()))
                        .isFalse();
                assertThat(consistent(first, second, path, firstRoot, flipped(tree.root())))
                        .isFalse();
                assertThat(consistent(first, 4L * second, path, firstRoot, tree.root())).isFalse();
            }
        }
    }

    @Test
    void aChangedOrShortenedConsistencyPathIsRefused() {
        ReferenceTree tree = ReferenceTree.numbered(SM3, 21);
        for (int first = 1; first < 21; first++) {
            byte[] firstRoot = tree.part(0, first).root();
            List<byte[]> path = tree.consistency(first);
            for (int step = 0; step < path.size(); step++) {
                List<byte[]> changed = new ArrayList<>(path);
                changed.set(step, flipped(path.get(step)));
                assertThat(consistent(first, 21, changed, firstRoot, tree.root())).isFalse();
                assertThat(consistent(first, 21, path.subList(0, step), firstRoot, tree.root()))
                        .isFalse();
            }
        }
    }

    @Test
    void theEmptyTreeIsAPrefixOfEveryTreeAndNoTreeShrinks() {
        byte[] root = ReferenceTree.numbered(SM3, 5).root();
        byte[] empty = MerkleTree.emptyRoot(SM3);
        assertThat(consistent(0, 5, List.of(), empty, root)).isTrue();
        assertThat(consistent(0, 5, List.of(), root, root)).isFalse();
        assertThat(consistent(5, 0, List.of(), root, empty)).isFalse();
        assertThat(consistent(-1, 5, List.of(), root, root)).isFalse();
        assertThat(consistent(5, 5, List.of(root), root, root)).isFalse();
    }

    private static boolean includes(
            ReferenceTree tree, int leaf, long index, long size, List<byte[]> path) {
        byte[] leafHash = tree.leafHashes().get(leaf);
        return InclusionProof.verify(SM3, leafHash, index, size, path, tree.root());
    }

    private static boolean consistent(
            long first, long second, List<byte[]> path, byte[] firstRoot, byte[] secondRoot) {
        return ConsistencyProof.verify(SM3, first, second, path, firstRoot, secondRoot);
    }

    private static byte[] flipped(byte[] hash) {
        byte[] copy = hash.clone();
        copy[7] ^= 1;
        return copy;
    }
}
