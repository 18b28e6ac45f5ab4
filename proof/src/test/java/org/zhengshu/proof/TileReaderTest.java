package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TileReaderTest {
    private static final HashAlgorithm SM3 = HashAlgorithm.SM3;
    private static final String ORIGIN = "node.example/sm3";
    private static final int SIZE = 66_000;

    private final ReferenceTree tree = ReferenceTree.numbered(SM3, 1000);
    private final ServedTiles served = ServedTiles.of(SM3, tree.leafHashes());
    private final Checkpoint checkpoint = new Checkpoint(ORIGIN, 1000, tree.root(), List.of());

    @Test
    void aProofFromTilesReadsFewOfThemOnceEach() {
        List<byte[]> leaves = ReferenceTree.numbered(SM3, SIZE).leafHashes();
        ServedTiles large = ServedTiles.of(SM3, leaves);
        byte[] root = Frontier.empty(SM3).append(leaves).frontier().root();
        Checkpoint head = new Checkpoint(ORIGIN, SIZE, root, List.of());
        TileReader reader = new TileReader(head, large::fetch);
        assertThat(large.asked).hasSize(3);
        for (int i = 0; i < 2; i++) {
            List<byte[]> path = reader.proofs().inclusion(300, SIZE);
            assertThat(InclusionProof.verify(head, leaves.get(300), 300, path)).isTrue();
        }
        assertThat(large.asked).hasSize(5);
        assertThat(new HashSet<>(large.asked)).hasSize(5);
        Checkpoint older = new Checkpoint(ORIGIN, 777, reader.proofs().root(777), List.of());
        List<byte[]> path = reader.proofs().consistency(777, SIZE);
        assertThat(ConsistencyProof.verify(older, head, path)).isTrue();
        assertThat(large.asked).hasSize(6);
    }

    /** One call of the source for a proof, with at most two nodes a level. */
    @Test
    void aProofNeedsAsManyNodesAsTheTreeHasLevels() {
        List<Integer> asked = new ArrayList<>();
        TreeProofs proofs =
                new TreeProofs(
                        SM3,
                        nodes -> {
                            asked.add(nodes.size());
                            return nodes.stream().map(node -> new byte[32]).toList();
                        });
        long size = (1L << 62) - 1;
        for (long index : new long[] {0, 1, size / 3, size - 1}) {
            assertThat(proofs.inclusion(index, size)).hasSizeLessThanOrEqualTo(62);
            assertThat(proofs.consistency(index + 1, size)).hasSizeLessThanOrEqualTo(63);
        }
        assertThat(asked).hasSize(7).allMatch(count -> count <= 124);
    }

    @Test
    @Tag("PRF-5")
    void everyChangedBitOfATileIsFoundWhenItIsRead() {
        for (String path : List.copyOf(served.files.keySet())) {
            byte[] genuine = served.files.get(path);
            byte[] changed = genuine.clone();
            changed[changed.length - 1] ^= 1;
            served.files.put(path, changed);
            assertThatThrownBy(() -> readAll(new TileReader(checkpoint, served::fetch)))
                    .as(path)
                    .isInstanceOf(ProofException.class)
                    .hasMessageMatching(
                            "tile tile/0/00.: is not that of the checkpoint"
                                    + "|tiles: do not lead to the root of the checkpoint");
            served.files.put(path, genuine);
        }
        readAll(new TileReader(checkpoint, served::fetch));
    }

    private static void readAll(TileReader reader) {
        for (int i = 0; i < 1000; i += 100) {
            reader.proofs().inclusion(i, 1000);
        }
    }

    @Test
    void tilesOfAnotherTreeSizeOrHashFunctionOrLogDoNotLeadToTheRoot() {
        Checkpoint smaller = new Checkpoint(ORIGIN, 999, checkpoint.root(), List.of());
        assertThatThrownBy(() -> new TileReader(smaller, served::fetch))
                .hasMessage("tile/0/003.p/231: is not served by the log");
        Checkpoint otherHash = new Checkpoint("node.example", 1000, checkpoint.root(), List.of());
        assertThatThrownBy(() -> new TileReader(otherHash, served::fetch))
                .hasMessage("tiles: do not lead to the root of the checkpoint");
        Checkpoint empty = new Checkpoint(ORIGIN, 0, checkpoint.root(), List.of());
        assertThatThrownBy(() -> new TileReader(empty, served::fetch))
                .isInstanceOf(ProofException.class);
        Checkpoint none = new Checkpoint(ORIGIN, 0, MerkleTree.emptyRoot(SM3), List.of());
        assertThat(new TileReader(none, served::fetch).proofs().root(0)).isEqualTo(none.root());
    }

    @Test
    void aPartialTileThatIsGoneIsTakenFromTheFullOne() {
        Checkpoint older = new Checkpoint(ORIGIN, 700, tree.part(0, 700).root(), List.of());
        served.files.put(
                "tile/1/000.p/2", TileData.of(new Tile(1, 0, 2), tree.tile(1, 0, 2)).bytes());
        TileReader reader = new TileReader(older, served::fetch);
        assertThat(reader.checkpoint()).isEqualTo(older);
        assertThat(reader.proofs().inclusion(699, 700))
                .usingRecursiveComparison()
                .isEqualTo(tree.part(0, 700).path(699));
    }

    @Test
    void wrongLengthsMissingTilesAndNodesOutsideTheTreeAreRefused() {
        TileReader reader = new TileReader(checkpoint, served::fetch);
        assertThatThrownBy(() -> reader.proofs().root(1001))
                .hasMessage("tree node: is not in a tree of 1000");
        assertThatThrownBy(() -> reader.proofs().inclusion(1000, 1000))
                .hasMessage("inclusion proof: is of no leaf of a tree of 1000");
        assertThatThrownBy(() -> reader.proofs().inclusion(-1, 1000))
                .isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> reader.proofs().consistency(3, 2))
                .isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> reader.proofs().root(-1)).isInstanceOf(ProofException.class);
        served.files.put("tile/0/000", new byte[8191]);
        assertThatThrownBy(() -> reader.proofs().inclusion(0, 1000))
                .hasMessage("tile tile/0/000: is not 256 hashes long");
        served.files.remove("tile/0/000");
        assertThatThrownBy(() -> reader.proofs().inclusion(0, 1000))
                .hasMessage("tile/0/000: is not served by the log");
        TreeProofs lying = new TreeProofs(SM3, nodes -> List.of());
        assertThatThrownBy(() -> lying.root(5))
                .hasMessage("tree nodes: are not those that were asked for");
    }

    @Test
    @Tag("PRF-5")
    void entriesAreComparedWithTheirLeafHashes() {
        EntryBundle first = new EntryBundle(0, 256);
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            entries.add(Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
        }
        served.files.put(first.path(), first.encode(entries));
        TileReader reader = new TileReader(checkpoint, served::fetch);
        assertThat(reader.entries(first, 3).get(42)).asString().isEqualTo("42");
        byte[] moved = entries.get(7);
        entries.set(7, entries.get(8));
        entries.set(8, moved);
        served.files.put(first.path(), first.encode(entries));
        assertThatThrownBy(() -> reader.entries(first, 3))
                .hasMessage("entry bundle tile/entries/000: entry 7 is not the one logged");
        EntryBundle wide = new EntryBundle(3, 233);
        assertThatThrownBy(() -> reader.entries(wide, 3))
                .hasMessageEndingWith("wider than the tree");
        EntryBundle far = new EntryBundle(1L << 56, 1);
        assertThatThrownBy(() -> reader.entries(far, 3)).isInstanceOf(ProofException.class);
        TileReader silent =
                new TileReader(
                        checkpoint,
                        path ->
                                path.startsWith("tile/entries")
                                        ? Optional.empty()
                                        : served.fetch(path));
        assertThatThrownBy(() -> silent.entries(first, 3))
                .hasMessageEndingWith("not served by the log");
    }
}
