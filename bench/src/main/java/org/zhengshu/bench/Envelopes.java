package org.zhengshu.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.XMLStructure;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** SOAP 1.1 messages as a caller sends them, signed by a sample system with the JDK alone. */
final class Envelopes {
    private static final String OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    private static final String WSSE = OASIS + "wssecurity-secext-1.0.xsd";
    private static final String WSU = OASIS + "wssecurity-utility-1.0.xsd";
    private static final String X509 = OASIS + "x509-token-profile-1.0#X509v3";
    private static final String OPEN =
            "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Header>";
    private static final String CLOSE = "</soap:Body></soap:Envelope>";
    private static final int SECONDS_TO_LIVE = 300;

    private final KeyStore.PrivateKeyEntry key;
    private final Clock clock = Clock.systemUTC();

    /** Signs as that system. */
    Envelopes(Path data, String system) throws IOException, GeneralSecurityException {
        Path clients = data.resolve("pki/clients");
        char[] password =
                Files.readString(clients.resolve(system + ".password")).strip().toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(clients.resolve(system + ".p12"))) {
            store.load(in, password);
        }
        key =
                (KeyStore.PrivateKeyEntry)
                        store.getEntry(system, new KeyStore.PasswordProtection(password));
    }

    /** A message without signature. */
    static byte[] plain(String header, String body) {
        return (OPEN + header + "</soap:Header><soap:Body>" + body + CLOSE)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A security header that names a system and its secret. */
    static String token(String system, String secret) {
        return "<wsse:Security xmlns:wsse=\"%s\"><wsse:UsernameToken><wsse:Username>%s</wsse:Username><wsse:Password Type=\"%s\">%s</wsse:Password></wsse:UsernameToken></wsse:Security>"
                .formatted(WSSE, system, OASIS + "username-token-profile-1.0#PasswordText", secret);
    }

    /** A fresh message, signed over Body and Timestamp as the policy asks. */
    byte[] signed(String body) throws IOException {
        String token = "X-" + UUID.randomUUID();
        String time = "T-" + UUID.randomUUID();
        String content = "B-" + UUID.randomUUID();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            String security =
                    """
                    <wsse:Security xmlns:wsse="%s" xmlns:wsu="%s" soap:mustUnderstand="1">\
                    <wsse:BinarySecurityToken EncodingType="%s" ValueType="%s" wsu:Id="%s">%s\
                    </wsse:BinarySecurityToken><wsu:Timestamp wsu:Id="%s"><wsu:Created>%s\
                    </wsu:Created><wsu:Expires>%s</wsu:Expires></wsu:Timestamp></wsse:Security>"""
                            .formatted(
                                    WSSE,
                                    WSU,
                                    OASIS + "soap-message-security-1.0#Base64Binary",
                                    X509,
                                    token,
                                    Base64.getEncoder()
                                            .encodeToString(key.getCertificate().getEncoded()),
                                    time,
                                    now,
                                    now.plusSeconds(SECONDS_TO_LIVE));
            String text =
                    OPEN
                            + security
                            + "</soap:Header><soap:Body xmlns:wsu=\""
                            + WSU
                            + "\" wsu:Id=\""
                            + content
                            + "\">"
                            + body
                            + CLOSE;
            return sign(text, token, List.of(time, content));
        } catch (GeneralSecurityException
                | ParserConfigurationException
                | SAXException
                | MarshalException
                | XMLSignatureException
                | TransformerException e) {
            throw new IOException(e);
        }
    }

    private byte[] sign(String text, String token, List<String> parts)
            throws GeneralSecurityException,
                    ParserConfigurationException,
                    SAXException,
                    IOException,
                    MarshalException,
                    XMLSignatureException,
                    TransformerException {
        Document document =
                DocumentBuilderFactory.newDefaultNSInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        Element security = element(document, WSSE, "Security");
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        DOMSignContext context = new DOMSignContext(key.getPrivateKey(), security);
        context.setDefaultNamespacePrefix("ds");
        context.setIdAttributeNS(element(document, WSU, "Timestamp"), WSU, "Id");
        context.setIdAttributeNS(element(document, "*", "Body"), WSU, "Id");
        List<Reference> references = new ArrayList<>();
        for (String part : parts) {
            references.add(
                    factory.newReference(
                            "#" + part,
                            factory.newDigestMethod(DigestMethod.SHA256, null),
                            List.of(
                                    factory.newTransform(
                                            CanonicalizationMethod.EXCLUSIVE, (XMLStructure) null)),
                            null,
                            null));
        }
        factory.newXMLSignature(
                        factory.newSignedInfo(
                                factory.newCanonicalizationMethod(
                                        CanonicalizationMethod.EXCLUSIVE, (XMLStructure) null),
                                factory.newSignatureMethod(SignatureMethod.RSA_SHA256, null),
                                references),
                        keyInfo(factory, document, token))
                .sign(context);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TransformerFactory.newDefaultInstance()
                .newTransformer()
                .transform(new DOMSource(document), new StreamResult(out));
        return out.toByteArray();
    }

    private static KeyInfo keyInfo(XMLSignatureFactory factory, Document document, String token) {
        Element pointer = document.createElementNS(WSSE, "wsse:SecurityTokenReference");
        Element reference = document.createElementNS(WSSE, "wsse:Reference");
        reference.setAttribute("URI", "#" + token);
        reference.setAttribute("ValueType", X509);
        pointer.appendChild(reference);
        return factory.getKeyInfoFactory().newKeyInfo(List.of(new DOMStructure(pointer)));
    }

    private static Element element(Document document, String namespace, String name) {
        return (Element) document.getElementsByTagNameNS(namespace, name).item(0);
    }
}
