package org.zhengshu.tests.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Rest;

/** A WSDL is one file, with the address that its reader used. */
@Tag("KRN-15")
class WsdlAddressIT {
    private final Node node = Node.shared();

    private String wsdl(String headers) {
        String request =
                "GET /ws/Exchange?wsdl HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n";
        try (Socket socket = new Socket("localhost", node.instance().ports().http())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void itNamesBothVersionsAtTheAddressThatWasUsed() {
        String overTls = Rest.nobody(node).get("/ws/Exchange?wsdl").text();
        String address = "address location=\"" + node.https() + "/ws/Exchange\"";
        assertThat(overTls)
                .contains("<soap:" + address, "<soap12:" + address)
                .doesNotContain("localhost:8080", "import ", "include ");
        assertThat(wsdl("Host: share.example.gov.cn\r\n"))
                .contains("location=\"http://share.example.gov.cn/ws/Exchange\"");
    }

    /** Nobody is named in {@code zhengshu.proxies}. */
    @Test
    void aStrangersForwardedHeadersDoNotCount() {
        assertThat(
                        wsdl(
                                "Host: here.example\r\nX-Forwarded-Host: evil.example\r\n"
                                        + "X-Forwarded-Proto: https\r\n"
                                        + "Forwarded: host=evil.example;proto=https\r\n"))
                .contains("location=\"http://here.example/ws/Exchange\"")
                .doesNotContain("evil");
    }
}
