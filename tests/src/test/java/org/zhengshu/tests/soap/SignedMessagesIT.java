package org.zhengshu.tests.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.WSDataRef;
import org.apache.wss4j.dom.engine.WSSecurityEngineResult;
import org.apache.wss4j.dom.handler.WSHandlerResult;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Soap;

/**
 * The policy in the WSDL, point by point: what a signed message must be, and how it is answered.
 */
@Tag("KRN-13")
class SignedMessagesIT {
    private static final String SECURITY = "identity/message-security";
    private static final String QUERY = "urn:zhengshu:exchange:1";
    private static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";
    private static final String ACTION =
            "<a:Action xmlns:a=\""
                    + ADDRESSING
                    + "\">urn:zhengshu:exchange:1:Exchange:queryRequest</a:Action>";

    private final org.zhengshu.tests.node.Node node = org.zhengshu.tests.node.Node.shared();
    private final Wire wire = new Wire(node);
    private final SigningCaller caller = new SigningCaller(node, "soap-housing");

    private String envelope(String namespace, String headers) {
        return Wire.envelope(namespace, headers, Wire.query(node));
    }

    private Reply send(Consumer<WSSecSignature> manner, Consumer<Document> after) {
        String signed = caller.sign(envelope(Wire.SOAP_11, ""), manner, after);
        return wire.send("Exchange", Wire.SOAP_11, signed);
    }

    private Reply rewritten(UnaryOperator<String> change) {
        String signed = caller.sign(envelope(Wire.SOAP_11, ACTION), s -> {}, d -> {});
        String changed = change.apply(signed);
        assertThat(changed).isNotEqualTo(signed);
        return wire.send("Exchange", Wire.SOAP_11, changed);
    }

    private void refused(Reply reply, String code) {
        assertThat(reply.problem()).as(reply.text()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.verify(node.anchors()).failures()).isEmpty();
    }

