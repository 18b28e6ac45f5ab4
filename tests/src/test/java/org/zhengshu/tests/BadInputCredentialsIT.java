package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.tests.node.Node;

/** OWASP API2:2023, broken authentication: what shows a credential that is not right. */
class BadInputCredentialsIT {
    private static final String SIGNATURE = "identity/signature-invalid";
    private static final String WINDOW = "identity/outside-window";
    private static final String REPLAYED = "identity/message-replayed";
    private static final String MALFORMED = "kernel/malformed";
    private static final String TOKEN = "identity/token-invalid";

    private final Node node = Node.shared();
    private final BadInputCheck check = new BadInputCheck(node);
    private final BadInputClient nobody = BadInputClient.nobody(node);
    private final Caller caller = new Caller(node);
    private final String query = BadInputCheck.query(node, 1);

    private BadInputReply send(BadInputClient by, String language, String... headers) {
        return by.send(
                language,
                "POST",
                Caller.QUERIES,
                "application/json",
                BodyPublishers.ofString(query),
                headers);
    }

    private void refused(String code, String place, Supplier<String[]> headers) {
        check.refused(code, place, language -> send(nobody, language, headers.get()));
    }

    private static String[] with(String[] headers, String name, String value) {
        String[] changed = headers.clone();
        changed[Arrays.asList(headers).indexOf(name) + 1] = value;
        return changed;
    }

    private static String[] without(String[] headers, String name) {
        List<String> left = new ArrayList<>(List.of(headers));
        int at = left.indexOf(name);
        left.remove(at);
        left.remove(at);
        return left.toArray(String[]::new);
    }

    private static String[] both(String[] one, String... other) {
        List<String> all = new ArrayList<>(List.of(one));
        all.addAll(List.of(other));
        return all.toArray(String[]::new);
    }

    // the header conventions ---------------------------------------------------------------------

    @Test
    @Tag("IDN-14")
    void aProvincialSignatureThatIsNotRight() {
        String secret = caller.secret("TIF_HEADERS");
        String place = "header x-tif-signature";
        refused(SIGNATURE, place, () -> with(caller.tif(secret), "x-tif-signature", "00"));
        refused(SIGNATURE, place, () -> with(caller.tif(secret), "x-tif-paasid", "nobody"));
        refused(SIGNATURE, place, () -> with(caller.tif(secret), "x-tif-paasid", "rest-permit"));
        refused(SIGNATURE, place, () -> with(caller.tif(secret), "x-tif-nonce", "other"));
        refused(SIGNATURE, place, () -> caller.tif(secret + "x"));
        refused(MALFORMED, "x-tif-nonce", () -> without(caller.tif(secret), "x-tif-nonce"));
        refused(MALFORMED, "x-tif-nonce", () -> with(caller.tif(secret), "x-tif-nonce", "a b"));
    }

    @Test
    @Tag("IDN-14")
    void aTimeOutsideTheSkew() {
        String secret = caller.secret("TIF_HEADERS");
        for (long seconds : new long[] {-182, 182, -86_400}) {
            refused(
                    WINDOW,
                    "x-tif-timestamp",
                    () ->
                            caller.tif(
                                    secret,
                                    Instant.now().plusSeconds(seconds),
                                    UUID.randomUUID().toString()));
        }
        refused(WINDOW, "x-tif-timestamp", () -> with(caller.tif(secret), "x-tif-timestamp", "x"));
        String national = caller.secret("NATIONAL_HEADERS");
        refused(
                WINDOW,
                "gjzwfwpt_rtime",
                () -> caller.national(national, Instant.now().minusSeconds(182)));
        refused(
                WINDOW,
                "gjzwfwpt_rtime",
                () -> with(caller.national(national), "gjzwfwpt_rtime", "-1"));
    }

    @Test
    @Tag("IDN-14")
    void theSameHeadersTwice() {
        String secret = caller.secret("TIF_HEADERS");
        String nonce = UUID.randomUUID().toString();
        assertThat(send(nobody, "en", caller.tif(secret, Instant.now(), nonce)).status())
                .isEqualTo(200);
        refused(REPLAYED, "x-tif-nonce", () -> caller.tif(secret, Instant.now(), nonce));
        refused(
                REPLAYED,
                "x-tif-nonce",
                () -> caller.tif(secret, Instant.now().plusSeconds(5), nonce));
        String[] once = caller.national(caller.secret("NATIONAL_HEADERS"));
        assertThat(send(nobody, "en", once).status()).isEqualTo(200);
        refused(REPLAYED, "gjzwfwpt_sign", () -> once);
    }

