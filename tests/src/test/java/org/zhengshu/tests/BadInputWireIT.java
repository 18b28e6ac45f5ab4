package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;

/** Requests that are no HTTP, or that lie about their length: the server itself ends them. */
class BadInputWireIT {
    private final Node node = Node.shared();
    private final BadInputNode inside = new BadInputNode(node);
    private final BadInputCheck check = new BadInputCheck(node);

    private String answer(String request) {
        Map<String, Long> tables = inside.tables();
        try (Socket socket = new Socket("localhost", node.instance().ports().http())) {
            socket.setSoTimeout(90_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(inside.tables()).isEqualTo(tables);
            check.goodCalls();
            return answer;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String post(String path, String headers, String body) {
        return "POST "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + headers
                + "\r\n"
                + body;
    }

    @Test
    void brokenRequestLinesAndHeaders() {
        for (String request :
                new String[] {
                    "hello\r\n\r\n",
                    "GET /api/v1/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                    "GET /api/v1/departments HTTP/9.9\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                    "GET /a\u0000b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(70_000) + "\r\n\r\n",
                    post("/api/v1/sessions", "Content-Length: -1\r\n", "{}"),
                    post("/api/v1/sessions", "Content-Length: x\r\n", "{}"),
                    post("/api/v1/sessions", "Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n")
                }) {
            String answer = answer(request);
            assertThat(answer).as(request).doesNotContain("HTTP/1.1 2", "HTTP/1.1 5");
        }
    }

    @Test
    void lengthAndChunksTogether() {
        String answer =
                answer(
                        post(
                                "/api/v1/sessions",
                                "Content-Type: application/json\r\nContent-Length: 2\r\n"
                                        + "Transfer-Encoding: chunked\r\n",
                                "2\r\n{}\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"));
        assertThat(answer).doesNotContain("HTTP/1.1 2", "jvm_");
    }

    @Test
    void aBodyBeyondTheServersLimit() {
        String answer =
                answer(
                        post(
                                "/api/v1/sessions",
                                "Content-Type: application/json\r\nContent-Length: 3000000000\r\n",
                                "{}"));
        assertThat(answer).contains("HTTP/1.1 4");
    }

    @Test
    void whatNeverReachesAResourceHasItsReceiptToo() {
        String answer =
                answer(post("/api/v1/sessions", "X-Long: " + "a".repeat(20_000) + "\r\n", ""));
        assertThat(answer)
                .startsWith("HTTP/1.1 431")
                .containsPattern("Zhengshu-Receipt-Id: [0-9a-f]{8}-[0-9a-f-]{27}\r\n")
                .containsPattern("Zhengshu-Receipt: [A-Za-z0-9_-]{100}");
    }

    /** Of a small one the server waits for the whole, and says itself that it never came. */
    @Test
    void aBodyThatBreaksOff() {
        String answer =
                answer(
                        post(
                                "/api/v1/sessions",
                                "Content-Type: application/json\r\nContent-Length: 300\r\n",
                                "{\"login\":"));
        assertThat(answer).doesNotContain("HTTP/1.1 2", "Exception", "\tat ");
    }
}
