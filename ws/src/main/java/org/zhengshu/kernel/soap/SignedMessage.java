package org.zhengshu.kernel.soap;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.wss4j.common.token.BinarySecurity;
import org.apache.wss4j.common.token.X509Security;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.WSDataRef;
import org.apache.wss4j.dom.engine.WSSecurityEngineResult;
import org.apache.wss4j.dom.handler.WSHandlerResult;
import org.apache.wss4j.dom.message.token.Timestamp;
import org.apache.wss4j.dom.str.STRParser;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.proof.HashAlgorithm;

/**
 * A message whose one signature WSS4J has verified, and which is as the policy in the WSDL demands
 * (已签名报文): who signed, and what tells the message from every other.
 *
 * @param digest over the signer and the digests of all that is signed; an altered encoding of the
 *     same signature has the same digest
 */
record SignedMessage(X509Certificate signer, byte[] digest, Timestamp timestamp) {
    private static final String SECURITY = "Header/Security";
    private static final String TIMESTAMP = SECURITY + "/Timestamp";

    /**
     * The only Security header for this node, with one certificate, one Timestamp and one Signature
     * and nothing else: what nobody has to look at cannot mislead anybody.
     */
    static Element security(Received message) {
        List<Element> headers =
                message.headers().stream()
                        .filter(h -> Elements.is(h, WSConstants.WSSE_NS, "Security"))
                        .filter(message.version()::isForReceiver)
                        .toList();
        if (headers.isEmpty()) {
            throw ProblemType.NOT_AUTHENTICATED.because(
                    "请用已登记的证书按 WSDL 中的策略对报文签名（WS-Security X.509）；UsernameToken 请用 /ws/token/ 下的地址",
                    "Sign the message with a registered certificate as the policy in the WSDL says"
                            + " (WS-Security X.509); a UsernameToken goes to the address under"
                            + " /ws/token/");
        }
        Element security = headers.get(0);
        List<Element> parts = Elements.of(security);
        Optional<Element> token = part(parts, WSConstants.WSSE_NS, "BinarySecurityToken");
        Optional<Element> signature = part(parts, WSConstants.SIG_NS, "Signature");
        if (headers.size() > 1
                || parts.size() != 3
                || token.isEmpty()
                || signature.isEmpty()
                || part(parts, WSConstants.WSU_NS, "Timestamp").isEmpty()) {
            throw incomplete();
        }
        requireReference(signature.get(), token.get().getAttributeNS(WSConstants.WSU_NS, "Id"));
        return security;
    }

    private static Problem incomplete() {
        return refused(
                SECURITY,
                "须恰有一个 BinarySecurityToken、一个 Timestamp、一个 Signature，不得有其他内容；"
                        + "UsernameToken 请用 /ws/token/ 下的地址",
                "exactly one BinarySecurityToken, one Timestamp and one Signature are needed and"
                        + " nothing else; a UsernameToken goes to the address under /ws/token/");
    }

    private static Optional<Element> part(List<Element> parts, String namespace, String name) {
        return parts.stream().filter(part -> Elements.is(part, namespace, name)).findFirst();
    }

    /** WSS4J would follow a reference to anywhere in the message, and to tokens of other kinds. */
    private static void requireReference(Element signature, String token) {
        List<Element> infos =
                Elements.of(signature).stream()
                        .filter(e -> Elements.is(e, WSConstants.SIG_NS, "KeyInfo"))
                        .toList();
        boolean right =
                infos.size() == 1
                        && only(infos.get(0), "SecurityTokenReference")
                                .flatMap(str -> only(str, "Reference"))
                                .map(reference -> reference.getAttribute("URI"))
                                .filter(uri -> uri.length() > 1 && uri.equals("#" + token))
                                .isPresent();
        if (!right) {
            throw notReferred();
        }
    }

    /** The only element in another, when it has this name of WS-Security. */
    private static Optional<Element> only(Element parent, String name) {
        List<Element> found = Elements.of(parent);
        return found.size() == 1 ? part(found, WSConstants.WSSE_NS, name) : Optional.empty();
    }

    private static Problem notReferred() {
        return refused(
                SECURITY,
                "签名须以 Reference 指向本 Security 头中的 BinarySecurityToken（X509v3 证书）",
                "the signature must refer to the BinarySecurityToken of this Security header, an"
                        + " X509v3 certificate, by a Reference");
    }

