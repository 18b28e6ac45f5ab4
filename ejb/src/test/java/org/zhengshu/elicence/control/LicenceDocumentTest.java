package org.zhengshu.elicence.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhengshu.elicence.control.Licences.CREATED;
import static org.zhengshu.elicence.control.Licences.aLicence;
import static org.zhengshu.elicence.control.Licences.longScope;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.elicence.entity.BusinessLicence;

class LicenceDocumentTest {
    private static final LicenceDocument DOCUMENT = Licences.document();

    @Test
    void theSameLicenceGivesTheSameBytesInAllThreads() {
        byte[] first = DOCUMENT.create(aLicence(), CREATED);

        List<byte[]> others =
                IntStream.range(0, 24)
                        .parallel()
                        .mapToObj(i -> DOCUMENT.create(aLicence(), CREATED))
                        .toList();

        assertThat(others).allSatisfy(other -> assertThat(other).isEqualTo(first));
        assertThat(Licences.document().create(aLicence(), CREATED)).isEqualTo(first);
        assertThat(first.length).isLessThan(120_000);
    }

    @Tag("LIC-2")
    @Test
    void everyFieldCanBeExtractedAgain() throws Exception {
        String text = text(DOCUMENT.create(aLicence(), CREATED));

        assertThat(text)
                .contains(
                        "营业执照",
                        "91210100MA0P4X2B3E",
                        "辽宁政枢数据服务有限公司",
                        "有限责任公司（自然人投资或控股）",
                        "欧阳一人",
                        "人民币壹仟万元整",
                        "2018年03月09日",
                        "沈阳市浑南区市场监督管理局",
                        "长期",
                        aLicence().identifier().toString())
                .doesNotContain("SAMPLE");
    }

    @Tag("LIC-2")
    @Test
    void theMetadataCarryTheFieldCodes() throws Exception {
        try (PDDocument pdf = Loader.loadPDF(DOCUMENT.create(aLicence(), CREATED))) {
            PDDocumentInformation information = pdf.getDocumentInformation();

            assertThat(information.getSubject()).isEqualTo(aLicence().identifier().toString());
            assertThat(information.getCustomMetadataValue("ZZMC")).isEqualTo("营业执照");
            assertThat(information.getCustomMetadataValue("ZZLXDM"))
                    .isEqualTo("11100000000013338W011");
            assertThat(information.getCustomMetadataValue("ZZBFRQ")).isEqualTo("2026-11-20");
            assertThat(information.getCustomMetadataValue("ZZYXQJZRQ")).isEqualTo("长期");
            assertThat(information.getCustomMetadataValue("CZZTDMLXDM")).isEqualTo("001");
            assertThat(information.getCustomMetadataValue("CJSJ"))
                    .isEqualTo("2026-11-20T09:02:03+08:00");
        }
    }

    @Test
    void aSampleSaysSo() throws Exception {
        byte[] pdf = DOCUMENT.create(Licences.with("样例公司", "无。", true), CREATED);

        assertThat(text(pdf)).contains("SAMPLE");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 20, 40, 60, 200})
    void aLongScopeLosesNothing(int items) throws Exception {
        String scope = longScope(items);

        String text = text(DOCUMENT.create(Licences.with("长沙长长公司", scope, false), CREATED));

        assertThat(text).contains("以上至此为止。");
        IntStream.rangeClosed(1, items).forEach(i -> assertThat(text).contains("第" + i + "项："));
    }

    @Test
    void aLongNameIsPrintedWhole() throws Exception {
        String name = "很长的名称".repeat(99);

        String text = text(DOCUMENT.create(Licences.with(name, "无。", false), CREATED));

        assertThat(text.replaceAll("\\s", "")).contains(name);
    }

    @Test
    void aRareCharacterThatTheFontHasIsShownAsItself() throws Exception {
        String text =
                text(DOCUMENT.create(Licences.with("\uD863\uDC4F记茶餐厅", "无。", false), CREATED));

        assertThat(text).contains("\uD863\uDC4F记茶餐厅");
    }

    @Tag("LIC-3")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uD869\uDED6",
                "\uE863",
                "\u0007",
                "\u202E",
                "\u200B",
                "\uD83D\uDE00",
                "\uD842"
            })
    void aCharacterThatTheFontLacksIsNamed(String rare) {
        BusinessLicence licence = Licences.with("辽宁" + rare + "商行", "无。", false);

        assertThatThrownBy(() -> DOCUMENT.create(licence, CREATED))
                .isInstanceOfSatisfying(
                        MissingGlyphException.class,
                        missing -> {
                            assertThat(missing.field()).isEqualTo("name (名称)");
                            assertThat(missing.codePoint()).isEqualTo(rare.codePointAt(0));
                        })
                .hasMessageContaining("name (名称)")
                .hasMessageContaining("U+%04X".formatted(rare.codePointAt(0)))
                .hasMessageContaining("position 3");
    }

    private static String text(byte[] bytes) throws Exception {
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s", "");
        }
    }
}
