package org.zhengshu.kernel.soap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.apache.wss4j.dom.message.WSSecTimestamp;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.w3c.dom.Document;
import org.zhengshu.kernel.boundary.Settings;

/** Signs answers to signed messages as the policy in the WSDL says (应答签名): Body and Timestamp. */
@ApplicationScoped
public class AnswerSignature {
    @Inject private WssKeys keys;
    @Inject private Settings settings;

    /** The same message in UTF-8 with its Security header. */
    byte[] sign(byte[] envelope) {
        Document document = EnvelopeTree.of(envelope).document();
        try {
            WSSecHeader header = new WSSecHeader(document);
            header.insertSecurityHeader();
            WSSecTimestamp timestamp = new WSSecTimestamp(header);
            timestamp.setTimeToLive(Math.toIntExact(settings.soap().fresh().toSeconds()));
            timestamp.build();
            WSSecSignature signature = new WSSecSignature(header);
            signature.setUserInfo(WssKeys.ALIAS, keys.password());
            signature.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
            signature.setSignatureAlgorithm(WSConstants.RSA_SHA256);
            signature.setDigestAlgo(WSConstants.SHA256);
            signature.getParts().add(part("Body", document.getDocumentElement().getNamespaceURI()));
            signature.getParts().add(part("Timestamp", WSConstants.WSU_NS));
            signature.build(keys.crypto());
            return bytes(document);
        } catch (WSSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static WSEncryptionPart part(String name, String namespace) {
        return new WSEncryptionPart(name, namespace, "");
    }

    /** In canonical form, so that what is signed and what the receipt covers stay what they are. */
    private static byte[] bytes(Document document) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 13);
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_OMIT_COMMENTS)
                    .canonicalizeSubtree(document, out);
            return out.toByteArray();
        } catch (XMLSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
