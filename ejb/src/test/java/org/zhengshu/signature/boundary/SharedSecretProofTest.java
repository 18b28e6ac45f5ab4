package org.zhengshu.signature.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The vectors that integrators compare their code with. */
@Tag("IDN-14")
class SharedSecretProofTest {
    private static final List<char[]> TOKEN =
            List.of("demo-token-0001".toCharArray(), "another".toCharArray());
    private static final List<char[]> SECRET =
            List.of("other".toCharArray(), "demo-secret".toCharArray());
    private static final String TIF =
            "BA7C196460B7EAF6074DEDC08E8D5524865F16BB2C3C2CD2F293BFCC8EF6888B";
    private static final String NATIONAL = "IArr8JasGvn0W0IRpFU2BEYx35bzWINVfOPJuWFXN8w=";
    private static final String MESSAGE = "s_demo_0001" + "r_demo_0001" + "1735689600000";

    @Test
    void theVectorOfTheFirstConvention() {
        assertThat(SharedSecretProof.tif(TOKEN, "1735689600", "5f2b9c7e", TIF)).isTrue();
        assertThat(
                        SharedSecretProof.tif(
                                TOKEN, "1735689600", "5f2b9c7e", TIF.toLowerCase(Locale.ROOT)))
                .isTrue();
    }

    @Test
    void theVectorOfTheSecondConvention() {
        assertThat(SharedSecretProof.national(SECRET, MESSAGE, NATIONAL)).isTrue();
    }

    @Test
    void eachChangeOfTheFirstIsNoticed() {
        assertThat(SharedSecretProof.tif(TOKEN, "1735689601", "5f2b9c7e", TIF)).isFalse();
        assertThat(SharedSecretProof.tif(TOKEN, "1735689600", "5f2b9c7f", TIF)).isFalse();
        assertThat(SharedSecretProof.tif(SECRET, "1735689600", "5f2b9c7e", TIF)).isFalse();
        assertThat(SharedSecretProof.tif(List.of(), "1735689600", "5f2b9c7e", TIF)).isFalse();
        assertThat(SharedSecretProof.tif(TOKEN, "1735689600", "5f2b9c7e", TIF.substring(1)))
                .isFalse();
        assertThat(SharedSecretProof.tif(TOKEN, "1735689600", "5f2b9c7e", "")).isFalse();
    }

    @Test
    void eachChangeOfTheSecondIsNoticed() {
        assertThat(SharedSecretProof.national(SECRET, MESSAGE + "0", NATIONAL)).isFalse();
        assertThat(SharedSecretProof.national(TOKEN, MESSAGE, NATIONAL)).isFalse();
        assertThat(SharedSecretProof.national(SECRET, MESSAGE, NATIONAL.toLowerCase(Locale.ROOT)))
                .as("Base64 has upper and lower case")
                .isFalse();
    }
}
