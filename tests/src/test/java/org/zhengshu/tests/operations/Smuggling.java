package org.zhengshu.tests.operations;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Requests that two readers may read differently (请求走私), each with a second one inside that claims
 * another's certificate; all bear one trace, by which the log tells who was answered.
 */
final class Smuggling {
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

    private final Door door;
    private final String query;
    private final String certificate;
    private final Map<String, String> requests = new LinkedHashMap<>();
    private final Map<String, String> traces = new LinkedHashMap<>();
    private String trace = newTrace();

    /** Where it is sent. */
    enum Door {
        REST("/api/v1/exchange/queries", "application/json"),
        SOAP("/ws/Exchange", "text/xml");

        private final String path;
        private final String type;

        Door(String path, String type) {
            this.path = path;
            this.type = type;
        }
    }

    /**
     * @param query that only the owner of the certificate may make
     * @param certificate a value of Client-Cert
     */
    Smuggling(Door door, String query, String certificate) {
        this.door = door;
        this.query = query;
        this.certificate = certificate;
    }

    /** Bytes by name; the last has an honest second request behind the first. */
    Map<String, String> requests() {
        lengths();
        codings();
        chunks();
        certificates();
        lines();
        tunnels();
        add("pipelined", first("Content-Length: 0\r\n", second()));
        return requests;
    }

    /** The names by trace. */
    Map<String, String> traces() {
        return traces;
    }

    /** What is smuggled. */
    String second() {
        return "POST "
                + door.path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                + door.type
                + "\r\n"
                + traceparent()
                + claim("Client-Cert")
                + "Content-Length: "
                + query.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + query;
    }

    private static String newTrace() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private String traceparent() {
        return "traceparent: 00-" + trace + "-00f067aa0ba902b7-01\r\n";
    }

    private String claim(String name) {
        return name + ": " + certificate + "\r\n";
    }