    /**
     * What the policy demands beside what WSS4J has verified.
     *
     * @param payload the call that the door will read
     */
    static SignedMessage of(Element payload, WSHandlerResult verified) {
        WSSecurityEngineResult signature = result(verified, WSConstants.SIGN);
        Timestamp timestamp =
                (Timestamp)
                        result(verified, WSConstants.TS).get(WSSecurityEngineResult.TAG_TIMESTAMP);
        X509Certificate signer = signer(signature, result(verified, WSConstants.BST));
        Element body = (Element) payload.getParentNode();
        List<WSDataRef> parts = parts(signature);
        List<Element> signed = parts.stream().map(WSDataRef::getProtectedElement).toList();
        requireSigned(signed, body, "Body");
        requireSigned(signed, timestamp.getElement(), TIMESTAMP);
        refuseOther(signed, body, timestamp.getElement().getParentNode());
        return new SignedMessage(signer, digest(signer, parts), timestamp);
    }

    /** The caller's own limit; his clock may be as far behind as it may be ahead. */
    void refuseExpired(Instant latest) {
        if (timestamp.getExpires() != null && timestamp.getExpires().isBefore(latest)) {
            throw refused(
                    TIMESTAMP,
                    "报文已过期：" + timestamp.getExpires(),
                    "the message has expired: " + timestamp.getExpires());
        }
    }

    private static WSSecurityEngineResult result(WSHandlerResult verified, int action) {
        List<WSSecurityEngineResult> found = verified.getActionResults().get(action);
        if (found == null || found.size() != 1) {
            throw incomplete();
        }
        return found.get(0);
    }

    /** The certificate that stands in the message, and by no other road than a reference to it. */
    private static X509Certificate signer(
            WSSecurityEngineResult signature, WSSecurityEngineResult token) {
        boolean isX509 =
                token.get(WSSecurityEngineResult.TAG_BINARY_SECURITY_TOKEN)
                                instanceof BinarySecurity binary
                        && X509Security.X509_V3_TYPE.equals(binary.getValueType());
        boolean referred =
                signature.get(WSSecurityEngineResult.TAG_X509_REFERENCE_TYPE)
                        == STRParser.REFERENCE_TYPE.DIRECT_REF;
        Object signer = signature.get(WSSecurityEngineResult.TAG_X509_CERTIFICATE);
        if (!isX509
                || !referred
                || !(signer instanceof X509Certificate certificate)
                || !certificate.equals(token.get(WSSecurityEngineResult.TAG_X509_CERTIFICATE))) {
            throw notReferred();
        }
        return certificate;
    }

    /** The very element that is read, not one that only looks like it. */
    private static void requireSigned(List<Element> signed, Element needed, String place) {
        if (signed.stream().noneMatch(element -> element == needed)) {
            String name = needed.getLocalName();
            throw refused(place, "签名须覆盖 " + name, "the signature must cover the " + name);
        }
    }

    /** Whole blocks of the Header, parts of its Security block and the Body alone may be signed. */
    private static void refuseOther(List<Element> signed, Node body, Node security) {
        for (Element element : signed) {
            Node parent = element.getParentNode();
            if (element != body && parent != security && parent != security.getParentNode()) {
                throw refused(
                        SECURITY,
                        "只可对 Body 与整个报文头签名",
                        "only the Body and whole header blocks may be signed");
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<WSDataRef> parts(WSSecurityEngineResult signature) {
        Object parts = signature.get(WSSecurityEngineResult.TAG_DATA_REF_URIS);
        return parts == null ? List.of() : (List<WSDataRef>) parts;
    }

    private static byte[] digest(X509Certificate signer, List<WSDataRef> parts) {
        byte[] all = signer.getPublicKey().getEncoded();
        List<byte[]> digests =
                parts.stream().map(WSDataRef::getDigestValue).sorted(Arrays::compare).toList();
        for (byte[] digest : digests) {
            int end = all.length;
            all = Arrays.copyOf(all, end + digest.length);
            System.arraycopy(digest, 0, all, end, digest.length);
        }
        return HashAlgorithm.SHA_256.digest(all);
    }

    static Problem unreadable() {
        return refused(
                SECURITY,
                "Security 头的内容无法读取，请检查时间、证书与引用的格式",
                "what the Security header holds cannot be read; check the form of times,"
                        + " certificate and references");
    }

    private static Problem refused(String place, String zh, String en) {
        return ProblemType.MESSAGE_SECURITY
                .because(zh, en)
                .at(List.of(new Violation(place, "WsSecurity", "", new Text(zh, en))));
    }
}
