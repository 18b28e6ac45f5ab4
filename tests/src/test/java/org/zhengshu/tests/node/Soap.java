package org.zhengshu.tests.node;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.apache.wss4j.dom.message.WSSecTimestamp;
import org.w3c.dom.Document;
import org.zhengshu.proof.SoapMessage;

/** An outside caller of the SOAP door: raw envelopes, signed by WSS4J with a system's key. */
public final class Soap {
    private static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";

    private final Node node;
    private final KeyStore store;
    private final String alias;
    private final String password;
    private final HttpClient client;

    private Soap(Node node, KeyStore store, String alias, String password) {
        this.node = node;
        this.store = store;
        this.alias = alias;
        this.password = password;
        this.client =
                HttpClient.newBuilder()
                        .sslContext(Tls.anonymous(node.data().resolve("root.pem")))
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(20))
                        .build();
    }

    /** A registered sample system. */
    public static Soap system(Node node, String name) {
        return new Soap(node, Tls.store(node.data(), name), name, Tls.password(node.data(), name));
    }

    /** Any key, for callers that should be refused. */
    public static Soap with(Node node, KeyStore store, String alias, String password) {
        return new Soap(node, store, alias, password);
    }

    /** Signs the Body's child and sends it to the service. */
    public Reply call(String service, String body) {
        return send(service, signed(body, 300));
    }

    /** An envelope without any security header. */
    public static byte[] plain(String body) {
        return ("<soap:Envelope xmlns:soap=\""
                        + ENVELOPE
                        + "\"><soap:Body>"
                        + body
                        + "</soap:Body></soap:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A signed envelope as bytes; a negative time to live makes an expired one. */
    public byte[] signed(String body, int secondsToLive) {
        return sign(plain(body), secondsToLive);
    }

    /** Signs an envelope of either version. */
    public byte[] sign(byte[] envelope, int secondsToLive) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            Document document =
                    factory.newDocumentBuilder().parse(new ByteArrayInputStream(envelope));
            Merlin crypto = new Merlin(new Properties(), getClass().getClassLoader(), null);
            crypto.setKeyStore(store);
            WSSecHeader header = new WSSecHeader(document);
            header.insertSecurityHeader();
            WSSecTimestamp timestamp = new WSSecTimestamp(header);
            timestamp.setTimeToLive(secondsToLive);
            if (secondsToLive < 0) {
                timestamp.setWsTimeSource(new Past(-secondsToLive));
                timestamp.setTimeToLive(1);
            }
            timestamp.build();
            WSSecSignature signature = new WSSecSignature(header);
            signature.setUserInfo(alias, password);
            signature.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
            signature.setSignatureAlgorithm("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
            signature.setDigestAlgo("http://www.w3.org/2001/04/xmlenc#sha256");
            signature
                    .getParts()
                    .add(
                            new WSEncryptionPart(
                                    "Body", document.getDocumentElement().getNamespaceURI(), ""));
            signature.getParts().add(new WSEncryptionPart("Timestamp", WSConstants.WSU_NS, ""));
            signature.build(crypto);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(out));
            return out.toByteArray();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends bytes as they are. */
    public Reply send(String service, byte[] envelope, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(node.https() + "/ws/" + service))
                        .timeout(Duration.ofSeconds(120))
                        .header("Content-Type", "text/xml; charset=UTF-8")
                        .header("SOAPAction", "\"\"")
                        .POST(BodyPublishers.ofByteArray(envelope));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> response =
                    client.send(request.build(), BodyHandlers.ofByteArray());
            return new Reply(
                    response.statusCode(),
                    response.body(),
                    receipt(response.body()),
                    true,
                    response.headers());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String receipt(byte[] envelope) {
        try {
            return SoapMessage.parse(envelope).receiptHeader().orElse("");
        } catch (org.zhengshu.proof.ProofException e) {
            return "";
        }
    }

    /** A clock that is late. */
    private static final class Past extends org.apache.wss4j.common.util.WSCurrentTimeSource {
        private final long seconds;

        Past(long seconds) {
            this.seconds = seconds;
        }

        @Override
        public java.time.Instant now() {
            return super.now().minusSeconds(seconds);
        }
    }
}
