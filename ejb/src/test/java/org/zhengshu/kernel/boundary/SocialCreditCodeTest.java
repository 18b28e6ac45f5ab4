package org.zhengshu.kernel.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocialCreditCodeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11100000000013338W",
                "11430000006122244L",
                "11330105002500287C",
                "11100000MB03271699"
            })
    void realCodesAreAcceptedAndTheirCheckCharacterIsRecomputed(String code) {
        assertThat(SocialCreditCode.parse(code).value()).isEqualTo(code);
        assertThat(SocialCreditCode.of(code.substring(0, 17)).value()).isEqualTo(code);
    }

    @Test
    void blanksAroundAndLowerCaseAreNormalised() {
        assertThat(SocialCreditCode.parse(" 11100000000013338w\t"))
                .isEqualTo(new SocialCreditCode("11100000000013338W"));
        assertThat(SocialCreditCode.parse("11330105002500287C").division()).isEqualTo("330105");
    }

    @Tag("KRN-7")
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "11100000000013338X",
                "1110000000001333W",
                "11100000000013338WW",
                "11100000000013383W",
                "1110000000001333IW",
                "１１100000000013338W",
                "111A0000000013338W"
            })
    void anythingElseIsRefused(String text) {
        assertThat(SocialCreditCode.isValid(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SocialCreditCode.parse(text))
                .withMessageContaining("统一社会信用代码")
                .withMessageContaining("unified social credit code");
    }

    @Tag("KRN-7")
    @Test
    void everySingleWrongCharacterIsFound() {
        String code = "11100000MB03271699";
        for (int i = 0; i < code.length(); i++) {
            for (char c : "0123456789ABCDEFGHJKLMNPQRTUWXY".toCharArray()) {
                if (c != code.charAt(i)) {
                    String wrong = code.substring(0, i) + c + code.substring(i + 1);
                    assertThat(SocialCreditCode.isValid(wrong)).as(wrong).isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "1110000000001333", "1110000000001333O"})
    void aBodyOfTheWrongFormIsNotCompleted(String body) {
        assertThatIllegalArgumentException().isThrownBy(() -> SocialCreditCode.of(body));
    }
}
