package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoapMessageTest {
    private static final String SOAP11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP12 = "http://www.w3.org/2003/05/soap-envelope";
    private static final String CONTENT =
            "<q:answer b=\"2\" a='1' xmlns:z=\"urn:unused\"><!-- no -->"
                    + "<name xmlns=\"urn:n\">张&amp;三</name><q:empty/><![CDATA[<x>]]></q:answer>";
    private static final String CANONICAL =
            "<q:answer xmlns:q=\"urn:q\" a=\"1\" b=\"2\"><name xmlns=\"urn:n\">张&amp;三</name>"
                    + "<q:empty></q:empty>&lt;x&gt;</q:answer>";

    @Test
    void theBodyIsTheExclusiveCanonicalFormOfItsElement() {
        String envelope = envelope("s", SOAP11, "xmlns:q=\"urn:q\"", CONTENT);
        assertThat(canonical(envelope)).isEqualTo(CANONICAL);
    }

    @Test
    void whatIsOutsideTheElementDoesNotMatter() {
        String other =
                "<?xml version='1.0' encoding='UTF-8'?>\n<e:Envelope xmlns:e='"
                        + SOAP12
                        + "' xmlns:other='urn:o' xmlns='urn:d' xml:lang='zh'>\n <e:Header><x/></e:Header>\n"
                        + " <e:Body xmlns:q=\"urn:q\" wsu='7'>\n <!-- x -->"
                        + CONTENT
                        + "\n\n</e:Body>\n</e:Envelope>\n";
        assertThat(canonical(other)).isEqualTo(CANONICAL);
    }

    @Test
    void aDefaultNamespaceFromOutsideIsCarriedIn() {
        String envelope = envelope("s", SOAP11, "xmlns=\"urn:d\"", "<a><b xmlns=\"\"/></a>");
        assertThat(canonical(envelope)).isEqualTo("<a xmlns=\"urn:d\"><b xmlns=\"\"></b></a>");
    }

    @Test
    void aChangeInTheElementChangesTheDigest() {
        String changed = CONTENT.replace("张", "李");
        assertThat(canonical(envelope("s", SOAP11, "xmlns:q=\"urn:q\"", changed)))
                .isNotEqualTo(CANONICAL);
    }

    @Test
    void ofAFaultTheOneElementInItsDetailCounts() {
        String problem = "<problem xmlns=\"urn:p\"><code>a/b</code></problem>";
        String fault11 =
                "<s:Fault><faultcode>s:Client</faultcode><faultstring>no</faultstring>"
                        + "<detail>\n %s </detail></s:Fault>";
        String fault12 =
                "<s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code><s:Detail>%s</s:Detail></s:Fault>";
        assertThat(canonical(envelope("s", SOAP11, "", fault11.formatted(problem))))
                .isEqualTo(problem);
        assertThat(canonical(envelope("s", SOAP12, "", fault12.formatted(problem))))
                .isEqualTo(problem);
        String other = problem.replace("a/b", "a/c");
        assertThat(canonical(envelope("s", SOAP11, "", fault11.formatted(other)))).isEqualTo(other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<detail/>",
                "<detail>text</detail>",
                "<detail><a/><b/></detail>",
                "<detail><a/></detail><detail><a/></detail>",
                "<x:detail xmlns:x='urn:x'><a/></x:detail>"
            })
    void aFaultWithoutOneElementInItsDetailIsTakenAsItIs(String detail) {
        String fault = "<s:Fault><faultcode>s:Client</faultcode>" + detail + "</s:Fault>";
        assertThat(canonical(envelope("s", SOAP11, "", fault)))
                .startsWith("<s:Fault xmlns:s=\"" + SOAP11 + "\"><faultcode>");
    }

    @Test
    void anElementThatIsOnlyNamedFaultIsAnAnswer() {
        String answer = "<Fault xmlns=\"urn:n\"><detail xmlns=\"\"><a></a></detail></Fault>";
        assertThat(canonical(envelope("s", SOAP11, "", answer))).isEqualTo(answer);
    }

    @Test
    void theReceiptHeaderIsFound() {
        String envelope =
                "<s:Envelope xmlns:s='"
                        + SOAP11
                        + "'><s:Header><r:Receipt xmlns:r='urn:zhengshu:receipt'>\n abc \n"
                        + "</r:Receipt></s:Header><s:Body><a/></s:Body></s:Envelope>";
        assertThat(parse(envelope).receiptHeader()).contains("abc");
        assertThat(parse(envelope("s", SOAP11, "", "<a/>")).receiptHeader()).isEmpty();
        String twice = envelope.replaceAll("(<r:Rec.*</r:Receipt>)", "$1$1").replace("\n", "");
        String two = twice.replaceAll("(<r:Rec.*</r:Receipt>)", "$1$1");
        assertThatThrownBy(() -> parse(two).receiptHeader()).isInstanceOf(ProofException.class);
    }

    @Test
    @Tag("PRF-4")
    void documentTypesAreRefused() {
        for (String type :
                new String[] {
                    "<!DOCTYPE x>",
                    "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>",
                    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
                }) {
            assertThatThrownBy(() -> parse(type + envelope("s", SOAP11, "", "<a/>")))
                    .isInstanceOf(ProofException.class)
                    .hasMessageContaining("document type");
        }
    }

    @Test
    @Tag("PRF-4")
    void anEntityBombIsRefused() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a%d '&a%d;&a%d;'>".formatted(i, i - 1, i - 1));
        }
        String envelope = bomb + "]>" + envelope("s", SOAP11, "", "<a>&a29;</a>");
        assertThatThrownBy(() -> parse(envelope)).isInstanceOf(ProofException.class);
    }

    @Test
    @Tag("PRF-4")
    void deepNestingIsRefused() {
        String fits = "<a>".repeat(254) + "</a>".repeat(254);
        assertThat(canonical(envelope("s", SOAP11, "", fits))).isEqualTo(fits);
        String deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);
        assertThatThrownBy(() -> parse(envelope("s", SOAP11, "", deep)))
                .isInstanceOf(ProofException.class)
                .hasMessageContaining("deeper");
    }

    @Test
    @Tag("PRF-4")
    void aHugeMessageIsRefused() {
        assertThatThrownBy(() -> SoapMessage.parse(new byte[SoapMessage.MAX_BYTES + 1]))
                .isInstanceOf(ProofException.class)
                .hasMessageContaining("larger");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "<a/>",
                "<s:Envelope xmlns:s='urn:x'><s:Body><a/></s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body/></s:Envelope>",
                "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'/>",
                "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body><a/><b/></s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>x<a/></s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body><a/></s:Body><s:Body><a/></s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body><a></s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body><p:a/></s:Body></s:Envelope>"
            })
    void whatIsNoEnvelopeWithOneElementIsRefused(String text) {
        assertThatThrownBy(() -> parse(text).canonicalBody()).isInstanceOf(ProofException.class);
    }

    private static String envelope(
            String prefix, String namespace, String attributes, String content) {
        return "<%1$s:Envelope xmlns:%1$s=\"%2$s\" %3$s><%1$s:Body>%4$s</%1$s:Body></%1$s:Envelope>"
                .formatted(prefix, namespace, attributes, content);
    }

    private static SoapMessage parse(String text) {
        return SoapMessage.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String canonical(String text) {
        return new String(parse(text).canonicalBody(), StandardCharsets.UTF_8);
    }
}
