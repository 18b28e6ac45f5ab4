package org.zhengshu.kernel.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("KRN-13")
class EnvelopeTextTest {
    private static final Charset GBK = EnvelopeText.GBK;

    @Test
    void whatGbkLacksStandsAsACharacterReference() {
        byte[] utf8 = "<a b=\"𠮷\">街道𠮷é</a>".getBytes(StandardCharsets.UTF_8);
        assertThat(new String(EnvelopeText.encoded(utf8, GBK), GBK))
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"GBK\"?><a b=\"&#x20bb7;\">街道&#x20bb7;é</a>");
        assertThat(
                        new String(
                                EnvelopeText.encoded(utf8, EnvelopeText.GB18030),
                                EnvelopeText.GB18030))
                .endsWith("?><a b=\"𠮷\">街道𠮷é</a>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<?xml version=\"1.0\" encoding='gb2312' standalone=\"yes\"?><a>街</a>|GBK|''|GBK",
                "<?xml version=\"1.1\" encoding=\"GB18030\"?><a>街</a>|GB18030|''|GB18030",
                "<a>街</a>|GBK|CP936|GBK",
                "<a>街</a>|UTF-16LE|UTF-16LE|UTF-16LE",
                "<a>街</a>|UTF-16|utf-16|UTF-16BE",
                "\uFEFF<a>街</a>|UTF-8|''|UTF-8",
                "<a>x</a>|ISO-8859-1|latin1|ISO-8859-1"
            })
    void theEncodingIsReadFromWhereItIsSaid(
            String xml, String written, String header, String charset) {
        EnvelopeText text = EnvelopeText.read(xml.getBytes(Charset.forName(written)), header);
        assertThat(text.charset()).isEqualTo(Charset.forName(charset));
        String utf8 = new String(text.utf8(), StandardCharsets.UTF_8);
        String body = xml.replaceFirst("^\uFEFF?(<\\?.*\\?>)?", "");
        assertThat(utf8).endsWith(body).doesNotContainIgnoringCase("gb");
    }

    @ParameterizedTest
    @CsvSource({"GBK, UTF-8", "UTF-8, GBK", "UTF-16, GBK", "US-ASCII, UTF-8"})
    void encodingsThatDifferAreRefused(String declared, String header) {
        byte[] xml =
                ("<?xml version=\"1.0\" encoding=\"" + declared + "\"?><a/>")
                        .getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> EnvelopeText.read(xml, header))
                .hasMessageContaining("kernel/malformed")
                .hasMessageContaining("different encodings");
    }

    @Test
    void anUnknownEncodingIsRefusedByName() {
        assertThatThrownBy(() -> EnvelopeText.read(new byte[] {'<'}, "IBM-1047"))
                .hasMessageContaining("kernel/unsupported-media-type")
                .hasMessageContaining("IBM-1047");
    }
}
