package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Tls;

/** OWASP API4:2023: senders who never finish hold the server for a while and no longer. */
class SlowBodyIT {
    private static final int SENDERS = 30;

    /** Beyond what is awaited without a thread. */
    private static final int LARGE = 100 << 10;

    /** Many times what the settings allow. */
    private static final int MOST = 600;

    private static Node node;

    @BeforeAll
    static void start() {
        node =
                Node.start(
                        "slow",
                        Map.of(
                                "zhengshu.read-timeout", "2000",
                                "zhengshu.bodies.grace", "1",
                                "zhengshu.bodies.rate", "1024"),
                        "--no-sample");
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void bodiesThatNeverComeAreGivenUp() throws Exception {
        String request =
                "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"login\":";
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            Socket socket =
                    Tls.anonymous(node.data().resolve("root.pem"))
                            .getSocketFactory()
                            .createSocket("localhost", node.instance().ports().https());
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            sockets.add(socket);
        }
        for (Socket socket : sockets) {
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).doesNotContain("HTTP/1.1 2", "HTTP/1.1 5");
            socket.close();
        }
        assertThat(Rest.nobody(node).get("/api/v1/jwks.json").status()).isEqualTo(200);
    }

    /** One byte after the other, so that no single wait is long. */
    @Test
    @Tag("KRN-17")
    void bodiesThatComeByteByByteAreRefusedThroughBothDoors() throws IOException {
        assertThat(trickled("/api/v1/verifications", "application/json"))
                .startsWith("HTTP/1.1 408")
                .contains("kernel/too-slow", "Zhengshu-Receipt");
        assertThat(trickled("/ws/Verification", "text/xml"))
                .startsWith("HTTP/1.1 500")
                .contains(":Client</faultcode>", "kernel/too-slow");
        assertThat(Rest.nobody(node).get("/api/v1/jwks.json").status()).isEqualTo(200);
    }

    /**
     * The rest of a refused body is not awaited for as long as its sender likes. Where no door is,
     * the server's own answer may be lost with the connection.
     */
    @Test
    @Tag("KRN-17")
    void theRestOfARefusedBodyIsNotAwaitedForEver() throws IOException {
        assertThat(trickled("/api/v1/exchange/queries", "application/json"))
                .startsWith("HTTP/1.1 4");
        for (String path : List.of("/nothing", "/health", "/ws/Nothing")) {
            String answer = trickled(path, "application/json");
            assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 4")).as(answer).isTrue();
        }
    }

    /** What is answered until the server closes the connection. */
    private static String trickled(String path, String type) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), node.instance().ports().http())) {
            socket.setSoTimeout(100);
            String head =
                    "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: 9000000\r\n\r\n"
                            .formatted(path, type);
            socket.getOutputStream()
                    .write((head + " ".repeat(LARGE)).getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < MOST; i++) {
                if (isOver(socket, answer)) {
                    return answer.toString(StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("the connection is still open after " + answer);
    }

    /** A write may fail while the answer is still to be read. */
    private static boolean isOver(Socket socket, ByteArrayOutputStream answer) throws IOException {
        byte[] part = new byte[1 << 14];
        try {
            socket.getOutputStream().write(' ');
        } catch (SocketException closed) {
            socket.setSoTimeout(5000);
        }
        try {
            int read = socket.getInputStream().read(part);
            answer.write(part, 0, Math.max(0, read));
            return read < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }
}
