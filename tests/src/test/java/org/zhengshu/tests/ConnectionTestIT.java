package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** A caller asks what is wrong with its connection (连接自检). */
@Tag("ONB-14")
class ConnectionTestIT {
    private static final String TESTS = "/api/v1/connection-tests";

    private final DoorsWorld world = DoorsWorld.shared();
    private final Node node = world.node();

    @Test
    void allIsWellForASystemUnderItsGrant() {
        String grant = node.grant("rest-permit.streets");
        long used = used(grant);
        Rest system = Rest.system(node, "rest-permit");
        JsonNode told =
                test(
                        system,
                        "{\"clientTime\":\"%s\",\"grant\":\"%s\",\"purpose\":\"行政审批地址核验\"}"
                                .formatted(Clock.systemUTC().instant(), grant));
        assertThat(told.get("ready").asBoolean()).as(told.toString()).isTrue();
        assertThat(told.get("caller").asText()).isEqualTo("rest-permit");
        for (String name :
                new String[] {"network", "clock", "certificate", "credential", "grant"}) {
            assertThat(verdict(told, name)).as(told.toString()).isEqualTo("OK");
            assertThat(check(told, name).get("zh").asText()).matches(".*\\p{IsHan}.*");
            assertThat(check(told, name).get("en").asText()).isNotBlank();
        }
        assertThat(check(told, "network").get("en").asText()).contains("TLSv1.3");
        assertThat(used(grant)).as("nothing is counted").isEqualTo(used);
    }

    @Test
    void aWrongClockIsNamedWithItsSkew() {
        Instant behind = Clock.systemUTC().instant().minus(Duration.ofMinutes(10));
        JsonNode told =
                test(Rest.system(node, "rest-permit"), "{\"clientTime\":\"%s\"}".formatted(behind));
        assertThat(verdict(told, "clock")).isEqualTo("WRONG");
        assertThat(check(told, "clock").get("en").asText()).contains("behind", "NTP");
        assertThat(told.get("ready").asBoolean()).isFalse();
        assertThat(verdict(told, "grant")).isEqualTo("NOT_SHOWN");
    }

    @Test
    void anUnregisteredCertificateIsToldApartFromNone() {
        JsonNode stranger = test(world.rest("stranger"), "{}");
        assertThat(verdict(stranger, "certificate")).isEqualTo("WRONG");
        assertThat(check(stranger, "certificate").get("code").asText())
                .isEqualTo("identity/untrusted-certificate");
        assertThat(verdict(stranger, "credential")).isEqualTo("WRONG");
        assertThat(stranger.get("caller").asText()).isEqualTo("anonymous");
        JsonNode nobody = test(Rest.nobody(node), "{}");
        assertThat(verdict(nobody, "certificate")).isEqualTo("NOT_SHOWN");
        assertThat(verdict(nobody, "credential")).isEqualTo("NOT_SHOWN");
        assertThat(nobody.get("ready").asBoolean()).isFalse();
    }

    @Test
    void aWrongTokenIsWrongAndNothingIsToldOfOthersGrants() {
        Reply reply =
                Rest.nobody(node)
                        .send(
                                "POST",
                                TESTS,
                                "application/json",
                                BodyPublishers.ofString("{}"),
                                "Authorization",
                                "Bearer not-a-token");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(verdict(reply.json(), "credential")).isEqualTo("WRONG");
        assertThat(reply.text()).doesNotContain("not-a-token");
        String others = node.grant("soap-tax.companies");
        JsonNode told = grant(others, "税务登记信息核对");
        JsonNode unknown = grant("00000000-0000-4000-8000-000000000000", "税务登记信息核对");
        assertThat(check(told, "grant").get("code").asText()).isEqualTo("exchange/grant-unknown");
        assertThat(check(told, "grant").toString().replace(others, ""))
                .isEqualTo(
                        check(unknown, "grant")
                                .toString()
                                .replace("00000000-0000-4000-8000-000000000000", ""));
    }

