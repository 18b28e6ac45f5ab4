package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Tls;

/** OWASP API4:2023: senders who never finish hold the server for the read timeout and no longer. */
class SlowBodyIT {
    private static final int SENDERS = 30;

    @Test
    void bodiesThatNeverComeAreGivenUp() throws Exception {
        try (Node node =
                Node.start("slow", Map.of("zhengshu.read-timeout", "2000"), "--no-sample")) {
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
            assertThat(org.zhengshu.tests.node.Rest.nobody(node).get("/api/v1/jwks.json").status())
                    .isEqualTo(200);
        }
    }
}
