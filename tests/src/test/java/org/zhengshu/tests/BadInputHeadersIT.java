package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Soap;
import org.zhengshu.tests.node.Tls;

/** Header smuggling: what one reader of a request would take for another caller or body. */
class BadInputHeadersIT {
    private final Node node = Node.shared();
    private final BadInputNode inside = new BadInputNode(node);
    private final BadInputCheck check = new BadInputCheck(node);
    private final Caller caller = new Caller(node);
    private final String secret = caller.secret("TIF_HEADERS");
    private final String query = BadInputCheck.query(node, 1);

    /** A call by REST over TLS whose header lines are written as they are. */
    private String answer(String... lines) {
        return answerAt("localhost:" + node.instance().ports().https(), lines);
    }

    private String answerAt(String host, String... lines) {
        return send(
                Caller.QUERIES,
                query,
                Stream.concat(
                        Stream.of("Host: " + host, "Content-Type: application/json"),
                        Arrays.stream(lines)));
    }

    private String send(String path, String body, Stream<String> lines) {
        String request =
                "POST "
                        + path
                        + " HTTP/1.1\r\nConnection: close\r\n"
                        + lines.map(l -> l + "\r\n").collect(Collectors.joining())
                        + "\r\n"
                        + body;
        Map<String, Long> tables = inside.tables();
        try (Socket socket =
                Tls.anonymous(node.data().resolve("root.pem"))
                        .getSocketFactory()
                        .createSocket("localhost", node.instance().ports().https())) {
            socket.setSoTimeout(90_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(inside.tables()).isEqualTo(tables);
            check.goodCalls();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The four headers of a good call, then the length. */
    private String[] lines() {
        String[] headers = caller.tif(secret);
        String[] lines = new String[5];
        for (int i = 0; i < 4; i++) {
            lines[i] = headers[2 * i] + ": " + headers[2 * i + 1];
        }
        lines[4] = "Content-Length: " + query.getBytes(StandardCharsets.UTF_8).length;
        return lines;
    }

    @Test
    void theSameRequestIsAnsweredWhenNothingIsWrong() {
        assertThat(answer(lines())).startsWith("HTTP/1.1 200");
    }

    @Test
    @Tag("IDN-16")
    void repeatedLinesOfDifferentCase() {
        String[] lines = lines();
        String[] more = Arrays.copyOf(lines, lines.length + 1);
        more[lines.length] = "X-TIF-PAASID: rest-permit";
        assertThat(answer(more)).startsWith("HTTP/1.1 400").contains("kernel/malformed");
    }

    @Test
    @Tag("IDN-16")
    void aFoldedLine() {
        String[] lines = lines();
        lines[2] = "x-tif-nonce: abc\r\n def";
        assertThat(answer(lines)).startsWith("HTTP/1.1 400");
    }

    @Test
    @Tag("IDN-16")
    void aControlCharacter() {
        for (char c : new char[] {1, 0x0b, 0x7f}) {
            String[] lines = lines();
            lines[2] = "x-tif-nonce: a" + c + "b";
            assertThat(answer(lines)).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    @Tag("IDN-16")
    void twoLengths() {
        String[] lines = lines();
        String[] more = Arrays.copyOf(lines, lines.length + 1);
        more[lines.length] = "Content-Length: 0";
        assertThat(answer(more)).startsWith("HTTP/1.1 400");
    }

    /** The lines that each good call has, and its body. */
    private String good(String door, String... instead) {
        boolean soap = door.equals("SOAP");
        String body =
                soap
                        ? new String(
                                Soap.system(node, "soap-housing")
                                        .signed(BadInputCheck.soapQuery(node, 1), 300),
                                StandardCharsets.UTF_8)
                        : query;
        List<String> lines =
                new ArrayList<>(
                        List.of(
                                "Host: localhost:" + node.instance().ports().https(),
                                soap
                                        ? "Content-Type: text/xml; charset=UTF-8"
                                        : "Content-Type: application/json",
                                "Accept: */*",
                                "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length));
        if (soap) {
            lines.add("SOAPAction: \"\"");
        } else {
            lines.addAll(List.of(lines()).subList(0, 4));
        }
        for (String line : instead) {
            String name = line.substring(0, line.indexOf(':') + 1);
            if (instead.length == 1) {
                lines.removeIf(l -> l.startsWith(name));
            }
            lines.add(line);
        }
        return send(soap ? "/ws/Exchange" : Caller.QUERIES, body, lines.stream());
    }

    /** Whoever stands before the node may go by the other one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REST|Content-Type: application/xml",
                "SOAP|Content-Type: text/xml; charset=GBK",
                "REST|content-type: application/json",
                "SOAP|content-type: application/soap+xml",
                "SOAP|soapaction: \"urn:zhengshu:audit:1\"",
                "REST|Authorization: Basic eDp5",
                "SOAP|Authorization: Basic eDp5",
                "REST|Range: bytes=0-1",
            })
    @Tag("IDN-16")
    void whatStandsTwice(String door, String line) {
        assertThat(good(door)).startsWith("HTTP/1.1 200");
        String name = line.substring(0, line.indexOf(':'));
        assertThat(good(door, line, line))
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase(name)
                .contains("kernel/malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REST", "SOAP"})
    @Tag("IDN-16")
    void linesThatTwoReadersReadDifferently(String door) {
        for (String line :
                List.of(
                        "Accept: */*\u0001",
                        "Accept: */*\u000b",
                        "Accept: */*\u007f",
                        "X-Any: a\u0000b",
                        "X-Any: a\u001bb",
                        "X(Any): a",
                        "Content-Length: 0, 1",
                        "Content-Length: +1",
                        "Transfer-Encoding: xchunked")) {
            assertThat(good(door, line)).as(line).startsWith("HTTP/1.1 400");
        }
        assertThat(good(door, "Content-Length: 0", "Accept: */*")).startsWith("HTTP/1.1 400");
        assertThat(good(door, "Host: elsewhere.example", "Accept: */*")).startsWith("HTTP/1.1 400");
        assertThat(good(door, "Transfer-Encoding: chunked")).startsWith("HTTP/1.1 400");
    }

    @Test
    @Tag("IDN-12")
    void aRequestThatWasSignedForAnotherNode() {
        Caller.Key key = caller.key("ES256", "'HTTP_SIGNATURE'");
        String length = "Content-Length: " + query.getBytes(StandardCharsets.UTF_8).length;
        for (String host :
                new String[] {"elsewhere.example", "127.0.0.1", "localhost.elsewhere.example:80"}) {
            URI address = URI.create("https://" + host + Caller.QUERIES);
            String[] headers =
                    Caller.signature(key, "POST", address, query, Caller.parameters(key));
            String answer =
                    answerAt(
                            host,
                            length,
                            headers[0] + ": " + headers[1],
                            headers[2] + ": " + headers[3],
                            headers[4] + ": " + headers[5]);
            boolean own = host.equals("127.0.0.1");
            assertThat(answer).startsWith(own ? "HTTP/1.1 200" : "HTTP/1.1 401");
        }
    }

    /** In HTTP/2 no header need say that there is a body. */
    @Test
    @Tag("IDN-12")
    void aBodyOfHttp2ThatTheSignatureLeavesOut() throws Exception {
        Caller.Key key = caller.key("ES256", "'HTTP_SIGNATURE'");
        HttpClient client =
                HttpClient.newBuilder()
                        .sslContext(Tls.anonymous(node.data().resolve("root.pem")))
                        .version(HttpClient.Version.HTTP_2)
                        .build();
        for (boolean covered : new boolean[] {true, false}) {
            byte[] body = query.getBytes(StandardCharsets.UTF_8);
            HttpResponse<String> reply =
                    client.send(
                            HttpRequest.newBuilder(URI.create(node.https() + Caller.QUERIES))
                                    .header("Content-Type", "application/json")
                                    .headers(
                                            caller.signature(
                                                    key,
                                                    "POST",
                                                    Caller.QUERIES,
                                                    covered ? query : null))
                                    .POST(
                                            BodyPublishers.ofInputStream(
                                                    () -> new ByteArrayInputStream(body)))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(reply.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(reply.statusCode()).as(reply.body()).isEqualTo(covered ? 200 : 401);
        }
    }

    @Test
    @Tag("IDN-14")
    void aConventionWithoutTls() throws Exception {
        String national = caller.secret("NATIONAL_HEADERS");
        for (String[] headers : new String[][] {caller.tif(secret), caller.national(national)}) {
            HttpResponse<String> reply =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(node.http() + Caller.QUERIES))
                                            .version(HttpClient.Version.HTTP_1_1)
                                            .header("Content-Type", "application/json")
                                            .headers(headers)
                                            .POST(BodyPublishers.ofString(query))
                                            .build(),
                                    BodyHandlers.ofString());
            assertThat(reply.statusCode()).isEqualTo(403);
            assertThat(reply.body()).contains("identity/tls-needed");
        }
    }
}
