package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The reference vectors of Certificate Transparency (SHA-256, eight inputs), as they stand in
 * proof/verify_test.go of github.com/transparency-dev/merkle.
 */
class MerkleTreeTest {
    static final List<String> INPUTS =
            List.of(
                    "",
                    "00",
                    "10",
                    "2021",
                    "3031",
                    "40414243",
                    "5051525354555657",
                    "606162636465666768696a6b6c6d6e6f");

    static final List<String> ROOTS =
            List.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void rootsAreThoseOfTheReferenceVectors() {
        Frontier frontier = Frontier.empty(HashAlgorithm.SHA_256);
        assertThat(hex(frontier.root())).isEqualTo(ROOTS.get(0));
        for (int i = 0; i < INPUTS.size(); i++) {
            frontier = frontier.append(List.of(leaf(i))).frontier();
            assertThat(hex(frontier.root())).isEqualTo(ROOTS.get(i + 1));
        }
    }

    @Test
    void pathsAreThoseOfTheReferenceVectors() {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            leaves.add(leaf(i));
        }
        List<byte[]> path = Frontier.empty(HashAlgorithm.SHA_256).append(leaves).paths().get(5);
        assertThat(path.stream().map(MerkleTreeTest::hex))
                .containsExactly(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }

    private static byte[] leaf(int i) {
        return MerkleTree.leafHash(HashAlgorithm.SHA_256, HexFormat.of().parseHex(INPUTS.get(i)));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
