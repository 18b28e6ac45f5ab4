package org.zhengshu.tests.soap;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Each address takes SOAP 1.1 and 1.2 and answers in the version of the call, faults too. */
@Tag("KRN-13")
class SoapVersionsIT {
    private final Node node = Node.shared();
    private final Wire wire = new Wire(node);
    private final Soap system = Soap.system(node, "soap-housing");

    private byte[] signed(String namespace) {
        String envelope = Wire.envelope(namespace, "", Wire.query(node));
        return system.sign(envelope.getBytes(StandardCharsets.UTF_8), 300);
    }

    private void answered(Reply reply, String namespace) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        inVersion(reply, namespace);
        assertThat(reply.text()).contains("<queryResponse", "</rows>");
    }

    private void inVersion(Reply reply, String namespace) {
        assertThat(reply.header("Content-Type")).startsWith(Wire.type(namespace).split(";")[0]);
        assertThat(reply.text()).contains(":Envelope xmlns:", namespace);
        assertThat(reply.verify(node.anchors()).failures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {Wire.SOAP_11, Wire.SOAP_12})
    void aSignedQueryIsAnsweredInItsVersionWithAReceipt(String namespace) {
        Reply reply =
                wire.send("Exchange", signed(namespace), "Content-Type", Wire.type(namespace));
        answered(reply, namespace);
        assertThat(reply.text()).contains("BinarySecurityToken", "SignatureValue");
    }

    /** The Body alone says what is called. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/xml|\"\"",
                "text/xml|\"urn:zhengshu:exchange:1/query\"",
                "text/xml|urn:zhengshu:exchange:1/query",
                "text/xml|",
                "text/xml; charset=\"utf-8\"|\"\"",
                "TEXT/XML;charset=utf-8|\"\"",
                "application/soap+xml|",
                "application/soap+xml; charset=utf-8; action=\"urn:zhengshu:exchange:1/query\"|",
                "application/soap+xml;action=\"\"|"
            })
    void theActionMayBeSaidInAnyWayOrNotAtAll(String type, String action) {
        String namespace = type.contains("soap+xml") ? Wire.SOAP_12 : Wire.SOAP_11;
        List<String> headers = new ArrayList<>(List.of("Content-Type", type));
        if (action != null) {
            headers.addAll(List.of("SOAPAction", action));
        }
        answered(
                wire.send("Exchange", signed(namespace), headers.toArray(String[]::new)),
                namespace);
    }

    private void refused(Reply reply, String namespace, String code, String faultCode) {
        inVersion(reply, namespace);
        assertThat(reply.problem()).as(reply.text()).isEqualTo(code);
        if (namespace.equals(Wire.SOAP_11)) {
            assertThat(reply.text()).containsPattern(":" + faultCode + "</faultcode>");
            assertThat(reply.text()).contains("<detail>");
            assertThat(reply.status()).isEqualTo(500);
        } else {
            assertThat(reply.text()).containsPattern(":" + faultCode + "</\\w+:Value>");
            assertThat(reply.text()).contains(":Detail>");
            assertThat(reply.status()).isEqualTo(faultCode.equals("Sender") ? 400 : 500);
        }
    }

    @ParameterizedTest
    @CsvSource({Wire.SOAP_11 + ",Client", Wire.SOAP_12 + ",Sender"})
    void aFaultHasTheVersionOfTheCallWhoeverRefuses(String namespace, String code) {
        String query = Wire.query(node);
        refused(
                wire.send("Exchange", namespace, "<s:Envelope"),
                namespace,
                "kernel/malformed",
                code);
        refused(
                wire.send("Exchange", namespace, Wire.envelope(namespace, "", query)),
                namespace,
                "identity/not-authenticated",
                code);
        refused(
                wire.send(
                        "Verification",
                        namespace,
                        Wire.envelope(namespace, "", Wire.verify("AAAA").replace("document", "x"))),
                namespace,
                "kernel/malformed",
                code);
        String changed =
                new String(signed(namespace), StandardCharsets.UTF_8)
                        .replace("<limit>2<", "<limit>3<");
        refused(
                wire.send("Exchange", namespace, changed),
                namespace,
                "identity/message-security",
                code);
        String header =
                "<x xmlns=\"urn:x\" s:mustUnderstand=\"" + (code.equals("Client") ? 1 : "true");
        refused(
                wire.send(
                        "Verification",
                        namespace,
                        Wire.envelope(namespace, header + "\"/>", Wire.verify("AAAA"))),
                namespace,
                "kernel/header-not-understood",
                "MustUnderstand");
    }

    @Test
    void anEnvelopeOfAnotherVersionThanItsContentTypeIsAVersionMismatch() {
        for (String namespace : List.of(Wire.SOAP_11, Wire.SOAP_12)) {
            String other = namespace.equals(Wire.SOAP_11) ? Wire.SOAP_12 : Wire.SOAP_11;
            refused(
                    wire.send(
                            "Verification",
                            namespace,
                            Wire.envelope(other, "", Wire.verify("AAAA"))),
                    namespace,
                    "kernel/soap-version",
                    "VersionMismatch");
        }
    }

    /** Signature wrapping, XSW: the rules of SOAP 1.1 hold for SOAP 1.2. */
    @ParameterizedTest
    @CsvSource({Wire.SOAP_11 + ",Client", Wire.SOAP_12 + ",Sender"})
    void aSignedBodyMovedElsewhereOrDoubledIsRefused(String namespace, String code) {
        String signed = new String(signed(namespace), StandardCharsets.UTF_8);
        int start = signed.indexOf("<s:Body");
        int end = signed.indexOf("</s:Body>") + 9;
        String body = signed.substring(start, end);
        String evil = body.replace("<limit>2<", "<limit>3<");
        refused(
                wire.send("Exchange", namespace, signed.replace(body, evil + body)),
                namespace,
                "kernel/malformed",
                code);
        String moved =
                signed.replace(body, evil.replaceFirst(" \\w+:Id=\"[^\"]*\"", ""))
                        .replace(
                                "</s:Header>",
                                "<w xmlns=\"urn:wrapper\">" + body + "</w></s:Header>");
        refused(wire.send("Exchange", namespace, moved), namespace, "kernel/malformed", code);
        String doubled =
                signed.replace(body, evil)
                        .replace(
                                "</s:Header>",
                                "<w xmlns=\"urn:wrapper\""
                                        + body.replaceFirst("<s:Body", "")
                                                .replaceFirst(">.*", "/></s:Header>"));
        refused(wire.send("Exchange", namespace, doubled), namespace, "kernel/malformed", code);
    }

    @Test
    void whatIsNoSoapAtAllIsRefusedInTheVersionThatTheCallerSeemsToSpeak() {
        byte[] bytes = "{}".getBytes(StandardCharsets.UTF_8);
        Reply text = wire.send("Exchange", bytes, "Content-Type", "application/json");
        assertThat(text.status()).isEqualTo(415);
        inVersion(text, Wire.SOAP_11);
        Reply newer =
                wire.send("Exchange", bytes, "Content-Type", Wire.TYPE_12.replace("UTF-8", "foo"));
        assertThat(newer.status()).as(newer.text()).isEqualTo(415);
        inVersion(newer, Wire.SOAP_12);
    }

    @Test
    void aHeaderForAnotherRoleMayBeMandatory() {
        String header = "<x xmlns=\"urn:x\" s:mustUnderstand=\"1\" s:actor=\"urn:somebody-else\"/>";
        Reply reply =
                wire.send(
                        "Verification",
                        Wire.SOAP_11,
                        Wire.envelope(Wire.SOAP_11, header, Wire.verify("AAAA")));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }
}
