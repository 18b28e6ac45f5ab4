package org.zhengshu.signature.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;

@Tag("IDN-13")
class ContentDigestTest {
    /** RFC 9530 appendix D. */
    private static final byte[] BODY =
            "{\"hello\": \"world\"}\n".getBytes(StandardCharsets.US_ASCII);

    private static final String SHA_256 = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";

    /** RFC 9421 appendix B.2: the body without the line's end. */
    private static final String SHA_512 =
            "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";

    private static void refused(Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> assertThat(p.type()).isEqualTo(ProblemType.DIGEST_MISMATCH));
    }

    @Test
    void theVectorOfTheStandard() {
        assertThat(ContentDigest.header(BODY)).isEqualTo(SHA_256);
        assertThatCode(() -> ContentDigest.parse(List.of(SHA_256)).require(BODY))
                .doesNotThrowAnyException();
    }

    @Test
    void bothAlgorithmsAreChecked() {
        byte[] body = "{\"hello\": \"world\"}".getBytes(StandardCharsets.US_ASCII);
        assertThatCode(() -> ContentDigest.parse(List.of(SHA_512)).require(body))
                .doesNotThrowAnyException();
        refused(() -> ContentDigest.parse(List.of(SHA_512, SHA_256)).require(body));
        refused(() -> ContentDigest.parse(List.of(SHA_256 + ", " + SHA_512)).require(BODY));
    }

    @Test
    void anotherBodyIsRefused() {
        refused(() -> ContentDigest.parse(List.of(SHA_256)).require(new byte[0]));
    }

    @Test
    void aStreamIsRefusedAtItsEnd() throws Exception {
        byte[] changed = BODY.clone();
        changed[3] ^= 1;
        InputStream good =
                ContentDigest.parse(List.of(SHA_256)).checked(new ByteArrayInputStream(BODY));
        assertThat(good.readAllBytes()).isEqualTo(BODY);
        InputStream bad =
                ContentDigest.parse(List.of(SHA_256)).checked(new ByteArrayInputStream(changed));
        refused(
                () -> {
                    try {
                        while (bad.read() >= 0) {
                            continue;
                        }
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "md5=:AAAA:",
                "sha-256",
                "sha-256=abc",
                "sha-256=:***:",
                "sha-256=(:AAAA:)",
                "SHA-256=:AAAA:",
                "sha-256=:AAAA:"
            })
    void whatSaysNothingOrSomethingElseIsRefused(String header) {
        refused(() -> ContentDigest.parse(List.of(header)).require(BODY));
    }
}
