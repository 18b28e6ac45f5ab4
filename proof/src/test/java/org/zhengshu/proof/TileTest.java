package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {
    /** 1234067 is the example of C2SP tlog-tiles; others are those of Tessera's layout tests. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, tile/0/000",
        "0, 1, 256, tile/0/001",
        "15, 0, 256, tile/15/000",
        "0, 1234067, 256, tile/0/x001/x234/067",
        "0, 1234067, 89, tile/0/x001/x234/067.p/89",
        "63, 999999999999999999, 255, tile/63/x999/x999/x999/x999/x999/999.p/255",
        "1, 1000, 1, tile/1/x001/000.p/1",
        "0, 9223372036854775807, 256, tile/0/x009/x223/x372/x036/x854/x775/807"
    })
    void aPlaceHasOnePath(int level, long index, int width, String path) {
        Tile tile = new Tile(level, index, width);
        assertThat(tile.path()).isEqualTo(path);
        assertThat(Tile.parse(path)).isEqualTo(tile);
    }

    @ParameterizedTest
    @Tag("PRF-4")
    @ValueSource(
            strings = {
                "",
                "tile",
                "/tile/0/000",
                "tile/0/000/",
                "tile/00/000",
                "tile/01/000",
                "tile/64/000",
                "tile/100/000",
                "tile/-1/000",
                "tile/+1/000",
                "tile/0/00",
                "tile/0/0000",
                "tile/0/x000/000",
                "tile/0/x000/001",
                "tile/0/001/234",
                "tile/0/x001/x234",
                "tile/0/X001/234",
                "tile/0/000.p/",
                "tile/0/000.p/0",
                "tile/0/000.p/01",
                "tile/0/000.p/256",
                "tile/0/000.p/1000",
                "tile/0/000.p/1\n",
                "tile/0/000\r",
                "tile/0/\t000",
                "tile/0/..",
                "tile/0/٠٠٠",
                "tile/0/x009/x223/x372/x036/x854/x775/808",
                "tile/0/x001/x000/x000/x000/x000/x000/x000/000",
                "tile/entries/000"
            })
    void aPathOfAnotherFormIsRefused(String path) {
        assertThatThrownBy(() -> Tile.parse(path))
                .isInstanceOf(ProofException.class)
                .hasMessageStartingWith("tile ");
    }

    /** The example of C2SP tlog-tiles. */
    @Test
    void aTreeOfSeventyThousandHasTheTilesOfTheExample() {
        List<Tile> tiles = Tile.ofTree(70_000).toList();
        assertThat(tiles).hasSize(273 + 1 + 1 + 1 + 1);
        assertThat(tiles.subList(0, 273)).allMatch(tile -> tile.level() == 0 && tile.isFull());
        assertThat(tiles.subList(273, 277))
                .containsExactly(
                        new Tile(0, 273, 112),
                        new Tile(1, 0, 256),
                        new Tile(1, 1, 17),
                        new Tile(2, 0, 1));
        assertThat(Tile.ofTree(256)).containsExactly(new Tile(0, 0, 256), new Tile(1, 0, 1));
        assertThat(Tile.ofTree(0)).isEmpty();
    }

    @Test
    void whatGrewIsWhatTheLargerTreeHasAndTheSmallerHasNot() {
        for (long old : new long[] {0, 1, 255, 256, 257, 65_535, 65_536, 65_537}) {
            for (long more : new long[] {0, 1, 2, 255, 256, 600}) {
                List<Tile> expected = new ArrayList<>(Tile.ofTree(old + more).toList());
                expected.removeAll(Tile.ofTree(old).toList());
                assertThat(Tile.grown(old, old + more)).containsExactlyElementsOf(expected);
            }
        }
        assertThat(Tile.grown(Long.MAX_VALUE - 1, Long.MAX_VALUE)).hasSize(1);
        assertThatThrownBy(() -> Tile.grown(2, 1)).isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> Tile.ofTree(-1)).isInstanceOf(ProofException.class);
    }

    @Test
    void placesOutsideAllTreesAreRefused() {
        assertThatThrownBy(() -> new Tile(0, -1, 1)).isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> new Tile(0, 0, 0)).isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> new Tile(0, 0, 257)).isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> new TreeNode(62, 2)).isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> new TreeNode(63, 0)).isInstanceOf(ProofException.class);
        assertThatThrownBy(() -> new TreeNode(0, -1)).isInstanceOf(ProofException.class);
        Tile far = new Tile(0, Long.MAX_VALUE, 1);
        assertThatThrownBy(() -> TileData.of(far, nodes -> List.of()))
                .isInstanceOf(ProofException.class);
    }

    @Test
    void aTileComesFromTheHashesOfItsLevelAndHasTheirRoot() {
        ReferenceTree tree = ReferenceTree.numbered(HashAlgorithm.SM3, 256);
        TileData full = TileData.of(new Tile(0, 0, 256), tree.leafHashes());
        assertThat(full.root(HashAlgorithm.SM3)).isEqualTo(tree.root());
        assertThat(full.bytes()).hasSize(8192);
        assertThat(full.hash(255)).isEqualTo(tree.leafHashes().get(255));
        Tile partial = new Tile(0, 0, 3);
        TileData three = TileData.of(partial, tree.leafHashes().subList(0, 3));
        assertThat(three).extracting(TileData::tile).isEqualTo(partial);
        assertThat(full.narrowed(3).bytes()).isEqualTo(three.bytes());
        TileData asked =
                TileData.of(
                        partial,
                        nodes ->
                                nodes.stream()
                                        .map(node -> tree.leafHashes().get((int) node.index()))
                                        .toList());
        assertThat(asked.bytes()).isEqualTo(three.bytes());
        assertThatThrownBy(() -> three.root(HashAlgorithm.SM3))
                .isInstanceOf(ProofException.class)
                .hasMessage("tile tile/0/000.p/3: is partial and has no root");
    }

    @Test
    @Tag("PRF-4")
    void truncatedAndTrailingBytesOfATileAreRefused() {
        Tile tile = new Tile(0, 0, 2);
        for (int length : new int[] {0, 32, 63, 65, 96}) {
            assertThatThrownBy(() -> new TileData(tile, new byte[length]))
                    .hasMessage("tile tile/0/000.p/2: is not 2 hashes long");
        }
        assertThatThrownBy(() -> TileData.of(tile, List.of(new byte[32], new byte[31])))
                .isInstanceOf(ProofException.class);
        TileBuilder builder = new TileBuilder(HashAlgorithm.SM3, data -> {});
        assertThatThrownBy(() -> builder.append(new byte[33])).isInstanceOf(ProofException.class);
    }

    @Test
    void aBuilderMayPutOutPartialTilesAndGoOn() {
        ReferenceTree tree = ReferenceTree.numbered(HashAlgorithm.SM3, 300);
        List<String> paths = new ArrayList<>();
        TileBuilder builder =
                new TileBuilder(HashAlgorithm.SM3, data -> paths.add(data.tile().path()));
        tree.leafHashes().subList(0, 255).forEach(builder::append);
        builder.partial();
        tree.leafHashes().subList(255, 300).forEach(builder::append);
        builder.partial();
        assertThat(builder.size()).isEqualTo(300);
        assertThat(paths)
                .containsExactly(
                        "tile/0/000.p/255", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1");
    }
}
