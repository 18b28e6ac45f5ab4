package org.zhengshu.kernel.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;

@Tag("KRN-13")
class EnvelopeTreeTest {
    private static Received read(EnvelopeVersion version, String headers, String body) {
        String envelope =
                "<s:Envelope xmlns:s=\""
                        + version.namespace()
                        + "\"> <s:Header>"
                        + headers
                        + "</s:Header><s:Body>"
                        + body
                        + "</s:Body></s:Envelope>";
        return EnvelopeScan.read(envelope.getBytes(StandardCharsets.UTF_8), version)
                .received(null, null, version);
    }

    @ParameterizedTest
    @EnumSource
    void theTreeHoldsElementsAttributesAndTexts(EnvelopeVersion version) {
        Received message =
                read(
                        version,
                        "<x:H xmlns:x=\"urn:x\" x:a=\"1&amp;2\" b=\"\"/><plain/>",
                        "<!-- c --> <q:call xmlns:q=\"urn:q\" xmlns=\"urn:d\"><?p i?>a&lt;<!--"
                                + " c -->b<![CDATA[<c>]]><d> </d></q:call>\n");
        Element block = message.headers().get(0);
        assertThat(block.getAttributeNS("urn:x", "a")).isEqualTo("1&2");
        assertThat(block.hasAttribute("b")).isTrue();
        assertThat(block.getNodeName()).isEqualTo("x:H");
        assertThat(message.headers().get(1).getNamespaceURI()).isNull();
        Element call = message.payload();
        assertThat(call.getNodeName()).isEqualTo("q:call");
        assertThat(message.calledNamespace()).isEqualTo("urn:q");
        assertThat(call.getTextContent()).isEqualTo("a<b<c> ");
        assertThat(Elements.of(call).get(0).getNamespaceURI()).isEqualTo("urn:d");
    }

    /** WSS4J reads the first text of an element; there must be no second. */
    @Test
    void whatIsOneTextIsOneNode() {
        Received message =
                read(
                        EnvelopeVersion.SOAP_11,
                        "",
                        "<q:call xmlns:q=\"urn:q\">2026<!-- c -->-01<![CDATA[-31]]>&#x54;</q:call>");
        Element call = message.payload();
        assertThat(call.getChildNodes().getLength()).isEqualTo(1);
        assertThat(call.getFirstChild().getNodeValue()).isEqualTo("2026-01-31T");
    }

    /** What Exclusive XML Canonicalization says of the tree is what it says of the bytes. */
    @Test
    void prefixesAndInstructionsAreKept() {
        Element call =
                read(
                                EnvelopeVersion.SOAP_11,
                                "",
                                "<q:call xmlns:q=\"urn:q\" xmlns=\"urn:d\"><d"
                                        + " xmlns=\"\"/><?p i?></q:call>")
                        .payload();
        assertThat(call.getAttribute("xmlns:q")).isEqualTo("urn:q");
        assertThat(call.getAttribute("xmlns")).isEqualTo("urn:d");
        assertThat(Elements.of(call).get(0).hasAttribute("xmlns")).isTrue();
        assertThat(Elements.of(call).get(0).getNamespaceURI()).isNull();
        assertThat(call.getLastChild().getNodeName()).isEqualTo("p");
    }

    @Test
    void aMessageWithoutAHeaderHasNoBlocks() {
        String envelope =
                "<Envelope xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\"><Body><a"
                        + " xmlns=\"\"/></Body></Envelope>";
        Received message =
                EnvelopeScan.read(
                                envelope.getBytes(StandardCharsets.UTF_8), EnvelopeVersion.SOAP_11)
                        .received(null, null, EnvelopeVersion.SOAP_11);
        assertThat(message.headers()).isEqualTo(List.of());
        assertThat(message.calledNamespace()).isEmpty();
    }

    /** The receivers of a block are those that CXF sees at the other addresses. */
    @ParameterizedTest
    @CsvSource({
        "SOAP_11, 1, '', true",
        "SOAP_11, true, '', true",
        "SOAP_11, TRUE, ' ', true",
        "SOAP_11, 0, '', false",
        "SOAP_11, ' 1 ', '', false",
        "SOAP_11, 1, http://schemas.xmlsoap.org/soap/actor/next, true",
        "SOAP_11, 1, http://www.w3.org/2003/05/soap-envelope/role/next, false",
        "SOAP_11, 1, urn:other, false",
        "SOAP_12, 1, ' http://www.w3.org/2003/05/soap-envelope/role/next ', true",
        "SOAP_12, 1, http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver, true",
        "SOAP_12, 1, http://www.w3.org/2003/05/soap-envelope/role/none, false",
        "SOAP_12, 1, http://schemas.xmlsoap.org/soap/actor/next, false",
    })
    void aMandatoryBlockForThisNodeHasToBeKnown(
            EnvelopeVersion version, String mandatory, String role, boolean refused) {
        String attributes =
                " s:mustUnderstand=\"%s\" s:%s=\"%s\""
                        .formatted(
                                mandatory,
                                version == EnvelopeVersion.SOAP_11 ? "actor" : "role",
                                role);
        Received unknown = read(version, "<H xmlns=\"urn:x\"" + attributes + "/>", "<a/>");
        if (refused) {
            assertThatThrownBy(() -> Understood.require(unknown))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            p -> assertThat(p.type()).isEqualTo(ProblemType.HEADER_NOT_UNDERSTOOD))
                    .hasMessageContaining("{urn:x}H");
        } else {
            assertThatCode(() -> Understood.require(unknown)).doesNotThrowAnyException();
        }
        Received known =
                read(
                        version,
                        "<Action xmlns=\"" + Addressing.W3C + "\"" + attributes + "/>",
                        "<a/>");
        assertThatCode(() -> Understood.require(known)).doesNotThrowAnyException();
    }
}
