package org.zhengshu.mounting.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("MNT-10")
class PieceStreamTest {
    private static final byte[] NOTHING = {};

    @RepeatedTest(50)
    void givesTheBytesOfAllPiecesInTheirOrder() throws IOException {
        long seed = System.nanoTime();
        System.out.println("[pieces] seed " + seed);
        Random random = new Random(seed);
        byte[] file = new byte[random.nextInt(5_000)];
        random.nextBytes(file);
        TreeMap<Long, byte[]> pieces = new TreeMap<>();
        for (int at = 0; at < file.length; ) {
            int size = Math.min(file.length - at, 1 + random.nextInt(900));
            pieces.put((long) at, Arrays.copyOfRange(file, at, at + size));
            at += size;
        }
        PieceStream whole = new PieceStream(s -> pieces.getOrDefault(s, NOTHING), file.length);
        assertThat(whole.readAllBytes()).isEqualTo(file);
        assertThat(whole.read()).isEqualTo(-1);
        PieceStream single = new PieceStream(s -> pieces.getOrDefault(s, NOTHING), file.length);
        for (byte expected : file) {
            assertThat(single.read()).isEqualTo(expected & 0xff);
        }
        assertThat(single.read()).isEqualTo(-1);
        assertThat(single.read(new byte[0], 0, 0)).isZero();
    }

    @Test
    void aGapIsNotTheEnd() {
        PieceStream stream = new PieceStream(s -> s == 0 ? new byte[10] : NOTHING, 20);
        assertThatThrownBy(stream::readAllBytes)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("from 10 on");
    }
}
