package org.zhengshu.kernel.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("KRN-5")
class PageTest {
    @ParameterizedTest
    @CsvSource({"1,20,0", "2,20,20", "1000000,200,199999800"})
    void aPageBeginsAfterThoseBefore(int page, int size, int offset) {
        assertThat(Page.offset(page, size)).isEqualTo(offset);
    }

    @ParameterizedTest
    @CsvSource({
        "0,20,page",
        "-1,20,page",
        "1000001,20,page",
        "1,0,size",
        "1,201,size",
        "1,-5,size"
    })
    void aPageOutsideOfTheLimitsIsRefusedByName(int page, int size, String name) {
        assertThatThrownBy(() -> Page.offset(page, size))
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> {
                            assertThat(p.type()).isEqualTo(ProblemType.INVALID_INPUT);
                            assertThat(p.detail().en()).startsWith(name);
                        });
    }

    @Test
    void whoSaysNothingGetsTwentyOfTheFirstPage() {
        assertThat(Page.orFirst(null)).isEqualTo(1);
        assertThat(Page.orDefault(null)).isEqualTo(20);
        assertThat(Page.orFirst(7)).isEqualTo(7);
        assertThat(Page.orDefault(50)).isEqualTo(50);
    }
}
