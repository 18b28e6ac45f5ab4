package org.zhengshu.tests.soap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.Properties;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.engine.WSSecurityEngine;
import org.apache.wss4j.dom.handler.WSHandlerResult;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.apache.wss4j.dom.message.WSSecTimestamp;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Tls;

/** A system that signs with WSS4J in any manner that a test wants, and verifies what comes back. */
final class SigningCaller {
    static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    private final String name;
    private final String password;
    private final Merlin crypto;

    SigningCaller(Node node, String name) {
        this.name = name;
        this.password = Tls.password(node.data(), name);
        try {
            KeyStore store = Tls.store(node.data(), name);
            crypto = new Merlin(new Properties(), getClass().getClassLoader(), null);
            crypto.setKeyStore(store);
            crypto.setTrustStore(Tls.trusted(node.data().resolve("root.pem")));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    Crypto crypto() {
        return crypto;
    }

    /** Body and Timestamp under one signature, as the policy says, but for the changes. */
    String sign(String envelope, Consumer<WSSecSignature> manner, Consumer<Document> after) {
        try {
            Document document = parse(envelope);
            WSSecHeader header = new WSSecHeader(document);
            header.insertSecurityHeader();
            new WSSecTimestamp(header).build();
            WSSecSignature signature = new WSSecSignature(header);
            signature.setUserInfo(name, password);
            signature.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
            signature.setSignatureAlgorithm(RSA_SHA256);
            signature.setDigestAlgo(SHA256);
            String namespace = document.getDocumentElement().getNamespaceURI();
            signature.getParts().add(new WSEncryptionPart("Body", namespace, ""));
            signature.getParts().add(new WSEncryptionPart("Timestamp", WSConstants.WSU_NS, ""));
            manner.accept(signature);
            signature.build(crypto);
            after.accept(document);
            return text(document);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What WSS4J finds in an answer; fails when the signature does not hold. */
    WSHandlerResult verify(Document answer) {
        try {
            return new WSSecurityEngine().processSecurityHeader(answer, null, null, crypto);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static Document parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static Element first(Document document, String name) {
        return first(document, name, "*");
    }

    static Element first(Document document, String name, String namespace) {
        return (Element) document.getElementsByTagNameNS(namespace, name).item(0);
    }

    private static String text(Document document) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Transformer transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
        transformer.transform(new DOMSource(document), new StreamResult(out));
        return out.toString(StandardCharsets.UTF_8);
    }
}
