package org.zhengshu.signature.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;

/** The examples of RFC 9421 appendix B.2, and what is not signed as it should be. */
@Tag("IDN-12")
class HttpSignatureTest {
    private static final String RSA_PSS =
            "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr4tmm3r20Wd/PbqvP1s2+QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry53mm+oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHqgDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUAAN5WUtzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oyc6XI2wIDAQAB";
    private static final String P256 =
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lfw0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==";
    private static final String ED25519 =
            "MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=";

    private static final String B21 =
            "d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxbtRxf8Udx7zFZsckzXaJMkA7ChG52eSkFxykJeNqsrWH5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLMIQKhO4DGezXehhWwE56YCE+O6c0mKZsfxVrogUvA4HELjVKWmAvtl6UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1fV5/SITLq9mhho8K3+7EPYTU8IU1bLhdxO5Nyt8C8ssinQ98Xw9Q==";
    private static final String B22 =
            "LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJyE5qH7KT8UCMkSowOB4+ECxCmT8rtAmj/0PIXxi0A0nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVtR8NV7+4UKkjqpcAoFqWFQh62s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0tFTQosMTAoxk//0RoKUqiYY8Bh0aaUEb0rQl3/XaVe4bXTugEjHSw==";
    private static final String B23 =
            "bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU5p2voTp768ZrCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZzNBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==";
    private static final String B24 =
            "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==";
    private static final String B26 =
            "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";

    private static final Map<String, String> FIELDS =
            Map.of(
                    "date",
                    "Tue, 20 Apr 2021 02:07:55 GMT",
                    "content-type",
                    "application/json",
                    "content-length",
                    "18",
                    "content-digest",
                    "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:");
    private static final HttpMessage REQUEST =
            new HttpMessage(
                    "POST",
                    "https",
                    "example.com",
                    "/foo",
                    "param=Value&Pet=dog",
                    0,
                    name -> FIELDS.containsKey(name) ? List.of(FIELDS.get(name)) : List.of());
    private static final Map<String, String> ANSWER_FIELDS =
            Map.of(
                    "content-type",
                    "application/json",
                    "content-length",
                    "23",
                    "content-digest",
                    "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:");
    private static final HttpMessage ANSWER =
            HttpMessage.answer(
                    200,
                    name ->
                            ANSWER_FIELDS.containsKey(name)
                                    ? List.of(ANSWER_FIELDS.get(name))
                                    : List.of());

    private static PublicKey key(String type, String base64) throws Exception {
        return KeyFactory.getInstance(type)
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private static HttpSignature signature(String input, String value) {
        return HttpSignature.parse(List.of("s=" + input), List.of("s=:" + value + ":"));
    }

    private static boolean verifies(
            String algorithm, PublicKey key, HttpSignature signature, HttpMessage message) {
        return HttpSignatureCheck.verifies(
                algorithm, key, signature.base(message), signature.signature());
    }

    private static void refused(Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> assertThat(p.type()).isEqualTo(ProblemType.SIGNATURE_INVALID));
    }

    @Test
    void b21CoversNothing() throws Exception {
        HttpSignature read =
                signature(
                        "();created=1618884473;keyid=\"test-key-rsa-pss\";nonce=\"b3k2pp5k7z-50gnwp.yemd\"",
                        B21);
        assertThat(verifies("rsa-pss-sha512", key("RSA", RSA_PSS), read, REQUEST)).isTrue();
        assertThat(read.text("nonce")).contains("b3k2pp5k7z-50gnwp.yemd");
        assertThat(read.seconds("created")).contains(1618884473L);
    }

    @Test
    void b22CoversOneParameterOfTheQuery() throws Exception {
        HttpSignature read =
                signature(
                        "(\"@authority\" \"content-digest\" \"@query-param\";name=\"Pet\");created=1618884473;keyid=\"test-key-rsa-pss\";tag=\"header-example\"",
                        B22);
        assertThat(verifies("rsa-pss-sha512", key("RSA", RSA_PSS), read, REQUEST)).isTrue();
    }

    @Test
    void b23CoversAll() throws Exception {
        HttpSignature read =
                signature(
                        "(\"date\" \"@method\" \"@path\" \"@query\" \"@authority\" \"content-type\" \"content-digest\" \"content-length\");created=1618884473;keyid=\"test-key-rsa-pss\"",
                        B23);
        assertThat(verifies("rsa-pss-sha512", key("RSA", RSA_PSS), read, REQUEST)).isTrue();
        assertThat(read.covered()).contains("@method", "@path", "@query", "@authority");
    }

