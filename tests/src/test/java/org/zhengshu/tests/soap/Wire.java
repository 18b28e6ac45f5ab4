package org.zhengshu.tests.soap;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.SoapMessage;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Tls;

/** Envelopes of both versions, sent with just the headers that a test names. */
final class Wire {
    static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    static final String TYPE_11 = "text/xml; charset=UTF-8";
    static final String TYPE_12 = "application/soap+xml; charset=UTF-8";

    private final Node node;
    private final HttpClient client;

    Wire(Node node) {
        this.node = node;
        this.client =
                HttpClient.newBuilder()
                        .sslContext(Tls.anonymous(node.data().resolve("root.pem")))
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(20))
                        .build();
    }

    static String envelope(String namespace, String header, String body) {
        return "<s:Envelope xmlns:s=\""
                + namespace
                + "\"><s:Header>"
                + header
                + "</s:Header><s:Body>"
                + body
                + "</s:Body></s:Envelope>";
    }

    static String type(String namespace) {
        return namespace.equals(SOAP_11) ? TYPE_11 : TYPE_12;
    }

    /** A check of a document that is none, which anybody may ask for. */
    static String verify(String document) {
        return "<verify xmlns=\"urn:zhengshu:verification:1\"><document>"
                + document
                + "</document></verify>";
    }

    /** A query under the grant of the sample system {@code soap-housing}. */
    static String query(Node node) {
        return "<query xmlns=\"urn:zhengshu:exchange:1\"><grant>"
                + node.grant("soap-housing.streets")
                + "</grant><purpose>房屋坐落核验</purpose><limit>2</limit></query>";
    }

    Reply send(String service, byte[] body, String... headers) {
        return sendTo(node.https() + "/ws/" + service, body, headers);
    }

    Reply sendTo(String address, byte[] body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address))
                        .timeout(Duration.ofSeconds(120))
                        .POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> response =
                    client.send(request.build(), BodyHandlers.ofByteArray());
            byte[] bytes = response.body();
            return new Reply(
                    response.statusCode(), bytes, receipt(bytes), true, response.headers());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Reply send(String service, String namespace, String envelope) {
        byte[] bytes = envelope.getBytes(StandardCharsets.UTF_8);
        return send(service, bytes, "Content-Type", type(namespace), "Accept-Language", "en");
    }

    private static String receipt(byte[] envelope) {
        try {
            return SoapMessage.parse(envelope).receiptHeader().orElse("");
        } catch (ProofException e) {
            return "";
        }
    }

    /** A multipart message: the Envelope first, then files named {@code file0@test} and so on. */
    static byte[] multipart(String boundary, String rootType, String envelope, List<byte[]> files) {
        List<byte[]> out = new ArrayList<>();
        out.add(part(boundary, rootType, "envelope@test"));
        out.add(envelope.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < files.size(); i++) {
            out.add(part(boundary, "application/pdf", "file" + i + "@test"));
            out.add(files.get(i));
        }
        out.add(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        int length = out.stream().mapToInt(b -> b.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] bytes : out) {
            System.arraycopy(bytes, 0, all, at, bytes.length);
            at += bytes.length;
        }
        return all;
    }

    private static byte[] part(String boundary, String type, String id) {
        return ("\r\n--"
                        + boundary
                        + "\r\nContent-Type: "
                        + type
                        + "\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <"
                        + id
                        + ">\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