    @Test
    void theGrantsOwnTroublesAreNamed() {
        String own = node.grant("rest-permit.streets");
        assertThat(check(grant(own, "别的用途"), "grant").get("code").asText())
                .isEqualTo("exchange/purpose-mismatch");
        JsonNode items =
                test(
                        Rest.system(node, "rest-permit"),
                        "{\"grant\":\"%s\",\"purpose\":\"行政审批地址核验\",\"items\":[\"no_such\"]}"
                                .formatted(own));
        assertThat(check(items, "grant").get("code").asText())
                .isEqualTo("exchange/item-not-granted");
    }

    @Test
    void aRightSignatureIsOkAndABodyOfAnotherDigestIsNot() {
        Caller caller = new Caller(node);
        Caller.Key key = caller.key("RS256", "'HTTP_SIGNATURE'");
        JsonNode told = signed("{}", caller.signature(key, "POST", TESTS, "{}"));
        assertThat(verdict(told, "signature")).as(told.toString()).isEqualTo("OK");
        assertThat(told.get("signature")).isEmpty();
        JsonNode other = signed("{\"purpose\":\"x\"}", caller.signature(key, "POST", TESTS, "{}"));
        assertThat(verdict(other, "signature")).isEqualTo("WRONG");
        assertThat(check(other, "signature").get("code").asText())
                .isEqualTo("identity/digest-mismatch");
        assertThat(other.get("ready").asBoolean()).isFalse();
        assertThat(verdict(test(Rest.system(node, "rest-permit"), "{}"), "signature"))
                .isEqualTo("NOT_SHOWN");
    }

    /** As a program signs that leaves the port out, or gets another path from its gateway. */
    @Test
    void theComponentThatWasSignedOtherwiseIsNamed() {
        Caller caller = new Caller(node);
        Caller.Key key = caller.key("ES256", "'HTTP_SIGNATURE'");
        URI right = URI.create(node.https() + TESTS);
        URI noPort = URI.create("https://" + right.getHost() + TESTS);
        JsonNode port =
                signed("{}", Caller.signature(key, "POST", noPort, "{}", Caller.parameters(key)));
        assertThat(covered(port, "@authority").get("seen").asText())
                .isEqualTo(right.getAuthority());
        assertThat(covered(port, "@authority").get("signed").asText()).isEqualTo(right.getHost());
        assertThat(covered(port, "@method").get("differs").asBoolean()).isFalse();
        assertThat(check(port, "signature").get("en").asText())
                .contains("the key is right", "@authority", right.getAuthority());
        assertThat(check(port, "signature").get("zh").asText()).contains("密钥正确", "@authority");
        assertThat(port.get("caller").asText()).isEqualTo("anonymous");
        JsonNode path = signed("{}", caller.signature(key, "POST", "/connection-tests", "{}"));
        assertThat(covered(path, "@path").get("seen").asText()).isEqualTo(TESTS);
        assertThat(covered(path, "@path").get("differs").asBoolean()).isTrue();
    }

    /** Two components at once are found by what the caller says that it signed. */
    @Test
    void theSignedTextItselfIsComparedLineByLine() {
        Caller caller = new Caller(node);
        Caller.Key key = caller.key("RS256", "'HTTP_SIGNATURE'");
        String parameters = Caller.parameters(key);
        URI wrong = URI.create("https://gateway.example/v9/tests");
        String[] headers = Caller.signature(key, "PUT", wrong, "{}", parameters);
        JsonNode unknown = signed("{}", headers);
        assertThat(covered(unknown, "@authority").get("differs").asBoolean()).isFalse();
        assertThat(check(unknown, "signature").get("en").asText())
                .contains("does not verify", "Zhengshu-Signature-Base");
        String base =
                "\"@method\": PUT\n\"@authority\": gateway.example\n\"@path\": /v9/tests\n"
                        + "\"content-digest\": "
                        + Caller.digest("{}")
                        + "\n\"@signature-params\": "
                        + headers[1].substring("sig1=".length());
        JsonNode told = signed("{}", withBase(headers, base));
        assertThat(covered(told, "@authority").get("signed").asText()).isEqualTo("gateway.example");
        assertThat(covered(told, "@path").get("signed").asText()).isEqualTo("/v9/tests");
        assertThat(covered(told, "@method").get("signed").asText()).isEqualTo("PUT");
        assertThat(covered(told, "content-digest").get("differs").asBoolean()).isFalse();
        JsonNode invented = signed("{}", withBase(headers, base.replace("v9", "v8")));
        assertThat(covered(invented, "@path").get("differs").asBoolean())
                .as("a text that the key did not sign says nothing")
                .isFalse();
    }

