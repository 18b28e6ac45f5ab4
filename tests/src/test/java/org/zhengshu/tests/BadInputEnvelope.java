package org.zhengshu.tests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.util.WSCurrentTimeSource;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.apache.wss4j.dom.message.WSSecTimestamp;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.zhengshu.tests.node.Soap;

/** An envelope that is signed otherwise than it should be, or taken apart afterwards. */
final class BadInputEnvelope {
    static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    private final Document document;

    private BadInputEnvelope(Document document) {
        this.document = document;
    }

    /** How to sign: algorithms, which parts, what time it is. */
    record Manner(String algorithm, String digest, List<String> parts, Instant now) {
        static Manner usual() {
            return new Manner(RSA_SHA256, SHA256, List.of("Body", "Timestamp"), Instant.now());
        }

        Manner with(String otherAlgorithm, String otherDigest) {
            return new Manner(otherAlgorithm, otherDigest, parts, now);
        }

        Manner covering(String... others) {
            return new Manner(algorithm, digest, List.of(others), now);
        }

        Manner at(Instant other) {
            return new Manner(algorithm, digest, parts, other);
        }
    }

    static BadInputEnvelope parse(byte[] bytes) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return new BadInputEnvelope(
                    factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static BadInputEnvelope plain(String body) {
        return parse(Soap.plain(body));
    }

    /** Signs in the given manner; may be called twice for two signatures. */
    BadInputEnvelope sign(KeyStore store, String alias, String password, Manner manner) {
        try {
            Merlin crypto = new Merlin(new Properties(), getClass().getClassLoader(), null);
            crypto.setKeyStore(store);
            WSSecHeader header = new WSSecHeader(document);
            header.insertSecurityHeader();
            if (document.getElementsByTagNameNS(WSConstants.WSU_NS, "Timestamp").getLength() == 0) {
                WSSecTimestamp timestamp = new WSSecTimestamp(header);
                timestamp.setTimeToLive(300);
                timestamp.setWsTimeSource(
                        new WSCurrentTimeSource() {
                            @Override
                            public Instant now() {
                                return manner.now();
                            }
                        });
                timestamp.build();
            }
            WSSecSignature signature = new WSSecSignature(header);
            signature.setUserInfo(alias, password);
            signature.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
            signature.setSignatureAlgorithm(manner.algorithm());
            signature.setDigestAlgo(manner.digest());
            for (String part : manner.parts()) {
                String namespace = "Timestamp".equals(part) ? WSConstants.WSU_NS : SOAP;
                signature.getParts().add(new WSEncryptionPart(part, namespace, ""));
            }
            signature.build(crypto);
            return this;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    Element envelope() {
        return document.getDocumentElement();
    }

    Element header() {
        return first(SOAP, "Header");
    }

    Element security() {
        return first(WSConstants.WSSE_NS, "Security");
    }

    Element body() {
        return first(SOAP, "Body");
    }

    Element timestamp() {
        return first(WSConstants.WSU_NS, "Timestamp");
    }

    Element first(String namespace, String name) {
        return (Element) document.getElementsByTagNameNS(namespace, name).item(0);
    }

    /** A new element of a namespace that nobody knows. */
    Element wrapper() {
        return document.createElementNS("urn:example:wrapper", "w:Wrapper");
    }

    /** A Body with other content; not yet in the tree. */
    Element otherBody(String content) {
        return (Element) document.importNode(plain(content).body(), true);
    }

    byte[] bytes() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Transformer transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            transformer.transform(new DOMSource(document), new StreamResult(out));
            return out.toByteArray();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
