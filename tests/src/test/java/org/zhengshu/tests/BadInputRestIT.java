package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.tests.node.Node;

/** Bad JSON, bad addresses and bad headers at the REST door. */
class BadInputRestIT {
    private static final String MALFORMED = "kernel/malformed";
    private static final String INVALID = "kernel/invalid-input";

    private final Node node = Node.shared();
    private final BadInputCheck check = new BadInputCheck(node);

    static Stream<Arguments> badJson() {
        String id = "\"grant\":\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\"";
        return Stream.of(
                Arguments.of("no JSON at all", "hello", MALFORMED, "line 1"),
                Arguments.of("ends too early", "{\"grant\":", MALFORMED, "line 1"),
                Arguments.of("more after the end", "{} {}", MALFORMED, "line 1"),
                Arguments.of("an array", "[]", MALFORMED, "line 1"),
                Arguments.of("null", "null", MALFORMED, ""),
                Arguments.of("nothing", "", MALFORMED, "body"),
                Arguments.of("number for text", "{\"purpose\":5}", MALFORMED, "purpose"),
                Arguments.of("object for text", "{\"purpose\":{}}", MALFORMED, "purpose"),
                Arguments.of("text for number", "{\"limit\":\"x\"}", MALFORMED, "limit"),
                Arguments.of("text of a number", "{\"limit\":\"5\"}", MALFORMED, "limit"),
                Arguments.of("fraction", "{\"limit\":1.5}", MALFORMED, "limit"),
                Arguments.of("huge exponent", "{\"limit\":1e999999999}", MALFORMED, "limit"),
                Arguments.of("beyond int", "{\"limit\":99999999999}", MALFORMED, "limit"),
                Arguments.of("101 digits", "{\"limit\":" + "9".repeat(101) + "}", MALFORMED, ""),
                Arguments.of("text for list", "{\"items\":\"code\"}", MALFORMED, "items"),
                Arguments.of("null in a list", "{\"items\":[null]}", MALFORMED, "items"),
                Arguments.of("bad UUID", "{\"grant\":\"42\"}", MALFORMED, "grant"),
                Arguments.of("unknown field", "{" + id + ",\"sql\":1}", MALFORMED, "sql"),
                Arguments.of("field twice", "{" + id + "," + id + "}", MALFORMED, ""),
                Arguments.of("field missing", "{" + id + "}", INVALID, "purpose"),
                Arguments.of(
                        "unknown operator",
                        "{\"filter\":{\"operator\":\"LIKE\"}}",
                        MALFORMED,
                        "filter.operator"),
                Arguments.of("NUL", "{\"purpose\":\"a\\u0000b\"}", MALFORMED, "purpose"),
                Arguments.of("escape", "{\"purpose\":\"a\\u001b[2J\"}", MALFORMED, "purpose"),
                Arguments.of("half a character", "{\"purpose\":\"\\ud800\"}", MALFORMED, "purpose"),
                Arguments.of("raw control", "{\"purpose\":\"a\u0001b\"}", MALFORMED, "purpose"),
                Arguments.of("deep", "{\"filter\":" + "{\"and\":[".repeat(40), MALFORMED, "filter"),
                Arguments.of("deep brackets", "[".repeat(100_000), MALFORMED, "line 1"),
                Arguments.of("long text", "{\"purpose\":\"" + "长".repeat(201) + "\"}", INVALID, ""),
                Arguments.of(
                        "many items",
                        "{\"items\":[" + "\"code\",".repeat(5000) + "\"code\"]}",
                        INVALID,
                        ""),
                Arguments.of("long name", "{\"" + "n".repeat(60_000) + "\":1}", MALFORMED, "body"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badJson")
    void isRefused(String name, String json, String code, String place) {
        BadInputClient system = BadInputClient.system(node, "rest-permit");
        check.refused(code, place, lang -> system.post(lang, "/api/v1/exchange/queries", json));
    }

    @Test
    void wrongBytesAreNoText() {
        BadInputClient system = BadInputClient.system(node, "rest-permit");
        byte[] json = "{\"purpose\":\"??\"}".getBytes(StandardCharsets.US_ASCII);
        json[12] = (byte) 0xC0;
        json[13] = (byte) 0x80;
        check.refused(MALFORMED, "purpose", l -> system.post(l, "/api/v1/exchange/queries", json));
        byte[] utf32 = new byte[] {0, 0, 0, '{', 0x7f, 0, 0, 0};
        check.refused(MALFORMED, "body", l -> system.post(l, "/api/v1/exchange/queries", utf32));
    }

    @Test
    void nullsInListsOfRecordsAndSets() {
        BadInputClient officer = BadInputClient.person(node, "civil");
        check.refused(
                MALFORMED,
                "items",
                l -> officer.post(l, "/api/v1/catalogue-items", "{\"items\":[null]}"));
        BadInputClient admin = BadInputClient.person(node, "sysadmin");
        check.refused(
                MALFORMED,
                "roles",
                l -> admin.post(l, "/api/v1/client-systems", "{\"roles\":[null]}"));
    }

    @Test
    void tooLongABodyIsNotRead() {
        BadInputClient nobody = BadInputClient.nobody(node);
        byte[] json = new byte[(48 << 20) + 2];
        Arrays.fill(json, (byte) ' ');
        check.refused("kernel/too-large", "", l -> nobody.post(l, "/api/v1/verifications", json));
    }

    static Stream<Arguments> badAddresses() {
        return Stream.of(
                Arguments.of("GET", "/api/v1/nothing", "kernel/not-found", ""),
                Arguments.of("GET", "/api/nothing", "kernel/not-found", ""),
                Arguments.of("GET", "/api/v1/..%2f..%2fetc%2fpasswd", "kernel/not-found", ""),
                Arguments.of("GET", "/api/v1/a%00b", "kernel/not-found", ""),
                Arguments.of("GET", "/api/v1/catalogue-items/42", INVALID, "id"),
                Arguments.of("GET", "/api/v1/catalogue-items/1-1-1-1-1", INVALID, "id"),
                Arguments.of("GET", "/api/v1/catalogue-items/%27%20or%201=1", INVALID, "id"),
                Arguments.of("GET", "/api/v1/receipts/..%5c..%5cetc", INVALID, "id"),
                Arguments.of("GET", "/api/v1/catalogue-items?page=abc", INVALID, "page"),
                Arguments.of("GET", "/api/v1/catalogue-items?page=0", INVALID, ""),
                Arguments.of("GET", "/api/v1/catalogue-items?page=99999999999", INVALID, "page"),
                Arguments.of("GET", "/api/v1/catalogue-items?size=0", INVALID, ""),
                Arguments.of("GET", "/api/v1/catalogue-items?size=201", INVALID, ""),
                Arguments.of("GET", "/api/v1/catalogue-items?size=", INVALID, "size"),
                Arguments.of("GET", "/api/v1/catalogue-items?state=XX", INVALID, "state"),
                Arguments.of("GET", "/api/v1/catalogue-items?text=%00", INVALID, "text"),
                Arguments.of("GET", "/api/v1/sharing-requests?state=1", INVALID, "state"),
                Arguments.of("DELETE", "/api/v1/departments", "kernel/method-not-allowed", ""),
                Arguments.of("PATCH", "/api/v1/grants", "kernel/method-not-allowed", ""),
                Arguments.of("MAKE", "/api/v1/grants", "kernel/method-not-allowed", ""));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("badAddresses")
    void addressIsRefused(String method, String path, String code, String place) {
        BadInputClient officer = BadInputClient.person(node, "business");
        check.refused(
                code, place, l -> officer.send(l, method, path, null, BodyPublishers.noBody()));
    }

    @ParameterizedTest
    @MethodSource("badTypes")
    void contentTypeIsRefused(String type, String code) {
        BadInputClient system = BadInputClient.system(node, "rest-permit");
        check.refused(
                code,
                "",
                l ->
                        system.send(
                                l,
                                "POST",
                                "/api/v1/exchange/queries",
                                type,
                                BodyPublishers.ofString(BadInputCheck.query(node, 1))));
    }

    static Stream<Arguments> badTypes() {
        String unsupported = "kernel/unsupported-media-type";
        return Stream.of(
                Arguments.of("text/plain", unsupported),
                Arguments.of("application/xml", unsupported),
                Arguments.of("application/x-www-form-urlencoded", unsupported),
                Arguments.of("///", MALFORMED),
                Arguments.of(null, unsupported));
    }

    @Test
    void headersAreRefused() {
        BadInputClient system = BadInputClient.system(node, "rest-permit");
        check.refused(
                "kernel/headers-too-large",
                "",
                l ->
                        system.send(
                                l,
                                "GET",
                                "/api/v1/departments",
                                null,
                                BodyPublishers.noBody(),
                                "X-Long",
                                "a".repeat(40_000)));
        check.refused(
                MALFORMED,
                "",
                l ->
                        system.send(
                                l,
                                "GET",
                                "/api/v1/departments",
                                null,
                                BodyPublishers.noBody(),
                                "Accept",
                                "///"));
        check.refused(
                "identity/not-authenticated",
                "",
                l ->
                        BadInputClient.nobody(node)
                                .send(
                                        l,
                                        "GET",
                                        "/api/v1/departments",
                                        null,
                                        BodyPublishers.noBody(),
                                        "Authorization",
                                        "Bearer ' or '1'='1"));
    }

    /** Refused before anything is done: no session is opened, and there is one entry. */
    @ParameterizedTest
    @ValueSource(
            strings = {"text/csv", "image/*", "application/json;q=0", "application/json;q=0, */*"})
    void noAcceptableForm(String accept) {
        String body = "{\"login\":\"sysadmin\",\"password\":\"" + node.password("sysadmin") + "\"}";
        BadInputReply reply =
                check.refused(
                        "kernel/not-acceptable",
                        "",
                        l ->
                                BadInputClient.nobody(node)
                                        .send(
                                                l,
                                                "POST",
                                                "/api/v1/sessions",
                                                "application/json",
                                                BodyPublishers.ofString(body),
                                                "Accept",
                                                accept));
        assertThat(reply.status()).isEqualTo(406);
    }

    /** The server itself keeps what is inside of the application from everybody. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/WEB-INF/web.xml",
                "/ws/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2fetc%2fpasswd"
            })
    void theInsideIsNeverShown(String path) {
        BadInputReply reply = BadInputClient.nobody(node).get("en", path);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text()).doesNotContain("<servlet", "Manifest-Version", "root:");
    }

    /** A trace id from outside is taken only when it is one. */
    @Test
    void aTraceFromOutsideCannotForgeALogLine() {
        BadInputReply reply =
                BadInputClient.nobody(node)
                        .send(
                                "en",
                                "GET",
                                "/api/v1/departments",
                                null,
                                BodyPublishers.noBody(),
                                "traceparent",
                                "00-\u00e9vil%0aforged-00f067aa0ba902b7-01");
        assertThat(reply.trace()).matches("[0-9a-f]{32}");
    }
}
