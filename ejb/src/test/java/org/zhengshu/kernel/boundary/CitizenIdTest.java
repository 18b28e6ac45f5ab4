package org.zhengshu.kernel.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CitizenIdTest {

    /** The examples printed in GB 11643-1999 itself. */
    @ParameterizedTest
    @ValueSource(strings = {"11010519491231002X", "440524188001010014"})
    void theExamplesOfTheStandardAreAccepted(String id) {
        assertThat(CitizenId.parse(id).value()).isEqualTo(id);
        assertThat(CitizenId.of(id.substring(0, 17)).value()).isEqualTo(id);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "110105194912310020",
                "11010519491231002",
                "1101051949123100２X",
                "11015019491231002X",
                "A1010519491231002X"
            })
    void anythingElseIsRefusedWithoutRepeatingTheNumber(String text) {
        assertThat(CitizenId.isValid(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CitizenId.parse(text))
                .withMessageContaining("公民身份号码")
                .withMessageNotContaining("1949");
    }

    @Test
    void partsAreReadAndAnImpossibleBirthDateIsEmpty() {
        CitizenId id = CitizenId.parse(" 11010519491231002x ");
        assertThat(id.division()).isEqualTo("110105");
        assertThat(id.birthDate()).contains(LocalDate.of(1949, 12, 31));
        assertThat(CitizenId.of("99999919990231001").birthDate()).isEmpty();
    }

    @Tag("KRN-8")
    @Test
    void theNumberIsPrintedMasked() {
        assertThat(CitizenId.parse("11010519491231002X")).hasToString("110105********002X");
    }
}
