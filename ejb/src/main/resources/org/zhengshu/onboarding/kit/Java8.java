import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.soap.MessageFactory;
import javax.xml.soap.SOAPMessage;
import javax.xml.soap.SOAPPart;
import javax.xml.transform.dom.DOMSource;
import javax.xml.ws.Dispatch;
import javax.xml.ws.Service;
import javax.xml.ws.handler.Handler;
import javax.xml.ws.handler.MessageContext;
import javax.xml.ws.handler.soap.SOAPHandler;
import javax.xml.ws.handler.soap.SOAPMessageContext;
import javax.xml.ws.soap.SOAPBinding;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * @CODE@: one SOAP query with JAX-WS of Java 8 (or JAX-WS RI 2.3 on the class path), the message
 * signed with the key of the client certificate (WS-Security X.509, rsa-sha256).
 *
 * <p>Needs client.p12 and client.password in the current folder. See README.md.
 */
public final class Java8 {
    private static final String NAMESPACE = "@NAMESPACE@";
    private static final String ADDRESS = "@BASE@/ws/resources/@ADDRESS@";
    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String OASIS =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    private static final String WSSE = OASIS + "wssecurity-secext-1.0.xsd";
    private static final String WSU = OASIS + "wssecurity-utility-1.0.xsd";
    private static final long FIVE_MINUTES = 300_000L;

    private Java8() {}

    public static void main(String[] arguments) throws Exception {
        trustRoots();
        QName port = new QName(NAMESPACE, "ResourcePort");
        Service service = Service.create(new QName(NAMESPACE, "Resource"));
        service.addPort(port, SOAPBinding.SOAP11HTTP_BINDING, ADDRESS);
        Dispatch<SOAPMessage> dispatch =
                service.createDispatch(port, SOAPMessage.class, Service.Mode.MESSAGE);
        dispatch.getBinding()
                .setHandlerChain(Collections.<Handler>singletonList(new SecurityUnderstood()));
        SOAPMessage answer = dispatch.invoke(signed());
        if (answer.getSOAPBody().hasFault()) {
            System.err.println(answer.getSOAPBody().getFault().getFaultString());
            System.exit(1);
        }
        answer.writeTo(System.out);
        System.out.println();
    }

    /** The answer is signed, too; this sample leaves it to TLS to vouch for it. */
    private static final class SecurityUnderstood implements SOAPHandler<SOAPMessageContext> {
        @Override
        public Set<QName> getHeaders() {
            return Collections.singleton(new QName(WSSE, "Security"));
        }

        @Override
        public boolean handleMessage(SOAPMessageContext context) {
            return true;
        }

        @Override
        public boolean handleFault(SOAPMessageContext context) {
            return true;
        }

        @Override
        public void close(MessageContext context) {}
    }

    /** query.xml in an envelope whose Body and Timestamp are signed. */
    private static SOAPMessage signed() throws Exception {
        char[] password = text("client.password").trim().toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Paths.get("client.p12"))) {
            store.load(in, password);
        }
        String alias = store.aliases().nextElement();
        Document document = envelope();
        Element envelope = document.getDocumentElement();
        Element body = (Element) envelope.getElementsByTagNameNS(SOAP, "Body").item(0);
        Element security = (Element) envelope.getElementsByTagNameNS(WSSE, "Security").item(0);
        Element token =
                element(document, security, WSSE, "wsse:BinarySecurityToken", "token");
        token.setAttribute("ValueType", OASIS + "x509-token-profile-1.0#X509v3");
        token.setAttribute("EncodingType", OASIS + "soap-message-security-1.0#Base64Binary");
        token.setTextContent(
                Base64.getEncoder().encodeToString(store.getCertificate(alias).getEncoded()));
        Element timestamp = element(document, security, WSU, "wsu:Timestamp", "time");
        long now = System.currentTimeMillis();
        element(document, timestamp, WSU, "wsu:Created", null).setTextContent(utc(now));
        element(document, timestamp, WSU, "wsu:Expires", null)
                .setTextContent(utc(now + FIVE_MINUTES));
        body.setAttributeNS(WSU, "wsu:Id", "body");
        body.setIdAttributeNS(WSU, "Id", true);
        timestamp.setIdAttributeNS(WSU, "Id", true);
        sign(document, security, (PrivateKey) store.getKey(alias, password));
        SOAPMessage message = MessageFactory.newInstance().createMessage();
        SOAPPart part = message.getSOAPPart();
        part.setContent(new DOMSource(document));
        message.saveChanges();
        return message;
    }

    private static Document envelope() throws Exception {
        String text =
                "<s:Envelope xmlns:s=\"" + SOAP + "\" xmlns:wsu=\"" + WSU + "\"><s:Header>"
                        + "<wsse:Security xmlns:wsse=\"" + WSSE + "\" s:mustUnderstand=\"1\"/>"
                        + "</s:Header><s:Body>"
                        + text("query.xml").trim()
                        + "</s:Body></s:Envelope>";
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void sign(Document document, Element security, PrivateKey key)
            throws Exception {
        XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
        List<Reference> references = new ArrayList<>();
        for (String id : Arrays.asList("body", "time")) {
            references.add(
                    factory.newReference(
                            "#" + id,
                            factory.newDigestMethod(DigestMethod.SHA256, null),
                            Collections.singletonList(
                                    factory.newTransform(
                                            CanonicalizationMethod.EXCLUSIVE,
                                            (javax.xml.crypto.dsig.spec.TransformParameterSpec)
                                                    null)),
                            null,
                            null));
        }
        Element reference = document.createElementNS(WSSE, "wsse:SecurityTokenReference");
        Element target = document.createElementNS(WSSE, "wsse:Reference");
        target.setAttribute("URI", "#token");
        target.setAttribute("ValueType", OASIS + "x509-token-profile-1.0#X509v3");
        reference.appendChild(target);
        factory.newXMLSignature(
                        factory.newSignedInfo(
                                factory.newCanonicalizationMethod(
                                        CanonicalizationMethod.EXCLUSIVE,
                                        (C14NMethodParameterSpec) null),
                                factory.newSignatureMethod(
                                        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", null),
                                references),
                        factory.getKeyInfoFactory()
                                .newKeyInfo(
                                        Collections.singletonList(new DOMStructure(reference))))
                .sign(new DOMSignContext(key, security));
    }

    private static Element element(
            Document document, Node parent, String namespace, String name, String id) {
        Element element = document.createElementNS(namespace, name);
        if (id != null) {
            element.setAttributeNS(WSU, "wsu:Id", id);
        }
        parent.appendChild(element);
        return element;
    }

    private static String utc(long milliseconds) {
        SimpleDateFormat format = new SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
        format.setTimeZone(TimeZone.getTimeZone("UTC"));
        return format.format(new Date(milliseconds));
    }

    private static void trustRoots() throws Exception {
        KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
        roots.load(null, null);
        try (InputStream in = Files.newInputStream(Paths.get("root.pem"))) {
            for (Certificate root :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                roots.setCertificateEntry("root" + roots.size(), root);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
    }

    private static String text(String file) throws Exception {
        return new String(Files.readAllBytes(Paths.get(file)), StandardCharsets.UTF_8);
    }
}
