package org.zhengshu.tests.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Soap;

/** The id that a caller names in {@code traceparent} is the one of the entry, at both doors. */
class TraceIT {
    private final Node node = Node.shared();
    private final Wire wire = new Wire(node);
    private final String trace = UUID.randomUUID().toString().replace("-", "");
    private final String traceparent = "00-" + trace + "-00f067aa0ba902b7-01";

    private Reply soap(String service, byte[] envelope) {
        return wire.send(
                service, envelope, "Content-Type", Wire.TYPE_11, "traceparent", traceparent);
    }

    private static byte[] envelope(String header, String body) {
        return Wire.envelope(Wire.SOAP_11, header, body).getBytes(StandardCharsets.UTF_8);
    }

    private void named(Reply reply) {
        assertThat(reply.entry().at("/trace").asText()).as(reply.text()).isEqualTo(trace);
        if (reply.status() != 200) {
            assertThat(reply.text()).contains("urn:trace:" + trace);
        }
    }

    @Test
    void ofAnswersBySoap() {
        byte[] query = envelope("", Wire.query(node));
        Reply signed = soap("Exchange", Soap.system(node, "soap-housing").sign(query, 300));
        String token = SystemSecret.of(node, "soap-housing").text();
        Reply byToken = soap("token/Exchange", envelope(token, Wire.query(node)));
        Reply open = soap("Verification", envelope("", Wire.verify("AAAA")));
        for (Reply reply : new Reply[] {signed, byToken, open}) {
            named(reply);
        }
        assertThat(signed.status()).isEqualTo(200);
        assertThat(byToken.status()).isEqualTo(200);
    }

    @Test
    void ofRefusalsBySoap() {
        named(soap("Exchange", envelope("", Wire.query(node))));
        named(soap("token/Exchange", envelope("", Wire.query(node))));
        named(soap("Exchange", "no XML".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void ofAnswersByRest() {
        Rest nobody = Rest.nobody(node);
        for (String path :
                new String[] {
                    "/api/v1/departments", "/api/v1/nothing", "/api/v1/" + "a".repeat(9)
                }) {
            named(
                    nobody.send(
                            "GET",
                            path,
                            null,
                            BodyPublishers.noBody(),
                            "traceparent",
                            traceparent));
        }
        named(
                nobody.send(
                        "GET",
                        "/api/v1/departments",
                        null,
                        BodyPublishers.noBody(),
                        "traceparent",
                        traceparent,
                        "X-Long",
                        "a".repeat(20_000)));
    }
}