    /** Behind each stands one that ends the connection where it has not ended yet. */
    private void add(String name, String bytes) {
        requests.put(
                name,
                bytes
                        + "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        traces.put(trace, name);
        trace = newTrace();
    }

    private String first(String headers, String body) {
        return "POST "
                + door.path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                + door.type
                + "\r\n"
                + traceparent()
                + headers
                + "\r\n"
                + body;
    }

    /** The query itself, under headers that claim to be another's. */
    private String claiming(String headers) {
        return first(length(query) + headers, query);
    }

    private static String length(String body) {
        return "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n";
    }

    private static String chunk(String body) {
        return Integer.toHexString(body.getBytes(StandardCharsets.UTF_8).length)
                + "\r\n"
                + body
                + "\r\n0\r\n\r\n";
    }

    private void lengths() {
        String inside = "0\r\n\r\n" + second();
        add("CL.TE", first(length(inside) + CHUNKED, inside));
        add("TE.CL", first(CHUNKED + "Content-Length: 4\r\n", chunk(second())));
        add("CL.CL short, long", first("Content-Length: 0\r\n" + length(second()), second()));
        add("CL.CL long, short", first(length(second()) + "Content-Length: 0\r\n", second()));
        String lengths = length(second()).strip();
        add("CL list", first(lengths.replace(": ", ": 0, ") + "\r\n", second()));
        add("CL twice alike", first(length(second()) + length(second()), second()));
        add("CL +", first(lengths.replace(": ", ": +") + "\r\n", second()));
        add("CL hex", first("Content-Length: 0x10\r\n", second()));
        add("CL space", first("Content-Length : 0\r\n" + length(second()), second()));
        add("CL underscore", first("Content_Length: 0\r\n" + length(second()), second()));
        add("GET with body", first(length(second()), second()).replaceFirst("POST", "GET"));
        add("expectation", first("Expect: 100-continue\r\n" + length(second()), second()));
        add("odd expectation", first("Expect: x\r\n" + length(second()), second()));
    }

    private void codings() {
        String[] obfuscated = {
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: identity",
            "Transfer-Encoding: \"chunked\"",
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding: identity, chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding:\u000bchunked",
            "Transfer-Encoding:\tchunked",
            "Transfer-Encoding:chunked;x=y",
            "Transfer-Encoding : chunked",
            "Transfer_Encoding: chunked",
            "transfer-encoding: CHUNKED",
            "Transfer-Encoding:\r\n chunked",
            "X: y\r\n Transfer-Encoding: chunked",
            "X: y\nTransfer-Encoding: chunked",
            "X: y\rTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
            "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        };
        for (String coding : obfuscated) {
            String inside = "0\r\n\r\n" + second();
            add("CL." + coding, first(length(inside) + coding + "\r\n", inside));
            String whole = chunk(second());
            add(coding + ".CL", first(coding + "\r\nContent-Length: 4\r\n", whole));
            add(coding + " alone", first(coding + "\r\n", whole));
        }
        add("TE of 1.0", first(CHUNKED, chunk(second())).replaceFirst("HTTP/1.1", "HTTP/1.0"));
    }

    private void chunks() {
        String[] odd = {
            "2;a=b\n{}\r\n0\r\n\r\n",
            "2\n{}\n0\n\n",
            "0x2\r\n{}\r\n0\r\n\r\n",
            "-1\r\n{}\r\n0\r\n\r\n",
            "10000000000000002\r\n{}\r\n0\r\n\r\n",
            "2 \r\n{}\r\n0\r\n\r\n",
            "2\r\n{}X\r\n0\r\n\r\n",
            "2;\r\r\n{}\r\n0\r\n\r\n",
        };
        for (String body : odd) {
            add("chunks " + body.strip(), first(CHUNKED, body + second()));
        }
        String trailed = chunk(query).replaceFirst("0\r\n\r\n$", "0\r\n");
        add("trailer", first(CHUNKED, trailed + claim("Client-Cert") + "\r\n"));
        add(
                "named trailer",
                first(
                        CHUNKED + "TE: trailers\r\nTrailer: Client-Cert\r\n",
                        trailed + claim("Client-Cert") + "\r\n"));
    }

    private void certificates() {
        String[] names = {
            "Client-Cert",
            "client-cert",
            "CLIENT-CERT",
            "Client_Cert",
            "CLIENT_CERT",
            "Client%2DCert",
            "Client-Cert ",
            "Client-Cert\t",
            "Client-Cert\u0000",
            "Client-Cert\u000b",
            "Client\u00adCert",
            "Client\u2010Cert",
            " Client-Cert",
            "\tClient-Cert",
            ":Client-Cert",
            "X: y\r\n Client-Cert",
            "X: y\nClient-Cert",
            "X: y\rClient-Cert",
            "X: y\r\r\nClient-Cert",
            "X: y\u0000\r\nClient-Cert",
            "X-Client-Cert",
            "Client-Cert-Chain",
            "X-SSL-Client-Cert",
            "SSL_CLIENT_CERT",
            "X-Forwarded-Client-Cert",
            "X-Forwarded-Tls-Client-Cert",
        };
        for (String name : names) {
            add("named " + name, claiming(claim(name)));
        }
        String claim = claim("Client-Cert");
        add("twice", claiming(claim + claim));
        add("twice, once empty", claiming("Client-Cert:\r\n" + claim));
        add("twice, dash and underscore", claiming(claim("Client_Cert") + claim));
        add("hop by hop", claiming("Connection: Client-Cert, X-Forwarded-For\r\n" + claim));
        add("folded value", claiming(claim.replace(": ", ":\r\n ")));
        add("list", claiming("Client-Cert: " + certificate + ", " + certificate + "\r\n"));
        String encoded = certificate.replace(":", "%3A").replace("=", "%3D").replace("+", "%2B");
        add("encoded value", claiming("Client-Cert: " + encoded + "\r\n"));
    }

    private void lines() {
        String claim = claim("Client-Cert");
        String good = claiming("");
        add("LF only", claiming(claim).replace("\r\n", "\n"));
        add("folded request line", good.replaceFirst("HTTP/1.1\r\n", "HTTP/1.1\r\n " + claim));
        add("LF in request line", good.replaceFirst("HTTP/1.1\r\n", "HTTP/1.1\n" + claim));
        String ended = "%20HTTP/1.1%0d%0aClient-Cert:%20" + certificate + "%0d%0a HTTP/1.1\r\n";
        add("encoded line ends", good.replaceFirst(" HTTP/1.1\r\n", ended));
        add("two versions", good.replaceFirst("HTTP/1.1", "HTTP/1.1 HTTP/1.1"));
        add("two hosts", good.replaceFirst("Host: ", "Host: other.example\r\nHost: "));
        add(
                "folded host",
                good.replaceFirst("Host: localhost\r\n", "Host: localhost\r\n " + claim));
        add("absolute", good.replaceFirst(" /", " http://other.example/"));
        add("1.0 without a host", good.replaceFirst("1.1\r\nHost: localhost", "1.0"));
        add("without a version", "GET " + door.path + "\r\n" + second());
    }

    /** What makes a proxy step aside and pass on whatever comes. */
    private void tunnels() {
        String h2c = "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nContent-Length: 0\r\n";
        add("h2c", first("Connection: Upgrade, HTTP2-Settings\r\n" + h2c, second()));
        add("h2c, not hop by hop", first("Connection: Upgrade\r\n" + h2c, second()));
        add("h2c and close", first("Connection: close, Upgrade\r\n" + h2c, second()));
        String socket =
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: %s\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        for (String version : new String[] {"13", "7"}) {
            String get = first(socket.formatted(version), second()).replaceFirst("POST", "GET");
            add("web socket " + version, get);
        }
        String connect = "CONNECT localhost:443 HTTP/1.1\r\nHost: localhost:443\r\n";
        add("CONNECT", connect + traceparent() + "\r\n" + second());
        add("TRACE", first(claim("Client-Cert"), second()).replaceFirst("POST", "TRACE"));
    }
}
