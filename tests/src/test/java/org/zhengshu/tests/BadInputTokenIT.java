package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** OWASP API2:2023 at the token endpoint: assertions that are not right, in both forms of error. */
@Tag("IDN-10")
class BadInputTokenIT {
    private static final String INVALID = "identity/client-invalid";

    private final Node node = Node.shared();
    private final Rest nobody = Rest.nobody(node);
    private final Caller caller = new Caller(node);
    private final Caller.Key key = caller.key("ES256", "'CLIENT_ASSERTION'");

    private void refused(String error, String code, String form) {
        refused(error, code, Caller.ask(nobody, form));
    }

    private void refused(String error, String code, Reply reply) {
        assertThat(reply.status()).as(reply.text()).isBetween(400, 499);
        assertThat(reply.header("Content-Type")).startsWith("application/json");
        assertThat(reply.json().get("error").asText()).as(reply.text()).isEqualTo(error);
        assertThat(reply.json().get("error_description").asText()).matches("[\\x20-\\x7e]+");
        assertThat(reply.json().get("code").asText()).isEqualTo(code);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.verify(node.anchors()).ok()).isTrue();
        assertThat(reply.entry().get("outcome").asText()).isEqualTo(code);
        assertThat(reply.text()).doesNotContain("jose4j", "Exception");
    }

    private void refusedAssertion(String code, Function<String, String> claims) {
        refused("invalid_client", code, Caller.form(assertion(claims.apply(caller.claims()))));
    }

    private String assertion(String claims) {
        return Caller.jwt(key, "{\"alg\":\"ES256\",\"kid\":\"" + key.id() + "\"}", claims);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unsupported_grant_type | identity/unsupported-grant-type | grant_type=password",
                "invalid_request | kernel/invalid-input | x=1",
                "invalid_request | kernel/invalid-input | grant_type=",
                "invalid_request | kernel/malformed | grant_type=a&grant_type=b",
                "invalid_request | kernel/malformed | grant_type=%zz",
                "invalid_request | kernel/malformed | grant_type=%00",
                "invalid_scope | kernel/invalid-input | grant_type=client_credentials&scope=all",
                "invalid_client | identity/client-invalid | grant_type=client_credentials",
                "invalid_client | identity/client-invalid | grant_type=client_credentials&client_id=a&client_secret=b"
            })
    void aFormThatIsNotRight(String error, String code, String form) {
        refused(error, code, form);
    }

    @Test
    void theUsualWaysOfClientsThatHaveSecrets() {
        refused(
                "invalid_client",
                "identity/unknown-scheme",
                Caller.ask(nobody, "grant_type=client_credentials", "Authorization", "Basic YTpi"));
    }

    @Test
    void claimsThatAreNotRight() {
        refusedAssertion(INVALID, c -> c.replace("\"iss\":\"" + caller.name, "\"iss\":\"x"));
        refusedAssertion(INVALID, c -> c.replace(caller.name, "rest-permit"));
        refusedAssertion(INVALID, c -> c.replace(node.https(), "https://elsewhere.example"));
        refusedAssertion(INVALID, c -> c.replace("/api/v1/token", "/api/v1/other"));
        refusedAssertion(INVALID, c -> c.replaceAll("\"jti\":\"[^\"]*\",", ""));
        refusedAssertion(INVALID, c -> c.replaceAll("\"jti\":\"[^\"]*\"", "\"jti\":\"\""));
        refusedAssertion(INVALID, c -> c.replaceAll(",\"exp\":[0-9]+", ""));
        refusedAssertion(INVALID, c -> c.replaceAll("\"aud\":\"[^\"]*\",", ""));
        refusedAssertion(INVALID, c -> "{}");
        refusedAssertion(INVALID, c -> "[]");
        refusedAssertion(INVALID, c -> "no JSON");
    }

    @Test
    void timesThatAreNotRight() {
        String window = "identity/outside-window";
        long now = Instant.now().getEpochSecond();
        refusedAssertion(window, c -> c.replaceAll("\"exp\":[0-9]+", "\"exp\":" + (now - 90)));
        refusedAssertion(window, c -> c.replaceAll("\"exp\":[0-9]+", "\"exp\":" + (now + 900)));
        refusedAssertion(window, c -> c.replaceAll("\"iat\":[0-9]+", "\"iat\":" + (now + 90)));
        refusedAssertion(
                window,
                c -> c.replaceAll("\"iat\":[0-9]+", "\"nbf\":" + (now + 90) + ",\"iat\":" + now));
    }

    @Test
    void algorithmsThatAreNotTheRegisteredOne() {
        String claims = caller.claims();
        String id = "\",\"kid\":\"" + key.id() + "\"}";
        for (String algorithm : new String[] {"none", "HS256", "RS256", "ES384", "PS256", ""}) {
            refused(
                    "invalid_client",
                    INVALID,
                    Caller.form(Caller.jwt(key, "{\"alg\":\"" + algorithm + id, claims)));
        }
        refused(
                "invalid_client",
                INVALID,
                Caller.form(
                        Caller.base64("{\"alg\":\"none" + id) + "." + Caller.base64(claims) + "."));
        refused(
                "invalid_client",
                INVALID,
                Caller.form(
                        Caller.jwt(key, "{\"alg\":\"ES256\",\"crit\":[\"x\"],\"x\":1}", claims)));
    }

    @Test
    void keysThatAreNotTheRegisteredOne() {
        refused(
                "invalid_client",
                INVALID,
                Caller.form(Caller.jwt(key, "{\"alg\":\"ES256\",\"kid\":\"x\"}", caller.claims())));
        Caller.Key other = new Caller(node).key("ES256", "'CLIENT_ASSERTION'");
        Caller.Key forged = new Caller.Key(other.pair(), "ES256", key.id());
        refused("invalid_client", INVALID, Caller.form(caller.assertion(forged)));
        Caller.Key signing = caller.key("ES256", "'HTTP_SIGNATURE'");
        refused("invalid_client", INVALID, Caller.form(caller.assertion(signing)));
        refused("invalid_client", INVALID, Caller.form("a.b.c"));
        refused("invalid_client", INVALID, Caller.form("x".repeat(8000)));
    }

    @Test
    void theSameAssertionTwice() {
        String once = caller.assertion(key);
        assertThat(Caller.ask(nobody, Caller.form(once)).status()).isEqualTo(200);
        refused("invalid_client", "identity/message-replayed", Caller.form(once));
    }

    @Test
    @Tag("IDN-15")
    void anAssertionByAnotherThanTheCertificates() {
        refused(
                "invalid_request",
                "identity/credentials-disagree",
                Caller.ask(Rest.system(node, "rest-permit"), Caller.form(caller.assertion(key))));
        refused(
                "invalid_request",
                "identity/credentials-disagree",
                Caller.form(caller.assertion(key)) + "&client_id=rest-permit");
    }

    @Test
    void anotherContentTypeAndMethod() {
        Reply json = nobody.post("/api/v1/token", "{\"grant_type\":\"client_credentials\"}");
        refused("invalid_request", "kernel/unsupported-media-type", json);
        refused("invalid_request", "kernel/method-not-allowed", nobody.get("/api/v1/token"));
    }
}