    @Test
    void b24IsAnAnswer() throws Exception {
        HttpSignature read =
                signature(
                        "(\"@status\" \"content-type\" \"content-digest\" \"content-length\");created=1618884473;keyid=\"test-key-ecc-p256\"",
                        B24);
        assertThat(verifies("ecdsa-p256-sha256", key("EC", P256), read, ANSWER)).isTrue();
    }

    @Test
    void b26IsByEd25519() throws Exception {
        HttpSignature read =
                signature(
                        "(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"",
                        B26);
        assertThat(verifies("ed25519", key("Ed25519", ED25519), read, REQUEST)).isTrue();
        assertThat(verifies("ed25519", key("Ed25519", ED25519), read, changed("/bar", "a=b")))
                .isFalse();
    }

    private static HttpMessage changed(String path, String query) {
        return new HttpMessage("POST", "https", "example.com", path, query, 0, REQUEST.fields());
    }

    @Test
    void aSignatureOfAnotherAlgorithmIsFalseAndNoFailure() throws Exception {
        byte[] base = "x".getBytes(StandardCharsets.UTF_8);
        for (String algorithm :
                List.of("ecdsa-p256-sha256", "rsa-v1_5-sha256", "rsa-pss-sha512", "ed25519")) {
            for (PublicKey key :
                    List.of(key("EC", P256), key("RSA", RSA_PSS), key("Ed25519", ED25519))) {
                assertThat(HttpSignatureCheck.verifies(algorithm, key, base, new byte[64]))
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@target-uri | https://example.com/foo?param=Value&Pet=dog",
                "@request-target | /foo?param=Value&Pet=dog",
                "@scheme | https",
                "@query | ?param=Value&Pet=dog",
                "@method | POST"
            })
    void eachPartHasItsValue(String name, String value) {
        String base =
                new String(
                        signature("(\"" + name + "\");created=1", "AA==").base(REQUEST),
                        StandardCharsets.UTF_8);
        assertThat(base)
                .isEqualTo(
                        "\""
                                + name
                                + "\": "
                                + value
                                + "\n\"@signature-params\": (\""
                                + name
                                + "\");created=1");
    }

    @Test
    void noQueryIsAQuestionMark() {
        assertThat(
                        new String(
                                signature("(\"@query\")", "AA==").base(changed("/", null)),
                                StandardCharsets.UTF_8))
                .startsWith("\"@query\": ?\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(\"@status\")",
                "(\"x-absent\")",
                "(\"Date\")",
                "(\"@unknown\")",
                "(\"date\";sf)",
                "(\"date\";bs)",
                "(\"@method\";req)",
                "(\"@query-param\")",
                "(\"@query-param\";name=\"absent\")",
                "(\"date\";name=\"x\")"
            })
    void whatCannotBeCoveredIsRefused(String input) {
        refused(() -> signature(input, "AA==").base(REQUEST));
    }

    @Test
    void aParameterThatIsThereTwiceIsRefused() {
        HttpSignature read = signature("(\"@query-param\";name=\"a\")", "AA==");
        refused(() -> read.base(changed("/", "a=1&a=2")));
        refused(() -> read.base(changed("/", "a=%zz")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s=() | t=:AA==:",
                "s=(), t=() | s=:AA==:, t=:AA==:",
                "s=() | s=AA",
                "s=1 | s=:AA==:",
                "s=(1) | s=:AA==:",
                "s=(\"date\" \"date\") | s=:AA==:",
                "s=( | s=:AA==:",
                "'' | s=:AA==:",
                "s=() | ''",
                "é | s=:AA==:"
            })
    void whatIsNoSingleSignatureIsRefused(String input, String signature) {
        refused(() -> HttpSignature.parse(List.of(input), List.of(signature)));
    }

    @Test
    void aTimeOrNonceOfAnotherTypeIsNotTaken() {
        HttpSignature read = signature("();created=\"1\";nonce=1", "AA==");
        assertThat(read.seconds("created")).contains(Long.MIN_VALUE);
        assertThat(read.text("nonce")).contains("");
        assertThat(read.text("keyid")).isEmpty();
    }

    @Test
    void severalLinesOfAFieldAreOneList() {
        HttpMessage message =
                new HttpMessage(
                        "GET", "https", "h", "/", null, 0, n -> List.of(" a , b ", "c\r\n  d"));
        assertThat(
                        new String(
                                signature("(\"x-list\")", "AA==").base(message),
                                StandardCharsets.UTF_8))
                .startsWith("\"x-list\": a , b, c d\n");
    }
}
