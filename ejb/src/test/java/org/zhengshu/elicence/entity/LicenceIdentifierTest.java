package org.zhengshu.elicence.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicenceIdentifierTest {
    private static final String CHINESE_SAMPLE =
            "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U";

    @ParameterizedTest
    @CsvSource({
        "11100000000013338W011, 11430000006122244L, 20230000403, 1, U",
        "11100000000013338W009, 11330105002500287C, 2025052201, 2, 0",
        "11100000000013661B006, 113700000045046442, 209FA4E88F9E4C878F3E9BED2CE7EA49, 1, D"
    })
    void theCheckCharacterIsComputed(String type, String issuer, String serial, int v, char c) {
        LicenceIdentifier identifier = LicenceIdentifier.of(type, issuer, serial, v);

        assertThat(identifier.check()).isEqualTo(c);
        assertThat(LicenceIdentifier.parse(identifier.toString())).isEqualTo(identifier);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CHINESE_SAMPLE,
                "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
                "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0"
            })
    void realIdentifiersAreRead(String text) {
        assertThat(LicenceIdentifier.parse(text)).hasToString(text);
    }

    @Tag("LIC-1")
    @Test
    void aPublishedSampleWithAWrongCheckCharacterIsRefused() {
        assertThatThrownBy(
                        () ->
                                LicenceIdentifier.parse(
                                        "1.2.156.3005.2.11100000000013661B006.113700000045046442"
                                                + ".209FA4E88F9E4C878F3E9BED2CE7EA49.001.M"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is M, must be D");
    }

    @Test
    void lowerCaseIsNormalised() {
        assertThat(
                        LicenceIdentifier.parse(
                                "1.2.156.3005.2.11100000000013338w011.11430000006122244l"
                                        + ".20230000403.001.u"))
                .hasToString(CHINESE_SAMPLE);
    }

    @Tag("LIC-1")
    @Test
    void everyReplacedCharacterIsFound() {
        int found = 0;
        for (int i = LicenceIdentifier.ROOT.length() + 1; i < CHINESE_SAMPLE.length(); i++) {
            if (CHINESE_SAMPLE.charAt(i) == '.') {
                continue;
            }
            char other = CHINESE_SAMPLE.charAt(i) == '7' ? '8' : '7';
            String changed =
                    CHINESE_SAMPLE.substring(0, i) + other + CHINESE_SAMPLE.substring(i + 1);
            assertThatThrownBy(() -> LicenceIdentifier.parse(changed))
                    .isInstanceOf(IllegalArgumentException.class);
            found++;
        }
        assertThat(found).isEqualTo(21 + 18 + 11 + 3 + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.156.3005.2",
                "1.2.156.3003.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
                "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.",
                "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U.",
                "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.000.U",
                "1.2.156.3005.2.11100000000013338W011.11430000006122244L..001.U",
                "1.2.156.3005.2.1110000000001333\u017F011.11430000006122244L.20230000403.001.U",
                "1.2.156.3005.2.11100000000013338Ｗ011.11430000006122244L.20230000403.001.U"
            })
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> LicenceIdentifier.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aShortIssuerCodeIsReadButNeverIssued() {
        assertThatThrownBy(
                        () -> LicenceIdentifier.of("11100000MB03271699022", "340100", "000016", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("18 characters");
    }

    @Test
    void aChangeRaisesTheVersion() {
        assertThat(LicenceIdentifier.parse(CHINESE_SAMPLE).nextVersion().version())
                .isEqualTo("002");
        assertThatThrownBy(
                        () ->
                                LicenceIdentifier.of(
                                                "11100000000013338W011",
                                                "11430000006122244L",
                                                "20230000403",
                                                999)
                                        .nextVersion())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version");
    }
}
