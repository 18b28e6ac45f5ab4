package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryBundleTest {
    private static final EntryBundle TWO = new EntryBundle(0, 2);

    @Test
    void aPlaceHasOnePath() {
        EntryBundle bundle = new EntryBundle(1_234_067, 89);
        assertThat(bundle.path()).isEqualTo("tile/entries/x001/x234/067.p/89");
        assertThat(EntryBundle.parse(bundle.path())).isEqualTo(bundle);
        assertThat(EntryBundle.parse("tile/entries/273")).isEqualTo(new EntryBundle(273, 256));
        assertThat(EntryBundle.of(new Tile(0, 273, 112)).path())
                .isEqualTo("tile/entries/273.p/112");
        assertThatThrownBy(() -> EntryBundle.of(new Tile(1, 0, 1)))
                .isInstanceOf(ProofException.class);
    }

    @ParameterizedTest
    @Tag("PRF-4")
    @ValueSource(
            strings = {
                "tile/0/000",
                "tile/data/000",
                "tile/Entries/000",
                "tile/entries/0",
                "tile/entries/000.p/0",
                "tile/entries/000.p/256",
                "tile/entries/x000/000",
                "tile/entries/000\n"
            })
    void aPathOfAnotherFormIsRefused(String path) {
        assertThatThrownBy(() -> EntryBundle.parse(path)).isInstanceOf(ProofException.class);
    }

    /** Big-endian uint16 length before each entry, C2SP tlog-tiles. */
    @Test
    void entriesStandAfterTheirLengths() {
        List<byte[]> entries = List.of("ab".getBytes(StandardCharsets.US_ASCII), new byte[258]);
        byte[] bytes = TWO.encode(entries);
        assertThat(HexFormat.of().formatHex(bytes, 0, 6)).isEqualTo("000261620102");
        assertThat(bytes).hasSize(2 + 2 + 2 + 258);
        List<byte[]> read = TWO.decode(bytes, 258);
        assertThat(Arrays.deepEquals(read.toArray(), entries.toArray())).isTrue();
        byte[] largest = new byte[65_535];
        assertThat(TWO.decode(TWO.encode(List.of(largest, new byte[0])), 65_535).get(0))
                .hasSize(65_535);
    }

    @Test
    @Tag("PRF-4")
    void truncatedTrailingAndOverlongBundlesAreRefused() {
        byte[] bytes = TWO.encode(List.of(new byte[32], new byte[32]));
        assertThat(TWO.decode(bytes)).hasSize(2);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> TWO.decode(cut)).hasMessageEndingWith("ends too soon");
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        assertThatThrownBy(() -> TWO.decode(longer)).hasMessageEndingWith("bytes after its end");
        assertThatThrownBy(() -> TWO.decode(bytes, 31)).hasMessageEndingWith("too long an entry");
        byte[] shorter = TWO.encode(List.of(new byte[32], new byte[31]));
        assertThatThrownBy(() -> TWO.decode(shorter)).hasMessageEndingWith("a short commitment");
        assertThatThrownBy(() -> TWO.encode(List.of(new byte[32])))
                .hasMessageEndingWith("needs 2 entries");
        assertThatThrownBy(() -> TWO.encode(List.of(new byte[65_536], new byte[1])))
                .hasMessageEndingWith("too long an entry");
    }
}
