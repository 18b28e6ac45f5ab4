package org.zhengshu.tests.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Soap;

/** The same call at the X.509 and at the token address of a service has the same answer. */
@Tag("KRN-13")
class BothAddressesIT {
    private static final String GRANT = "<grant>[^<]*</grant>";

    private final Node node = Node.shared();
    private final Wire wire = new Wire(node);
    private final Soap system = Soap.system(node, "soap-housing");
    private final SystemSecret secret = SystemSecret.of(node, "soap-housing");

    private Reply signed(String namespace, String headers, String body) {
        byte[] plain = Wire.envelope(namespace, headers, body).getBytes(StandardCharsets.UTF_8);
        return wire.send(
                "Exchange",
                system.sign(plain, 300),
                "Content-Type",
                Wire.type(namespace),
                "Accept-Language",
                "en");
    }

    private Reply byToken(String namespace, String headers, String body) {
        return wire.send(
                "token/Exchange",
                namespace,
                Wire.envelope(namespace, secret.text() + headers, body));
    }

    private String query() {
        return Wire.query(node);
    }

    private void alike(String namespace, String headers, String body, String problem) {
        Reply one = signed(namespace, headers, body);
        Reply other = byToken(namespace, headers, body);
        assertThat(other.status()).isEqualTo(one.status());
        assertThat(other.header("Content-Type")).isEqualTo(one.header("Content-Type"));
        assertThat(other.problem()).as(other.text()).isEqualTo(problem);
        assertThat(stable(other)).isEqualTo(stable(one));
        assertThat(code(other)).isEqualTo(code(one));
        assertThat(one.verify(node.anchors()).failures()).isEmpty();
        assertThat(other.verify(node.anchors()).failures()).isEmpty();
    }

    /** What the receipt covers, but for the id of the call. */
    private static String stable(Reply reply) {
        return new String(reply.message(), StandardCharsets.UTF_8)
                .replaceFirst("<instance>[^<]*", "<instance>");
    }

    /** Its prefix is the writer's choice. */
    private static String code(Reply reply) {
        return (reply.element("faultcode") + reply.element("Value")).replaceFirst(".*:", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {Wire.SOAP_11, Wire.SOAP_12})
    void anAnswerIsTheSame(String namespace) {
        alike(namespace, "", query(), "");
        String action =
                "<a:Action xmlns:a=\"http://www.w3.org/2005/08/addressing\""
                        + " s:mustUnderstand=\"1\">urn:zhengshu:exchange:1:Exchange:queryRequest"
                        + "</a:Action>";
        alike(namespace, action, query(), "");
        assertThat(byToken(namespace, action, query()).element("Action"))
                .isEqualTo(signed(namespace, action, query()).element("Action"))
                .endsWith("queryResponse");
    }

    @ParameterizedTest
    @ValueSource(strings = {Wire.SOAP_11, Wire.SOAP_12})
    void aWrongBodyIsTheSameFault(String namespace) {
        String malformed = "kernel/malformed";
        String query = query();
        alike(namespace, "", query.replace("query", "nope"), malformed);
        alike(namespace, "", query.replace("urn:zhengshu:exchange:1", "urn:x"), malformed);
        alike(namespace, "", query.replace(" xmlns=\"urn:zhengshu:exchange:1\"", ""), malformed);
        alike(namespace, "", query.replace("<limit>", "<x>1</x><limit>"), malformed);
        alike(namespace, "", query.replace("<limit>", "<limit>1</limit><limit>"), malformed);
        alike(namespace, "", query.replace("<limit>", "<limit a=\"1\">"), malformed);
        alike(namespace, "", query.replace("<limit>", "text<limit>"), malformed);
        alike(namespace, "", query.replace(">2<", ">two<"), malformed);
        String nobody = "<grant>00000000-0000-0000-0000-000000000000</grant>";
        alike(namespace, "", query.replaceFirst(GRANT, nobody), "exchange/grant-unknown");
        alike(namespace, "", query.replace("房屋", "<![CDATA[a<b]]>"), "exchange/purpose-mismatch");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<x:H xmlns:x=\"urn:x\"/>|",
                "<x:H xmlns:x=\"urn:x\" s:mustUnderstand=\"0\"/>|",
                "<i:IdempotencyKey xmlns:i=\"urn:zhengshu:idempotency:1\">é</i:IdempotencyKey>|kernel/invalid-input",
                "<a:Action xmlns:a=\"http://www.w3.org/2005/08/addressing\">urn:x</a:Action>|kernel/addressing",
                "<a:ReplyTo xmlns:a=\"http://www.w3.org/2005/08/addressing\"><a:Address>http://x/</a:Address></a:ReplyTo>|kernel/addressing",
            })
    void aHeaderBlockHasTheSameEffect(String block, String problem) {
        for (String namespace : new String[] {Wire.SOAP_11, Wire.SOAP_12}) {
            alike(namespace, block, query(), problem == null ? "" : problem);
        }
    }

    /** Its text names the mandatory blocks in the order of the message. */
    @ParameterizedTest
    @ValueSource(strings = {Wire.SOAP_11, Wire.SOAP_12})
    void aMandatoryBlockThatNobodyKnowsIsTheSameFault(String namespace) {
        String block = "<x:H xmlns:x=\"urn:x\" s:mustUnderstand=\"1\"/>";
        Reply one = signed(namespace, block, query());
        Reply other = byToken(namespace, block, query());
        for (Reply reply : new Reply[] {one, other}) {
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.problem()).isEqualTo("kernel/header-not-understood");
            assertThat(code(reply)).isEqualTo("MustUnderstand");
            assertThat(reply.verify(node.anchors()).failures()).isEmpty();
        }
    }
}
