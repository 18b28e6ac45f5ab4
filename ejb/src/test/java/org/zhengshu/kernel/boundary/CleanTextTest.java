package org.zhengshu.kernel.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " \t\n", "\u200b", "\u200e\u202e\u2060\ufeff", "\u3000\u00ad"})
    void blanksAndMarksShowNothing(String text) {
        assertThat(CleanText.showsNothing(text)).isTrue();
    }

    @Test
    void whatLooksTheSameIsTheSame() {
        assertThat(CleanText.visible(" 第\u200b五\u202e条\ufeff ")).isEqualTo("第五条");
        assertThat(CleanText.visible("\ud842\udfb7"))
                .as("beyond 16 bits")
                .isEqualTo("\ud842\udfb7");
        assertThat(CleanText.showsNothing("\u200b。")).isFalse();
    }
}
