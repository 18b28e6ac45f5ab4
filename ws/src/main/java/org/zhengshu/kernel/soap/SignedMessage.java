package org.zhengshu.kernel.soap;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.cxf.message.Message;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.WSDataRef;
import org.apache.wss4j.dom.engine.WSSecurityEngineResult;
import org.apache.wss4j.dom.handler.WSHandlerConstants;
import org.apache.wss4j.dom.handler.WSHandlerResult;
import org.apache.wss4j.dom.message.token.Timestamp;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.proof.HashAlgorithm;

/**
 * A message whose one signature WSS4J has verified (已签名报文): who signed, and what tells the message
 * from every other.
 *
 * @param digest over the signer and the digests of all that is signed; an altered encoding of the
 *     same signature has the same digest
 */
record SignedMessage(X509Certificate signer, byte[] digest) {

    /** Empty on an open service; a second signature would leave open who is responsible. */
    static Optional<SignedMessage> of(Message message, Instant latest) {
        List<WSSecurityEngineResult> signatures = results(message, WSConstants.SIGN);
        if (signatures.isEmpty()) {
            return Optional.empty();
        }
        if (signatures.size() > 1) {
            throw refused(
                    "Header/Security", "报文须恰有一个签名", "the message needs exactly one signature");
        }
        WSSecurityEngineResult signature = signatures.get(0);
        Object certificate = signature.get(WSSecurityEngineResult.TAG_X509_CERTIFICATE);
        List<WSDataRef> parts = parts(signature);
        if (!(certificate instanceof X509Certificate signer)
                || parts.stream().noneMatch(p -> isBody(p.getProtectedElement()))) {
            throw refused("Body", "签名须覆盖 Body", "the signature must cover the Body");
        }
        refuseExpired(message, latest);
        return Optional.of(new SignedMessage(signer, digest(signer, parts)));
    }

    /** The caller's own limit; his clock may be as far behind as it may be ahead. */
    private static void refuseExpired(Message message, Instant latest) {
        for (WSSecurityEngineResult result : results(message, WSConstants.TS)) {
            if (result.get(WSSecurityEngineResult.TAG_TIMESTAMP) instanceof Timestamp timestamp
                    && timestamp.getExpires() != null
                    && timestamp.getExpires().isBefore(latest)) {
                throw refused(
                        "Header/Security/Timestamp",
                        "报文已过期：" + timestamp.getExpires(),
                        "the message has expired: " + timestamp.getExpires());
            }
        }
    }

    private static List<WSSecurityEngineResult> results(Message message, int action) {
        Object results = message.get(WSHandlerConstants.RECV_RESULTS);
        if (!(results instanceof Collection<?> handlers)) {
            return List.of();
        }
        return handlers.stream()
                .map(WSHandlerResult.class::cast)
                .map(WSHandlerResult::getActionResults)
                .flatMap(found -> found.getOrDefault(action, List.of()).stream())
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<WSDataRef> parts(WSSecurityEngineResult signature) {
        Object parts = signature.get(WSSecurityEngineResult.TAG_DATA_REF_URIS);
        return parts == null ? List.of() : (List<WSDataRef>) parts;
    }

    /** The Body right under the document's own Envelope, not one moved elsewhere. */
    private static boolean isBody(Element element) {
        if (element == null || !"Body".equals(element.getLocalName())) {
            return false;
        }
        Node envelope = element.getParentNode();
        return envelope != null
                && "Envelope".equals(envelope.getLocalName())
                && envelope.getNamespaceURI().equals(element.getNamespaceURI())
                && envelope.getParentNode() != null
                && envelope.getParentNode().getNodeType() == Node.DOCUMENT_NODE;
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

    private static Problem refused(String place, String zh, String en) {
        return ProblemType.MESSAGE_SECURITY
                .because(zh, en)
                .at(List.of(new Violation(place, "WsSecurity", "", new Text(zh, en))));
    }
}
