package org.zhengshu.signature.boundary;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;

@Tag("MNT-8")
class UploadChecksumTest {
    /** FIPS 180-4, the message {@code abc}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
                "sha256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "SHA256  BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD ",
                "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=",
                "sha1 a9993e364706816aba3e25717850c26c9cd0d89d"
            })
    void isOfThePieceInParts(String text) {
        UploadChecksum good = UploadChecksum.parse(text);
        good.update("a".getBytes(US_ASCII));
        good.update("bc".getBytes(US_ASCII));
        good.require();
        UploadChecksum bad = UploadChecksum.parse(text);
        bad.update("abd".getBytes(US_ASCII));
        refused(ProblemType.CHECKSUM_MISMATCH, bad::require);
        refused(ProblemType.CHECKSUM_MISMATCH, UploadChecksum.parse(text)::require);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256",
                "sha256 ",
                "md5 AAAA",
                "sha256 AAAA",
                "sha1 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
                "sha256 \u4e2d",
                "sha256 zz7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            })
    void whatIsNoneIsRefused(String text) {
        refused(ProblemType.INVALID_INPUT, () -> UploadChecksum.parse(text));
    }

    @Test
    void namesWhatItKnows() {
        assertThat(UploadChecksum.ALGORITHMS.split(",")).containsExactly("sha256", "sha1");
    }

    private static void refused(
            ProblemType type, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.type()).isEqualTo(type));
    }
}
