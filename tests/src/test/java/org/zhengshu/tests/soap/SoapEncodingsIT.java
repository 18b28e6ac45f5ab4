package org.zhengshu.tests.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Soap;

/** Envelopes in UTF-8, GBK and GB 18030, however the encoding is said. */
@Tag("KRN-13")
class SoapEncodingsIT {
    private final Node node = Node.shared();
    private final Wire wire = new Wire(node);
    private final Soap system = Soap.system(node, "soap-housing");

    /** What is signed is the canonical form, in UTF-8 whatever the message is in. */
    private String query(String namespace) {
        byte[] plain =
                Wire.envelope(namespace, "", Wire.query(node)).getBytes(StandardCharsets.UTF_8);
        String signed = new String(system.sign(plain, 300), StandardCharsets.UTF_8);
        return signed.replaceFirst("^<\\?xml[^>]*\\?>", "");
    }

    private Reply send(String type, String declared, Charset charset, String... headers) {
        String namespace = type.contains("soap+xml") ? Wire.SOAP_12 : Wire.SOAP_11;
        String declaration =
                declared == null ? "" : "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>";
        List<String> all = new ArrayList<>(List.of("Content-Type", type));
        all.addAll(List.of(headers));
        byte[] bytes = (declaration + query(namespace)).getBytes(charset);
        return wire.send("Exchange", bytes, all.toArray(String[]::new));
    }

    private void answeredIn(Reply reply, String charset) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).endsWithIgnoringCase("charset=" + charset);
        String text = new String(reply.bytes(), Charset.forName(charset));
        assertThat(text).contains("queryResponse", "街道");
        if (!charset.equals("UTF-8")) {
            assertThat(text).startsWith("<?xml version=\"1.0\" encoding=\"" + charset + "\"?>");
        }
        assertThat(reply.verify(node.anchors()).failures()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "text/xml; charset=GBK,-,GBK",
                "text/xml; charset=gbk,GBK,GBK",
                "text/xml,GBK,GBK",
                "text/xml; charset=gb2312,-,GBK",
                "text/xml,GB2312,GBK",
                "text/xml; charset=GB18030,-,GB18030",
                "text/xml; charset=GBK,GB18030,GB18030",
                "application/soap+xml; charset=GBK,-,GBK",
                "application/soap+xml; charset=GBK; action=\"\",GBK,GBK"
            })
    void aChineseEncodingIsReadAndAnsweredInKind(String type, String declared, String charset) {
        answeredIn(send(type, declared, Charset.forName(charset)), charset);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "text/xml,-",
                "text/xml; charset=utf-8,-",
                "text/xml,UTF-8",
                "text/xml; charset=UTF-8,utf-8"
            })
    void utf8IsAnsweredInUtf8(String type, String declared) {
        answeredIn(send(type, declared, StandardCharsets.UTF_8), "UTF-8");
    }

    @Test
    void gbkIsAnsweredWhereItIsAskedFor() {
        answeredIn(
                send(
                        "text/xml; charset=UTF-8",
                        null,
                        StandardCharsets.UTF_8,
                        "Accept-Charset",
                        "GBK"),
                "GBK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/xml; charset=UTF-8", "application/soap+xml; charset=UTF-8"})
    void differentEncodingsInHeaderAndDeclarationAreRefusedByName(String type) {
        Reply reply = send(type, "GBK", Charset.forName("GBK"), "Accept-Language", "en");
        assertThat(reply.problem()).isEqualTo("kernel/malformed");
        assertThat(reply.element("detail")).contains("different encodings", "UTF-8", "GBK");
    }

    @Test
    void bytesThatAreNoGbkAreRefusedWithTheirPlace() {
        byte[] bytes =
                Wire.envelope(Wire.SOAP_11, "", Wire.verify("AA\u00ff\u00ffA"))
                        .getBytes(StandardCharsets.ISO_8859_1);
        Reply reply = wire.send("Verification", bytes, "Content-Type", "text/xml; charset=GBK");
        assertThat(reply.problem()).isEqualTo("kernel/malformed");
        assertThat(reply.element("place")).startsWith("byte ");
    }

    @Test
    void aFaultIsInTheCallersEncodingToo() {
        byte[] bytes =
                Wire.envelope(Wire.SOAP_11, "", Wire.verify("AAAA").replace("document", "文件"))
                        .getBytes(Charset.forName("GBK"));
        Reply reply = wire.send("Verification", bytes, "Content-Type", "text/xml; charset=GBK");
        assertThat(new String(reply.bytes(), Charset.forName("GBK")))
                .contains("kernel/malformed", "不认识的元素");
    }
}
