package org.zhengshu.elicence.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicenceCodeTest {
    private static final String IDENTIFIER =
            "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U";
    private static final String RANDOM = "5D9D4F669A3C4C1E8F5B0A1B2C3D4E5F";
    private static final LicenceCode CODE =
            new LicenceCode(
                    LicenceIdentifier.parse(IDENTIFIER),
                    Optional.of(UUID.fromString("5d9d4f66-9a3c-4c1e-8f5b-0a1b2c3d4e5f")));

    @Test
    void theCodeIsTheIdentifierAndARandomNumberInCapitals() {
        assertThat(CODE).hasToString(IDENTIFIER + "/" + RANDOM);
        assertThat(CODE.toString()).matches("[0-9A-Z./]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s/%s",
                "  %s/%s\r\n",
                "\u0002%s/%s\u0003",
                "\ufeff%s/%s\u200b",
                "证照标识 %s/%s",
            })
    void whatAScannerTypesIsRead(String form) {
        String scanned = form.formatted(IDENTIFIER, RANDOM);

        assertThat(LicenceCode.find(scanned)).contains(CODE);
        assertThat(LicenceCode.find(scanned.toLowerCase(java.util.Locale.ROOT))).contains(CODE);
    }

    @Test
    void aChineseKeyboardAndAnEncodedCodeAreRead() {
        String wide = CODE.toString().replace('.', '。').replace('/', '／').replace('1', '１');

        assertThat(LicenceCode.find(wide)).contains(CODE);
        assertThat(LicenceCode.find(IDENTIFIER + "%2F" + RANDOM)).contains(CODE);
        assertThat(LicenceCode.find(CODE.toString().replace("/", " /\n"))).contains(CODE);
    }

    @Tag("LIC-7")
    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/5D9D", "/5D9D4F669A3C4C1E8F5B0A1B2C3D4E5F0", "?x=1"})
    void anIdentifierAloneHasNoRandomNumber(String rest) {
        assertThat(LicenceCode.find(IDENTIFIER + rest))
                .contains(new LicenceCode(LicenceIdentifier.parse(IDENTIFIER), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "91210100MA0P4X2B3E",
                "https://zwfw.example.gov.cn/verify#receipt=5d9d4f66-9a3c-4c1e-8f5b-0a1b2c3d4e5f&sm3=00",
                "%",
                "100%zz",
                "<script>alert(1)</script>",
                "1.2.156.3005.3.1.2.3.4.5"
            })
    void whatIsNoCodeIsNotRecognised(String scanned) {
        assertThat(LicenceCode.find(scanned)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.V",
                "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001",
                "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U.7",
                "1.2.156.3005.2"
            })
    void aCutOrChangedIdentifierIsSaidToBeOne(String scanned) {
        assertThatThrownBy(() -> LicenceCode.find(scanned))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("licence identifier");
    }
}