    @Test
    void ofAWrongKeyOnlyTheNodesViewIsToldAndOfOtherHeadersOnlyTheLength() {
        Caller caller = new Caller(node);
        Caller.Key right = caller.key("RS256", "'HTTP_SIGNATURE'");
        Caller.Key other = new Caller(node).key("RS256", "'HTTP_SIGNATURE'");
        Caller.Key mixed = new Caller.Key(other.pair(), "RS256", right.id());
        JsonNode told = signed("{}", caller.signature(mixed, "POST", TESTS, "{}"));
        assertThat(verdict(told, "signature")).isEqualTo("WRONG");
        assertThat(told.get("signature"))
                .hasSize(4)
                .allSatisfy(c -> assertThat(c.get("differs").asBoolean()).isFalse());
        String secret = "very-secret-value";
        JsonNode hidden =
                signed(
                        "{}",
                        "X-Key",
                        secret,
                        "Signature-Input",
                        "sig1=(\"@method\" \"@authority\" \"@path\" \"x-key\")"
                                + Caller.parameters(right),
                        "Signature",
                        "sig1=:AAAA:");
        assertThat(covered(hidden, "x-key").get("seen").asText())
                .isEqualTo("(" + secret.length() + ")");
        assertThat(hidden.toString()).doesNotContain(secret);
    }

    private static String[] withBase(String[] headers, String base) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Zhengshu-Signature-Base";
        all[headers.length + 1] =
                java.util.Base64.getEncoder()
                        .encodeToString(base.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return all;
    }

    private JsonNode signed(String body, String... headers) {
        Reply reply =
                Rest.nobody(node)
                        .send(
                                "POST",
                                TESTS,
                                "application/json",
                                BodyPublishers.ofString(body),
                                headers);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.verify(node.anchors()).ok()).isTrue();
        return reply.json();
    }

    private static JsonNode covered(JsonNode told, String component) {
        for (JsonNode one : told.get("signature")) {
            if (one.get("component").asText().equals(component)) {
                return one;
            }
        }
        throw new AssertionError("no component " + component + " in " + told);
    }

    @Test
    void withoutTlsTheNetworkIsWrong() throws Exception {
        var answer =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()
                        .send(
                                HttpRequest.newBuilder(URI.create(node.http() + TESTS))
                                        .header("Content-Type", "application/json")
                                        .header("X-Forwarded-For", "192.0.2.7")
                                        .POST(BodyPublishers.ofString("{}"))
                                        .build(),
                                BodyHandlers.ofString());
        JsonNode told = DoorsJson.read(answer.body());
        assertThat(verdict(told, "network")).isEqualTo("WRONG");
        assertThat(answer.body()).doesNotContain("192.0.2.7");
    }

    private JsonNode grant(String grant, String purpose) {
        return test(
                Rest.system(node, "rest-permit"),
                "{\"grant\":\"%s\",\"purpose\":\"%s\"}".formatted(grant, purpose));
    }

    private JsonNode test(Rest caller, String body) {
        Reply reply = caller.post(TESTS, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.verify(node.anchors()).ok()).isTrue();
        return reply.json();
    }

    private static JsonNode check(JsonNode told, String name) {
        for (JsonNode check : told.get("checks")) {
            if (check.get("name").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name + " in " + told);
    }

    private static String verdict(JsonNode told, String name) {
        return check(told, name).get("verdict").asText();
    }

    private long used(String grant) {
        return Rest.system(node, "rest-permit")
                .get("/api/v1/grants/" + grant)
                .json()
                .get("used")
                .asLong();
    }
}
