package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.SignedAnswer;

/** Each way in works under a grant, leaves a receipt, and its name stands in the entry. */
class CallersIT {
    private static final String JSON = "application/json";

    private final Node node = Node.shared();
    private final Caller caller = new Caller(node);
    private final Rest nobody = Rest.nobody(node);
    private final String query = BadInputCheck.query(node, 1);

    private Reply call(Rest rest, String... headers) {
        return rest.send("POST", Caller.QUERIES, JSON, BodyPublishers.ofString(query), headers);
    }

    private void answered(Reply reply, String authentication) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("rows")).hasSize(1);
        assertThat(reply.verify(node.anchors()).ok()).isTrue();
        assertThat(reply.entry().get("facts").get("authentication").asText())
                .isEqualTo(authentication);
    }

    private void answered(Reply reply, String authentication, Caller by) {
        answered(reply, authentication);
        assertThat(reply.entry().get("actor").get("id").asText()).isEqualTo(by.name);
    }

    @Test
    void byMutualTls() {
        answered(call(Rest.system(node, "rest-permit")), "MUTUAL_TLS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "RS256", "PS256", "PS512", "EdDSA"})
    @Tag("IDN-10")
    void byAccessToken(String algorithm) {
        Caller.Key key = caller.key(algorithm, "'CLIENT_ASSERTION'");
        Reply asked = Caller.ask(nobody, Caller.form(caller.assertion(key)));
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        assertThat(asked.json().get("token_type").asText()).isEqualTo("Bearer");
        assertThat(asked.json().get("expires_in").asLong()).isEqualTo(600);
        assertThat(asked.entry().get("facts").get("system").asText()).isEqualTo(caller.name);
        String token = asked.json().get("access_token").asText();
        answered(call(nobody, "Authorization", "Bearer " + token), "ACCESS_TOKEN", caller);
        answered(call(nobody, "Authorization", "bearer " + token), "ACCESS_TOKEN", caller);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "RS256", "PS256", "EdDSA"})
    @Tag("IDN-12")
    void bySignature(String algorithm) {
        Caller.Key key = caller.key(algorithm, "'HTTP_SIGNATURE'");
        answered(
                call(nobody, caller.signature(key, "POST", Caller.QUERIES, query)),
                "HTTP_SIGNATURE",
                caller);
        String target = "/api/v1/catalogue-items?size=1&state=PUBLISHED";
        Reply read =
                nobody.send(
                        "GET",
                        target,
                        null,
                        BodyPublishers.noBody(),
                        caller.signature(key, "GET", target, null));
        assertThat(read.status()).as(read.text()).isEqualTo(200);
    }

    @Test
    @Tag("IDN-14")
    void byTheProvincialHeaders() {
        Reply reply = call(nobody, caller.tif(caller.secret("TIF_HEADERS")));
        answered(reply, "TIF_HEADERS", caller);
        assertThat(reply.header("Content-Digest")).isEqualTo(Caller.digest(reply.text()));
    }

    @Test
    @Tag("IDN-14")
    void byTheNationalHeaders() {
        Reply reply = call(nobody, caller.national(caller.secret("NATIONAL_HEADERS")));
        answered(reply, "NATIONAL_HEADERS", caller);
        assertThat(reply.header("Content-Digest")).isEqualTo(Caller.digest(reply.text()));
    }

    @Test
    @Tag("IDN-15")
    void severalCredentialsOfOneSystem() {
        Caller.Key key = caller.key("ES256", "'CLIENT_ASSERTION','HTTP_SIGNATURE'");
        String[] headers =
                Stream.concat(
                                Stream.of(caller.signature(key, "POST", Caller.QUERIES, query)),
                                Stream.of("Authorization", "Bearer " + caller.token(key)))
                        .toArray(String[]::new);
        answered(call(nobody, headers), "ACCESS_TOKEN+HTTP_SIGNATURE", caller);
    }

    @Test
    @Tag("IDN-6")
    void aSecretIsRenewedWithoutAGap() {
        String old = caller.secret("TIF_HEADERS");
        JsonNode renewed = Caller.ok(caller.administer("/secrets/rotation", "{'graceHours':1}"));
        String fresh = renewed.get("secret").asText();
        answered(call(nobody, caller.tif(old)), "TIF_HEADERS");
        answered(call(nobody, caller.tif(fresh)), "TIF_HEADERS");
        assertThat(caller.administer("/secrets", "{'uses':['TIF_HEADERS']}").problem())
                .isEqualTo("identity/too-many-credentials");
        assertThat(caller.administer("/secrets/rotation", "{'graceHours':1}").problem())
                .isEqualTo("identity/too-many-credentials");
        String oldId =
                Stream.iterate(0, i -> i + 1)
                        .limit(2)
                        .map(i -> caller.credentials().get(i))
                        .filter(c -> c.has("expiresAt"))
                        .findFirst()
                        .orElseThrow()
                        .get("id")
                        .asText();
        Caller.ok(caller.administer("/" + oldId + "/revocation", "{}"));
        assertThat(call(nobody, caller.tif(old)).problem()).isEqualTo("identity/signature-invalid");
        answered(call(nobody, caller.tif(fresh)), "TIF_HEADERS");
        assertThat(caller.administer("/" + oldId + "/revocation", "{}").problem())
                .isEqualTo("identity/credential-ended");
    }

    @Test
    @Tag("IDN-8")
    void aSecretIsShownOnceAndStoredEncrypted() {
        String secret = caller.secret("TIF_HEADERS");
        assertThat(caller.credentials().toString()).doesNotContain(secret);
        BadInputNode inside = new BadInputNode(node);
        String stored =
                inside.strings(
                                "select encode(material,'hex')"
                                        + " from idn_credential where system_id = '"
                                        + caller.id
                                        + "'")
                        .get(0);
        assertThat(stored).isNotEmpty();
        assertThat(new String(hex(stored), StandardCharsets.ISO_8859_1)).doesNotContain(secret);
        assertThat(inside.strings("select canonical::text from aud_entry order by at desc limit 5"))
                .noneMatch(e -> e.contains(secret));
    }

    private static byte[] hex(String text) {
        return java.util.HexFormat.of().parseHex(text);
    }

    @Test
    @Tag("IDN-11")
    void aTokenEndsWithItsKey() {
        Caller.Key key = caller.key("ES256", "'CLIENT_ASSERTION'");
        String token = caller.token(key);
        answered(call(nobody, "Authorization", "Bearer " + token), "ACCESS_TOKEN", caller);
        String id = caller.credentials().get(0).get("id").asText();
        Caller.ok(caller.administer("/" + id + "/revocation", "{}"));
        assertThat(call(nobody, "Authorization", "Bearer " + token).problem())
                .isEqualTo("identity/token-invalid");
    }

    @Test
    @Tag("IDN-17")
    void answersAreSignedForWhoeverAsks() {
        Reply reply =
                call(
                        Rest.system(node, "rest-permit"),
                        "Accept-Signature",
                        "mine=(\"@status\");nonce=\"n-1\"");
        String input = reply.header("Signature-Input");
        assertThat(input)
                .startsWith("mine=(\"@status\" \"content-digest\" \"zhengshu-receipt\");created=")
                .contains(";nonce=\"n-1\"");
        assertThat(reply.header("Content-Digest")).isEqualTo(Caller.digest(reply.text()));
        JsonNode keys = nobody.get("/api/v1/jwks.json").json();
        assertThat(input).contains("keyid=\"" + keys.at("/keys/0/kid").asText() + '"');
        assertThat(SignedAnswer.verifies(reply, "mine", keys)).isTrue();
    }

    @Test
    @Tag("IDN-13")
    void aDigestIsCheckedAndGivenBack() {
        Reply reply =
                call(Rest.system(node, "rest-permit"), "Content-Digest", Caller.digest(query));
        answered(reply, "MUTUAL_TLS");
        assertThat(reply.header("Content-Digest")).isEqualTo(Caller.digest(reply.text()));
        assertThat(call(Rest.system(node, "rest-permit")).header("Content-Digest")).isEmpty();
    }

    @Test
    void whoMustAuthenticateIsToldHow() {
        Reply reply = call(nobody);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers().allValues("WWW-Authenticate"))
                .anyMatch(v -> v.startsWith("Bearer realm="))
                .anyMatch(v -> v.startsWith("ClientCertificate"))
                .hasSize(5);
        assertThat(reply.header("Accept-Signature")).contains("\"content-digest\"", "nonce");
    }
}