    private static void answered(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private static Arguments manner(String name, Consumer<WSSecSignature> manner) {
        return Arguments.of(name, manner);
    }

    static Stream<Arguments> otherManners() {
        return Stream.of(
                manner("issuer and number", s -> s.setKeyIdentifierType(WSConstants.ISSUER_SERIAL)),
                manner(
                        "subject key identifier",
                        s -> s.setKeyIdentifierType(WSConstants.SKI_KEY_IDENTIFIER)),
                manner(
                        "certificate in the reference",
                        s -> s.setKeyIdentifierType(WSConstants.X509_KEY_IDENTIFIER)),
                manner(
                        "thumbprint",
                        s -> s.setKeyIdentifierType(WSConstants.THUMBPRINT_IDENTIFIER)),
                manner("bare key", s -> s.setKeyIdentifierType(WSConstants.KEY_VALUE)),
                manner("chain", s -> s.setUseSingleCertificate(false)),
                manner("other algorithm", s -> s.setSignatureAlgorithm(rsa("sha512"))),
                manner("weak algorithm", s -> s.setSignatureAlgorithm(WSConstants.RSA_SHA1)),
                manner("other digest", s -> s.setDigestAlgo(WSConstants.SHA512)),
                manner(
                        "other canonical form",
                        s -> s.setSigCanonicalization(WSConstants.C14N_OMIT_COMMENTS)),
                manner("Body alone", s -> s.getParts().remove(1)),
                manner("Timestamp alone", s -> s.getParts().remove(0)),
                manner(
                        "a part of the Body beside it",
                        s -> s.getParts().add(new WSEncryptionPart("purpose", QUERY, ""))));
    }

    private static String rsa(String digest) {
        return "http://www.w3.org/2001/04/xmldsig-more#rsa-" + digest;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherManners")
    void signedOtherwise(String name, Consumer<WSSecSignature> manner) {
        refused(send(manner, d -> {}), SECURITY);
    }

    /**
     * The same where the certificate stands in the message, but the signature names it otherwise.
     */
    @ParameterizedTest
    @ValueSource(
            ints = {
                WSConstants.ISSUER_SERIAL,
                WSConstants.KEY_VALUE,
                WSConstants.X509_KEY_IDENTIFIER
            })
    void aCertificateThatTheSignatureDoesNotReferTo(int type) {
        Document right =
                SigningCaller.parse(caller.sign(envelope(Wire.SOAP_11, ""), s -> {}, d -> {}));
        Element token = SigningCaller.first(right, "BinarySecurityToken");
        refused(
                send(
                        s -> s.setKeyIdentifierType(type),
                        d -> {
                            Element security = SigningCaller.first(d, "Security");
                            security.insertBefore(
                                    d.importNode(token, true), security.getFirstChild());
                        }),
                SECURITY);
    }

    private static Arguments moved(String name, Consumer<Document> after) {
        return Arguments.of(name, after);
    }

    private static Element copied(Document document, String id) {
        Element token = SigningCaller.first(document, "BinarySecurityToken");
        Element copy = (Element) token.cloneNode(true);
        copy.setAttributeNS(WSConstants.WSU_NS, "wsu:Id", id);
        return copy;
    }

    private static void inAnotherBlock(Document document, Element child) {
        Element block = document.createElementNS("urn:x", "x:H");
        block.appendChild(child);
        SigningCaller.first(document, "Header").appendChild(block);
    }

    private static void retext(Document document, String name, Node... content) {
        Element element = SigningCaller.first(document, name);
        element.setTextContent("");
        for (Node node : content) {
            element.appendChild(node);
        }
    }

    /** The reference to the token is under no signature: anybody on the way could change it. */
    private static void referTo(Document document, UnaryOperator<String> uri) {
        String token =
                SigningCaller.first(document, "BinarySecurityToken")
                        .getAttributeNS(WSConstants.WSU_NS, "Id");
        SigningCaller.first(document, "Reference", WSConstants.WSSE_NS)
                .setAttribute("URI", uri.apply(token));
    }

    static Stream<Arguments> tokensElsewhere() {
        return Stream.of(
                moved(
                        "the token referred to stands in another block",
                        d -> {
                            Element token = SigningCaller.first(d, "BinarySecurityToken");
                            Element copy = copied(d, "copy");
                            token.getParentNode().replaceChild(copy, token);
                            inAnotherBlock(d, token);
                        }),
                moved(
                        "the token has no id",
                        d ->
                                SigningCaller.first(d, "BinarySecurityToken")
                                        .removeAttributeNS(WSConstants.WSU_NS, "Id")),
                moved(
                        "an assertion in another block is referred to",
                        d -> {
                            Element assertion =
                                    d.createElementNS(
                                            "urn:oasis:names:tc:SAML:2.0:assertion",
                                            "saml:Assertion");
                            assertion.setAttribute("ID", "assertion");
                            inAnotherBlock(d, assertion);
                            SigningCaller.first(d, "Reference", WSConstants.WSSE_NS)
                                    .setAttribute("URI", "#assertion");
                        }),
                moved("the whole message is referred to", d -> referTo(d, token -> "")),
                moved("an attachment is referred to", d -> referTo(d, token -> "cid:" + token)),
                moved(
                        "the token is referred to by XPointer",
                        d -> referTo(d, token -> "#xpointer(id('" + token + "'))")),
                moved(
                        "no key is named",
                        d -> {
                            Element info = SigningCaller.first(d, "KeyInfo");
                            info.getParentNode().removeChild(info);
                        }),
                moved(
                        "two keys are named",
                        d -> {
                            Element info = SigningCaller.first(d, "KeyInfo");
                            Element other = (Element) info.getFirstChild().cloneNode(true);
                            other.removeAttributeNS(WSConstants.WSU_NS, "Id");
                            info.appendChild(other);
                        }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tokensElsewhere")
    void aTokenThatStandsElsewhere(String name, Consumer<Document> after) {
        Reply reply = send(s -> {}, after);
        refused(reply, SECURITY);
        assertThat(reply.text()).contains("by a Reference");
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                moved("no time", d -> retext(d, "Created")),
                moved("no end", d -> retext(d, "Expires")),
                moved(
                        "an element for a time",
                        d -> retext(d, "Created", d.createElementNS("urn:x", "x"))),
                moved(
                        "an instruction before a time",
                        d ->
                                retext(
                                        d,
                                        "Created",
                                        d.createProcessingInstruction("x", "y"),
                                        d.createTextNode("2026-01-31T00:00:00Z"))),
                moved(
                        "a certificate of one letter",
                        d -> retext(d, "BinarySecurityToken", d.createTextNode("A"))),
                moved(
                        "a certificate that is none",
                        d -> retext(d, "BinarySecurityToken", d.createTextNode("AAAAAAAA"))),
                moved("no certificate", d -> retext(d, "BinarySecurityToken")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void whatCannotBeReadIsSaid(String name, Consumer<Document> after) {
        refused(send(s -> {}, after), SECURITY);
    }

    /** His clock may be as far behind as it may be ahead, a minute. */
    @Test
    void aMessageWhoseOwnTimeIsOver() {
        Soap system = Soap.system(node, "soap-housing");
        String query = Wire.query(node);
        answered(system.send("Exchange", system.signed(query, -30)));
        Reply late = system.send("Exchange", system.signed(query, -90));
        refused(late, SECURITY);
        assertThat(late.text()).contains("报文已过期");
    }

    /** Lax layout: whatever order WS-Security allows. */
    @Test
    void theTimeMayStandLast() {
        answered(
                send(
                        s -> {},
                        d -> {
                            Element time = SigningCaller.first(d, "Timestamp");
                            time.getParentNode().appendChild(time);
                        }));
    }

    @Test
    void theTokenSignedThroughItsReference() {
        refused(
                send(
                        s -> s.getParts().add(new WSEncryptionPart("STRTransform", "", "Element")),
                        d -> {}),
                SECURITY);
    }

    private static Arguments added(String name, String xml) {
        return Arguments.of(name, xml);
    }

    static Stream<Arguments> additions() {
        return Stream.of(
                added("another time", "<u:Timestamp xmlns:u=\"" + WSConstants.WSU_NS + "\"/>"),
                added(
                        "a token",
                        "<w:UsernameToken xmlns:w=\""
                                + WSConstants.WSSE_NS
                                + "\"><w:Username>soap-tax</w:Username></w:UsernameToken>"),
                added(
                        "an encrypted key",
                        "<e:EncryptedKey xmlns:e=\"" + WSConstants.ENC_NS + "\"/>"),
                added(
                        "an assertion",
                        "<s:Assertion xmlns:s=\"urn:oasis:names:tc:SAML:2.0:assertion\"/>"),
                added("anything", "<x:y xmlns:x=\"urn:x\"/>"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("additions")
    void moreInTheHeaderThanThePolicyKnows(String name, String xml) {
        refused(rewritten(s -> s.replace("<wsu:Timestamp", xml + "<wsu:Timestamp")), SECURITY);
    }

    @Test
    void theHeaderOfAnotherNode() {
        refused(
                rewritten(s -> s.replace("<wsse:Security ", "<wsse:Security s:actor=\"urn:x\" ")),
                "identity/not-authenticated");
        String next = " s:actor=\"http://schemas.xmlsoap.org/soap/actor/next\" ";
        answered(rewritten(s -> s.replace("<wsse:Security ", "<wsse:Security" + next)));
        String other = "<w:Security xmlns:w=\"" + WSConstants.WSSE_NS + "\"";
        answered(
                rewritten(
                        s ->
                                s.replace(
                                        "</a:Action>",
                                        "</a:Action>" + other + " s:actor=\"urn:x\"/>")));
        refused(rewritten(s -> s.replace("</a:Action>", "</a:Action>" + other + "/>")), SECURITY);
    }

    @Test
    void aHeaderBlockMayBeSignedToo() {
        String signed =
                caller.sign(
                        envelope(Wire.SOAP_11, ACTION),
                        s -> s.getParts().add(new WSEncryptionPart("Action", ADDRESSING, "")),
                        d -> {});
        answered(wire.send("Exchange", Wire.SOAP_11, signed));
        signed =
                caller.sign(
                        envelope(Wire.SOAP_11, ACTION),
                        s -> s.getParts().add(new WSEncryptionPart("Action", ADDRESSING, "")),
                        d -> SigningCaller.first(d, "Action").setTextContent("urn:x"));
        refused(wire.send("Exchange", Wire.SOAP_11, signed), SECURITY);
    }

    /**
     * Exclusive XML Canonicalization knows neither comments nor CDATA; what is read is the same.
     */
    @Test
    void otherBytesOfTheSameText() {
        answered(rewritten(s -> s.replace("房屋坐落核验", "房屋<!-- x -->坐落核验")));
        answered(rewritten(s -> s.replace("房屋坐落核验", "<![CDATA[房屋]]>坐落&#x6838;验")));
        answered(rewritten(s -> s.replace("<limit>", "<limit  >")));
        answered(rewritten(s -> s.replace("<s:Header>", "<?x y?><s:Header>")));
    }

    @Test
    void otherTextOrOtherNames() {
        refused(rewritten(s -> s.replace("<limit>2", "<limit>20")), SECURITY);
        refused(rewritten(s -> s.replace("<limit>2", "<limit> 2")), SECURITY);
        refused(rewritten(s -> s.replace("<limit>2", "<?x y?><limit>2")), SECURITY);
        refused(
                rewritten(
                        s ->
                                s.replace("<limit>2</limit>", "<q:limit>2</q:limit>")
                                        .replace(
                                                "<query xmlns=",
                                                "<query xmlns:q=\"" + QUERY + "\" xmlns=")),
                SECURITY);
        refused(rewritten(s -> s.replace("<query ", "<query xml:lang=\"en\" ")), SECURITY);
    }

    /** Nothing is signed by a namespace that the signature's form leaves out. */
    @Test
    void anUnusedNamespaceChangesNothing() {
        answered(rewritten(s -> s.replace("<query ", "<query xmlns:unused=\"urn:x\" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {Wire.SOAP_11, Wire.SOAP_12})
    void answersAndFaultsAreSignedByTheNode(String namespace) throws Exception {
        String right = caller.sign(envelope(namespace, ACTION), s -> {}, d -> {});
        signedByTheNode(wire.send("Exchange", namespace, right), "queryResponse");
        String wrong =
                caller.sign(
                        envelope(namespace, "").replace("房屋坐落核验", "其他 &amp; &lt;用途>"),
                        s -> {},
                        d -> {});
        Reply fault = wire.send("Exchange", namespace, wrong);
        assertThat(fault.problem()).isEqualTo("exchange/purpose-mismatch");
        signedByTheNode(fault, "Fault");
        Reply nobody = wire.send("Exchange", namespace, envelope(namespace, ""));
        assertThat(nobody.problem()).isEqualTo("identity/not-authenticated");
        signedByTheNode(nobody, "Fault");
    }

    private void signedByTheNode(Reply reply, String content) throws Exception {
        Document answer = SigningCaller.parse(reply.text());
        WSHandlerResult verified = caller.verify(answer);
        List<WSSecurityEngineResult> signatures = verified.getActionResults().get(WSConstants.SIGN);
        assertThat(signatures).hasSize(1);
        List<?> refs = (List<?>) signatures.get(0).get(WSSecurityEngineResult.TAG_DATA_REF_URIS);
        List<Element> parts =
                refs.stream().map(r -> ((WSDataRef) r).getProtectedElement()).toList();
        assertThat(parts.stream().map(Node::getLocalName))
                .containsExactlyInAnyOrder("Body", "Timestamp");
        Element body =
                parts.stream().filter(p -> p.getLocalName().equals("Body")).findFirst().get();
        assertThat(body.getParentNode()).isSameAs(answer.getDocumentElement());
        assertThat(body.getFirstChild().getLocalName()).isEqualTo(content);
        assertThat(signatures.get(0).get(WSSecurityEngineResult.TAG_SIGNATURE_METHOD))
                .isEqualTo(SigningCaller.RSA_SHA256);
        assertThat(reply.verify(node.anchors()).failures()).isEmpty();
    }
}
