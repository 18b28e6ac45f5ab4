package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LogOriginTest {
    private final TestCa root = TestCa.sm2Root("Root");
    private final SubjectPublicKeyInfo key = TestCa.info(Sm2.generateKey(new SecureRandom()));

    @Test
    @Tag("PRF-3")
    void aCertificateSignsForItsNameAndWhatIsBelowIt() {
        for (String origin : List.of("zhengshu/demo", "zhengshu/demo/sm3", "zhengshu/demo/b/sm3")) {
            assertThat(maySign("zhengshu/demo", origin)).isTrue();
            for (String other :
                    List.of("zhengshu/dem", "zhengshu/demo2", "zhengshu/demo/", "demo", "/")) {
                assertThat(maySign(other, origin)).as(other + " for " + origin).isFalse();
            }
        }
        assertThat(maySign("zhengshu/demo/sm3", "zhengshu/demo")).isFalse();
        assertThat(maySign("zhengshu/demo", "zhengshu/demo2/sm3")).isFalse();
        assertThat(maySign("zhengshu/demo", "Zhengshu/demo")).isFalse();
    }

    @Test
    void theEndOfAnOriginSaysTheHashFunction() {
        assertThatCode(() -> LogOrigin.requireHash("a/sm3", HashAlgorithm.SM3))
                .doesNotThrowAnyException();
        for (String origin : List.of("a", "a/SM3", "a/sm3/b", "asm3", "sm3")) {
            assertThatCode(() -> LogOrigin.requireHash(origin, HashAlgorithm.SHA_256))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> LogOrigin.requireHash(origin, HashAlgorithm.SM3))
                    .isInstanceOf(ProofException.class);
        }
        assertThatThrownBy(() -> LogOrigin.requireHash("a/sm3", HashAlgorithm.SHA_256))
                .isInstanceOf(ProofException.class);
    }

    private boolean maySign(String name, String origin) {
        return LogOrigin.maySign(root.issue(TestCa.Request.endEntity(name, key)), origin);
    }
}
