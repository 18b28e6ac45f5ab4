package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HashAlgorithmTest {
    private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

    /** Both examples of GB/T 32905-2016 appendix A: "abc" and sixteen times "abcd". */
    @Test
    void sm3GivesTheVectorsOfGbT32905() {
        assertThat(HexFormat.of().formatHex(HashAlgorithm.SM3.digest(ABC)))
                .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        byte[] longer = "abcd".repeat(16).getBytes(StandardCharsets.US_ASCII);
        assertThat(HexFormat.of().formatHex(HashAlgorithm.SM3.digest(longer)))
                .isEqualTo("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    }

    @Test
    void sha256GivesTheVectorOfFips180() {
        assertThat(HexFormat.of().formatHex(HashAlgorithm.SHA_256.digest(ABC)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void partsAreHashedOneAfterAnother() {
        for (HashAlgorithm hash : HashAlgorithm.values()) {
            assertThat(hash.digest(new byte[] {'a'}, new byte[0], new byte[] {'b', 'c'}))
                    .isEqualTo(hash.digest(ABC));
        }
    }

    @Test
    void labelsNameTheAlgorithms() {
        assertThat(HashAlgorithm.of("SM3")).isEqualTo(HashAlgorithm.SM3);
        assertThat(HashAlgorithm.of("SHA-256")).isEqualTo(HashAlgorithm.SHA_256);
        assertThatThrownBy(() -> HashAlgorithm.of("MD5")).isInstanceOf(ProofException.class);
    }
}
