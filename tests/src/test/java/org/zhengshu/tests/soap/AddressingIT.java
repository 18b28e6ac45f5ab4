package org.zhengshu.tests.soap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Soap;

/** WS-Addressing: answered to whom uses it, in kind; and never a call to where the caller says. */
@Tag("KRN-13")
class AddressingIT {
    private static final String W3C = "http://www.w3.org/2005/08/addressing";
    private static final String SUBMISSION = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
    private static final String ACTION = "urn:zhengshu:exchange:1:Exchange:queryRequest";

    private final Node node = Node.shared();
    private final Wire wire = new Wire(node);
    private final Soap system = Soap.system(node, "soap-housing");

    private static String header(String namespace, String name, String content) {
        return "<a:%1$s xmlns:a=\"%2$s\" s:mustUnderstand=\"1\">%3$s</a:%1$s>"
                .formatted(name, namespace, content);
    }

    private static String usual(String namespace) {
        return header(namespace, "Action", ACTION) + header(namespace, "MessageID", "urn:uuid:7");
    }

    private Reply send(String soap, String headers) {
        String envelope = Wire.envelope(soap, headers, Wire.query(node));
        byte[] signed = system.sign(envelope.getBytes(StandardCharsets.UTF_8), 300);
        return wire.send(
                "Exchange", signed, "Content-Type", Wire.type(soap), "Accept-Language", "en");
    }

    @ParameterizedTest
    @CsvSource({
        Wire.SOAP_11 + "," + W3C,
        Wire.SOAP_12 + "," + W3C,
        Wire.SOAP_11 + "," + SUBMISSION
    })
    void theAnswerSaysToWhichMessageItBelongs(String soap, String namespace) {
        String to = header(namespace, "To", node.https() + "/ws/Exchange");
        String anonymous =
                namespace.equals(W3C) ? W3C + "/anonymous" : SUBMISSION + "/role/anonymous";
        String reply = header(namespace, "ReplyTo", "<a:Address>" + anonymous + "</a:Address>");
        Reply answer = send(soap, usual(namespace) + to + reply);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.element("RelatesTo")).isEqualTo("urn:uuid:7");
        assertThat(answer.element("Action"))
                .isEqualTo("urn:zhengshu:exchange:1:Exchange:queryResponse");
        assertThat(answer.element("MessageID")).startsWith("urn:uuid:");
        assertThat(answer.element("To")).isEqualTo(anonymous);
        assertThat(answer.text()).contains(namespace);
        assertThat(answer.verify(node.anchors()).failures()).isEmpty();
    }

    @Test
    void whoDoesNotUseItGetsNone() {
        assertThat(send(Wire.SOAP_11, "").text()).doesNotContain("addressing");
    }

    private void refused(String headers, String place) {
        Reply reply = send(Wire.SOAP_12, headers);
        assertThat(reply.problem()).as(reply.text()).isEqualTo("kernel/addressing");
        assertThat(reply.element("place")).isEqualTo("Header/" + place);
        assertThat(reply.verify(node.anchors()).failures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/ws/Exchange",
                "https://elsewhere.example/ws/Exchange",
                "urn:nowhere",
                "%%%"
            })
    void anotherAddresseeIsRefused(String to) {
        refused(usual(W3C) + header(W3C, "To", to), "To");
        refused(usual(W3C) + header(W3C, "To", node.https() + "/ws/Grants"), "To");
    }

    @Test
    void headersThatDoNotFitAreRefusedByName() {
        refused(header(W3C, "MessageID", "urn:uuid:7"), "Action");
        refused(header(W3C, "Action", "urn:other"), "Action");
        refused(usual(W3C) + header(W3C, "Action", ACTION), "Action");
        refused(usual(W3C) + header(SUBMISSION, "To", "urn:x"), "To");
        refused(usual(W3C).replace("urn:uuid:7", "urn:" + "7".repeat(1000)), "MessageID");
        refused(
                usual(W3C) + header(W3C, "ReplyTo", "<a:Address>" + W3C + "/none</a:Address>"),
                "ReplyTo");
    }

    /** Server-side request forgery: the node calls nobody whom a caller names. */
    @Test
    @Tag("KRN-14")
    void anAnswerToAnotherAddressIsRefusedAndNobodyIsCalled() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked.incrementAndGet();
                    exchange.sendResponseHeaders(202, -1);
                    exchange.close();
                });
        server.start();
        String url = "http://localhost:" + server.getAddress().getPort() + "/";
        try {
            for (String name : new String[] {"ReplyTo", "FaultTo"}) {
                String address = "<a:Address>" + url + "</a:Address>";
                refused(usual(W3C) + header(W3C, name, address), name);
            }
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aFaultIsRelatedToo() {
        String envelope = Wire.envelope(Wire.SOAP_11, usual(W3C), Wire.query(node));
        Reply unsigned = wire.send("Exchange", Wire.SOAP_11, envelope);
        assertThat(unsigned.problem()).isEqualTo("identity/not-authenticated");
        assertThat(unsigned.element("RelatesTo")).isEqualTo("urn:uuid:7");
        assertThat(unsigned.element("Action")).isEqualTo(W3C + "/fault");
    }
}
