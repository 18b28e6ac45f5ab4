package org.zhengshu.kernel.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.kernel.boundary.Deprecation;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.proof.SoapMessage;

@Tag("KRN-13")
class EnvelopeTest {
    private static final byte[] CHILD =
            "<a xmlns=\"urn:a\" b=\"&quot;\">街道𠮷 &amp; &#xD;</a>".getBytes(StandardCharsets.UTF_8);

    private static byte[] written(EnvelopeVersion version, List<HeaderBlock> headers) {
        Message message = new Message(CHILD, Message.CANONICAL_XML);
        Answer answer = new Answer(message, Optional.empty(), "", Optional.empty());
        return Envelope.of(version, new Reply(answer, headers));
    }

    private static byte[] fault(EnvelopeVersion version, ProblemType type, String detail) {
        ProblemView problem =
                ProblemView.of(type.because(detail, detail), "trace", Language.ENGLISH);
        Message message = SoapFaults.render(problem);
        Answer answer = new Answer(message, Optional.empty(), "r", Optional.of(problem));
        return Envelope.of(version, new Reply(answer, HeaderBlock.receipt("r")));
    }

    private static String text(byte[] envelope) {
        return new String(envelope, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheReceiptCoversStandsAsItWasRendered(EnvelopeVersion version) {
        byte[] envelope = written(version, List.of());
        assertThat(text(envelope))
                .isEqualTo(
                        "<soap:Envelope xmlns:soap=\""
                                + version.namespace()
                                + "\"><soap:Body>"
                                + text(CHILD)
                                + "</soap:Body></soap:Envelope>");
        assertThat(SoapMessage.parse(envelope).canonicalBody()).isEqualTo(CHILD);
    }

    @Test
    void textsAndAttributesOfHeaderBlocksAreEscaped() {
        Instant day = Instant.parse("2026-01-02T03:04:05Z");
        List<HeaderBlock> headers =
                List.of(
                        HeaderBlock.of("r", SoapMessage.RECEIPT_NAMESPACE, "Receipt", "eyJ9"),
                        HeaderBlock.deprecation(new Deprecation(day, day, "a\"<&")),
                        HeaderBlock.of("wsa", Addressing.W3C, "RelatesTo", "a<b&c\r]]>街"));
        byte[] envelope = written(EnvelopeVersion.SOAP_11, headers);
        Element header = (Element) SoapFaults.element(envelope).getFirstChild();
        assertThat(header.getLocalName()).isEqualTo("Header");
        List<Element> blocks = Elements.of(header);
        assertThat(blocks.get(1).getAttribute("successor")).isEqualTo("/ws/resources/a\"<&?wsdl");
        assertThat(blocks.get(1).getAttribute("since")).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(blocks.get(2).getTextContent()).isEqualTo("a<b&c\r]]>街");
        assertThat(SoapMessage.parse(envelope).receiptHeader()).contains("eyJ9");
    }

    @Test
    void aFaultHasTheFormOfItsVersion() {
        String text = "kernel/not-found: Not found - &lt;x&gt;";
        assertThat(text(fault(EnvelopeVersion.SOAP_11, ProblemType.NOT_FOUND, "<x>")))
                .contains(
                        "<soap:Body><soap:Fault><faultcode>soap:Client</faultcode><faultstring>",
                        "&lt;x&gt;</faultstring><detail><problem xmlns=\"urn:zhengshu:problem:1\">",
                        "</problem></detail></soap:Fault></soap:Body></soap:Envelope>");
        assertThat(text(fault(EnvelopeVersion.SOAP_12, ProblemType.NOT_FOUND, "<x>")))
                .contains(
                        "<soap:Code><soap:Value>soap:Sender</soap:Value></soap:Code>",
                        "<soap:Reason><soap:Text xml:lang=\"en\">" + text.substring(0, 17),
                        "<soap:Detail><problem xmlns=\"urn:zhengshu:problem:1\">",
                        "</problem></soap:Detail></soap:Fault></soap:Body></soap:Envelope>");
    }

    @ParameterizedTest
    @EnumSource
    void theReceiptOfAFaultCoversTheProblem(EnvelopeVersion version) {
        byte[] envelope = fault(version, ProblemType.BUSY, "\"&\"");
        SoapMessage message = SoapMessage.parse(envelope);
        assertThat(text(message.canonicalBody()))
                .startsWith("<problem xmlns=\"urn:zhengshu:problem:1\">")
                .contains("<code>kernel/busy</code>", "\"&amp;\"");
        assertThat(message.receiptHeader()).contains("r");
    }
}