    @Test
    @Tag("IDN-7")
    void aSecretForAnotherConvention() {
        String secret = caller.secret("NATIONAL_HEADERS");
        refused(SIGNATURE, "", () -> caller.tif(secret));
        String name = caller.secret("USERNAME_TOKEN");
        refused(SIGNATURE, "", () -> caller.national(name));
    }

    @Test
    @Tag("IDN-14")
    void aNationalSignatureThatIsNotRight() {
        String secret = caller.secret("NATIONAL_HEADERS");
        String place = "header gjzwfwpt_sign";
        refused(SIGNATURE, place, () -> with(caller.national(secret), "gjzwfwpt_sid", "s_2"));
        refused(SIGNATURE, place, () -> with(caller.national(secret), "gjzwfwpt_sign", "AA=="));
        refused(SIGNATURE, place, () -> caller.national(secret.toLowerCase(java.util.Locale.ROOT)));
    }

    @Test
    @Tag("IDN-16")
    void aRepeatedHeader() {
        String secret = caller.secret("TIF_HEADERS");
        for (String name : List.of("x-tif-paasid", "x-tif-signature", "x-tif-nonce")) {
            refused(MALFORMED, "header", () -> both(caller.tif(secret), name, "again"));
        }
        refused(
                MALFORMED,
                "header",
                () -> new String[] {"Authorization", "Bearer a", "Authorization", "Bearer b"});
    }

