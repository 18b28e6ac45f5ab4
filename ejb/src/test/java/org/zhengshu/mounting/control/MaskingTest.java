package org.zhengshu.mounting.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.kernel.boundary.CitizenId;
import org.zhengshu.mounting.boundary.Samples.Treatment;

@Tag("MNT-12")
class MaskingTest {
    private static String masked(Object value) {
        return Masking.shown(value, Treatment.MASKED);
    }

    private static String shown(Object value) {
        return Masking.shown(value, Treatment.SHOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "张三,**",
        "2026-11-22,****-**-**",
        "A-1/b.c,*-*/*.*",
        "沈阳市 1 号,*** * *",
        "𠮷a,**",
        "Ｆ０،x,****"
    })
    void onlyTheFormOfAMaskedTextIsLeft(String value, String form) {
        assertThat(masked(value)).isEqualTo(form);
    }

    @Test
    void theCountOfCharactersDoesNotTellOtherValues() {
        assertThat(masked(true)).isEqualTo(masked(false)).isEqualTo(masked(7L));
        assertThat(masked(new BigDecimal("1000000"))).isEqualTo(masked(new BigDecimal("1")));
        assertThat(masked("x".repeat(5_000))).isEqualTo(masked("y".repeat(25)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13800138000",
                "+8613800138000",
                "a.b@example.cn",
                "210102900307001",
                " 13800138000 "
            })
    void numbersOfPersonsAreHiddenWhereverTheyStand(String value) {
        assertThat(shown(value)).doesNotContain("138").doesNotContain("2101").contains("*");
    }

    @Test
    void aCitizensNumberIsHiddenAlsoAsANumber() {
        String number = CitizenId.of("21010219900307001").value();
        assertThat(shown(number)).isEqualTo("*".repeat(18));
        assertThat(shown(number.toLowerCase(java.util.Locale.ROOT))).isEqualTo("*".repeat(18));
        assertThat(shown(13_800_138_000L)).isEqualTo("***");
    }

    @Test
    void whatIsSharedWithEverybodyIsShownAndCutWhenItIsLong() {
        assertThat(shown("辽河街道")).isEqualTo("辽河街道");
        assertThat(shown(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(shown("𠮷".repeat(121))).isEqualTo("𠮷".repeat(120) + "…");
    }

    @Test
    void nothingIsLeftOfWhatIsAbsentOrWithheld() {
        assertThat(shown(null)).isEmpty();
        assertThat(masked(null)).isEmpty();
        assertThat(Masking.shown("x", Treatment.WITHHELD)).isEmpty();
    }
}