    // tokens -------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic YTpi",
                "Digest username=\"x\"",
                "HMAC abc",
                "Bearer",
                "Negotiate",
                "eyJhbGciOiJub25lIn0"
            })
    void anUnknownScheme(String value) {
        refused("identity/unknown-scheme", "", () -> new String[] {"Authorization", value});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.b.c",
                "..",
                "eyJhbGciOiJub25lIn0.e30.",
                "eyJhbGciOiJIUzI1NiJ9.e30.AAAA",
                "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d"
            })
    void aTokenThatIsNone(String token) {
        refused(TOKEN, "", () -> new String[] {"Authorization", "Bearer " + token});
    }

    @Test
    @Tag("IDN-10")
    void aTokenThatSomebodyChanged() {
        Caller.Key key = caller.key("ES256", "'CLIENT_ASSERTION'");
        String[] parts = caller.token(key).split("\\.");
        String none = Caller.base64("{\"alg\":\"none\",\"typ\":\"at+jwt\"}");
        String claims =
                new String(
                        java.util.Base64.getUrlDecoder().decode(parts[1]),
                        java.nio.charset.StandardCharsets.UTF_8);
        String other = Caller.base64(claims.replace(caller.name, "rest-permit"));
        for (String token :
                List.of(
                        parts[0] + "." + other + "." + parts[2],
                        none + "." + parts[1] + ".",
                        none + "." + other + "." + parts[2],
                        Caller.jwt(key, "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", claims),
                        caller.assertion(key))) {
            refused(TOKEN, "", () -> new String[] {"Authorization", "Bearer " + token});
        }
    }

    @Test
    @Tag("IDN-11")
    void aBoundTokenShownByAnother() {
        Caller.Key key = new Caller(node, "rest-permit").key("ES256", "'CLIENT_ASSERTION'");
        Caller permit = new Caller(node, "rest-permit");
        String token =
                Caller.ok(
                                Caller.ask(
                                        org.zhengshu.tests.node.Rest.system(node, "rest-permit"),
                                        Caller.form(permit.assertion(key))))
                        .get("access_token")
                        .asText();
        String[] shown = {"Authorization", "Bearer " + token};
        BadInputClient owner = BadInputClient.system(node, "rest-permit");
        assertThat(send(owner, "en", shown).status()).isEqualTo(200);
        refused(TOKEN, "", () -> shown);
        BadInputClient other = BadInputClient.system(node, "rest-welfare");
        check.refused(TOKEN, "", language -> send(other, language, shown));
        permit.revoke(key);
    }

    @Test
    @Tag("IDN-15")
    void credentialsOfTwoCallers() {
        Caller.Key key = caller.key("ES256", "'CLIENT_ASSERTION'");
        String[] token = {"Authorization", "Bearer " + caller.token(key)};
        BadInputClient permit = BadInputClient.system(node, "rest-permit");
        check.refused(
                "identity/credentials-disagree", "", language -> send(permit, language, token));
        Caller other = new Caller(node);
        String secret = other.secret("TIF_HEADERS");
        refused("identity/credentials-disagree", "", () -> both(other.tif(secret), token));
    }

    // signatures ---------------------------------------------------------------------------------

    private void badSignature(String code, Function<Caller.Key, String[]> headers) {
        Caller system = new Caller(node);
        Caller.Key key = system.key("ES256", "'HTTP_SIGNATURE'");
        check.refused(code, "", language -> send(nobody, language, headers.apply(key)));
    }

    private String[] signed(Caller.Key key) {
        return caller.signature(key, "POST", Caller.QUERIES, query);
    }

    @Test
    @Tag("IDN-12")
    void aSignatureThatIsNotRight() {
        badSignature(SIGNATURE, key -> caller.signature(key, "GET", Caller.QUERIES, query));
        badSignature(SIGNATURE, key -> caller.signature(key, "POST", "/api/v1/token", query));
        badSignature(SIGNATURE, key -> caller.signature(key, "POST", Caller.QUERIES, null));
        badSignature(
                SIGNATURE,
                key -> with(signed(key), "Signature", "sig1=:" + "A".repeat(86) + "==:"));
        badSignature(SIGNATURE, key -> with(signed(key), "Signature", "sig2=:AA==:"));
        badSignature(SIGNATURE, key -> without(signed(key), "Signature"));
        badSignature(SIGNATURE, key -> without(signed(key), "Signature-Input"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "identity/signature-invalid | ;keyid=\"$key\";nonce=\"$n\"",
                "identity/signature-invalid | ;created=$now;nonce=\"$n\"",
                "identity/signature-invalid | ;created=$now;keyid=\"$key\"",
                "identity/signature-invalid | ;created=$now;keyid=\"other\";nonce=\"$n\"",
                "identity/signature-invalid | ;created=$now;keyid=\"$key\";nonce=\"$n\";alg=\"hmac-sha256\"",
                "identity/signature-invalid | ;created=$now;keyid=\"$key\";nonce=\"$n\";alg=\"rsa-pss-sha512\"",
                "identity/outside-window | ;created=$past;keyid=\"$key\";nonce=\"$n\"",
                "identity/outside-window | ;created=$future;keyid=\"$key\";nonce=\"$n\"",
                "identity/outside-window | ;created=\"$now\";keyid=\"$key\";nonce=\"$n\"",
                "identity/outside-window | ;created=$now;expires=$past;keyid=\"$key\";nonce=\"$n\""
            })
    @Tag("IDN-12")
    void parametersThatAreNotRight(String code, String parameters) {
        badSignature(
                code,
                key -> {
                    long now = Instant.now().getEpochSecond();
                    return caller.signature(
                            key,
                            "POST",
                            Caller.QUERIES,
                            query,
                            parameters
                                    .replace("$key", key.id())
                                    .replace("$now", Long.toString(now))
                                    .replace("$past", Long.toString(now - 301))
                                    .replace("$future", Long.toString(now + 90))
                                    .replace("$n", UUID.randomUUID().toString()));
                });
    }

    @Test
    @Tag("IDN-12")
    void theSameSignatureTwice() {
        Caller.Key key = caller.key("ES256", "'HTTP_SIGNATURE'");
        String[] once = signed(key);
        assertThat(send(nobody, "en", once).status()).isEqualTo(200);
        refused(REPLAYED, "", () -> once);
    }

    @Test
    @Tag("IDN-7")
    void aKeyForAnotherUse() {
        Caller.Key key = caller.key("ES256", "'CLIENT_ASSERTION'");
        refused(SIGNATURE, "", () -> signed(key));
    }

    @Test
    @Tag("IDN-13")
    void aBodyThatIsNotTheSignedOne() {
        Caller.Key key = caller.key("ES256", "'HTTP_SIGNATURE'");
        check.refused(
                "identity/digest-mismatch",
                "Content-Digest",
                language ->
                        nobody.send(
                                language,
                                "POST",
                                Caller.QUERIES,
                                "application/json",
                                BodyPublishers.ofString(
                                        query.replace("\"limit\":1", "\"limit\":2")),
                                signed(key)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "x-gzip", "gzip, identity", "GZIP"})
    void aBodyInACodingIsRefusedByName(String coding) {
        check.refused(
                "kernel/unsupported-media-type",
                "",
                language ->
                        send(
                                BadInputClient.system(node, "rest-permit"),
                                language,
                                "Content-Encoding",
                                coding));
    }
}
