package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Soap;

/** The services of each resource: their documents, and what only HTTP has. */
class ResourceServicesIT {
    private static final String PURPOSE =
            URLEncoder.encode(DoorsWorld.OPEN_PURPOSE, StandardCharsets.UTF_8);

    private final DoorsWorld world = DoorsWorld.shared();
    private final Rest housing = world.rest("housing");

    private String at(String variable) {
        return "/api/v1/resources/" + world.variables().get(variable);
    }

    private Reply typed(String path, String... headers) {
        return get(housing, at("typedAt") + path, headers);
    }

    private static Reply get(Rest caller, String path, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Zhengshu-Purpose", PURPOSE));
        return caller.send("GET", path, null, BodyPublishers.noBody(), all.toArray(String[]::new));
    }

    private Reply verified(Reply reply) {
        assertThat(reply.verify(world.node().anchors()).failures()).as(reply.text()).isEmpty();
        assertThat(reply.verify(world.node().anchors()).ok()).isTrue();
        return reply;
    }

    @Test
    @Tag("EXC-2")
    void aMountedEntryHasBothDocuments() {
        JsonNode described = verified(typed("")).json();
        assertThat(described.get("mounted").asBoolean()).isTrue();
        assertThat(described.get("items")).hasSize(11);
        Reply openapi = verified(get(housing, described.get("openapi").asText()));
        assertThat(openapi.json().get("openapi").asText()).isEqualTo("3.1.0");
        assertThat(openapi.json().at("/components/schemas/Row/properties")).hasSize(11);
        Reply wsdl = verified(get(housing, described.get("wsdl").asText()));
        assertThat(wsdl.status()).isEqualTo(200);
        assertThat(wsdl.header("Content-Type")).startsWith("text/xml");
        assertThat(wsdl.text())
                .contains("name=\"Item_amount\"")
                .contains(
                        "<soap:address location=\""
                                + world.node().https()
                                + described.get("service").asText()
                                + "\"/>");
    }

    @Test
    void onlyCallersWhoAreKnownSeeTheDocuments() {
        String code = world.variables().get("typedAt");
        Rest nobody = world.rest("nobody");
        for (String path : List.of(at("typedAt"), at("typedAt") + "/openapi.json")) {
            assertThat(get(nobody, path).problem()).isEqualTo("identity/not-authenticated");
        }
        Reply wsdl = get(nobody, "/ws/resources/" + code + "?wsdl");
        assertThat(wsdl.status()).isEqualTo(401);
        assertThat(wsdl.text()).contains("identity/not-authenticated");
        assertThat(get(world.rest("asker"), at("typedAt") + "/openapi.json").status())
                .isEqualTo(200);
        assertThat(get(housing, at("emptyAt") + "/openapi.json").problem())
                .isEqualTo("mounting/not-mounted");
    }

    /** There is no SOAP message to sign, so that the ways are those of REST. */
    @Test
    void theWsdlIsReadByEveryWayIn() {
        Caller caller = new Caller(world.node());
        Caller.Key key = caller.key("RS256", "'CLIENT_ASSERTION','HTTP_SIGNATURE'");
        Rest nobody = world.rest("nobody");
        for (String at : List.of("/ws/resources/", "/ws/token/resources/")) {
            String wsdl = at + world.variables().get("typedAt") + "?wsdl";
            known(
                    get(nobody, wsdl, "Authorization", "Bearer " + caller.token(key)),
                    "ACCESS_TOKEN");
            known(get(nobody, wsdl, caller.signature(key, "GET", wsdl, null)), "HTTP_SIGNATURE");
            known(get(nobody, wsdl, caller.tif(caller.secret("TIF_HEADERS"))), "TIF_HEADERS");
            known(get(housing, wsdl), "MUTUAL_TLS");
            Reply wrong = get(nobody, wsdl, caller.signature(key, "POST", wsdl, null));
            assertThat(wrong.status()).isEqualTo(401);
            assertThat(wrong.text()).contains("identity/signature-invalid");
            assertThat(wrong.header("Accept-Signature")).contains("@authority");
        }
    }

    private void known(Reply reply, String authentication) {
        assertThat(verified(reply).status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.entry().at("/facts/authentication").asText()).isEqualTo(authentication);
    }

    @Test
    void theTokenAddressHasItsOwnWsdl() {
        String code = world.variables().get("typedAt");
        Reply token = get(housing, "/ws/token/resources/" + code + "?wsdl");
        assertThat(verified(token).text())
                .contains("#UsernameToken", "/ws/token/resources/" + code + "\"")
                .doesNotContain("SignedByX509");
        assertThat(get(housing, "/ws/resources/" + code + "?wsdl").text())
                .contains("#SignedByX509")
                .doesNotContain("UsernameToken");
        assertThat(get(housing, "/ws/token/resources/201001-999999?wsdl").status()).isEqualTo(404);
        assertThat(get(world.rest("nobody"), "/ws/token/resources/" + code + "?wsdl").status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @Tag("EXC-3")
    @ValueSource(
            strings = {
                "",
                "/openapi.json",
                "/records",
                "/records/1",
                "/count",
                "-v1",
                "-v1/records"
            })
    void aHiddenResourceAnswersLikeNone(String path) {
        String gone = world.variables().get("goneAt");
        String none = "201001-999999";
        Reply hidden = get(housing, "/api/v1/resources/" + gone + path);
        Reply unknown = get(housing, "/api/v1/resources/" + none + path);
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(blank(hidden, gone)).isEqualTo(blank(unknown, none));
        assertThat(hidden.headers().map().keySet()).isEqualTo(unknown.headers().map().keySet());
        assertThat(hidden.entry().get("facts")).isEqualTo(unknown.entry().get("facts"));
    }

    private static String blank(Reply reply, String code) {
        return reply.text().replace(code, "#").replaceAll("urn:trace:[0-9a-f]{32}", "#");
    }

    @Test
    @Tag("EXC-3")
    void theWsdlOfAHiddenResourceToo() {
        String gone = world.variables().get("goneAt");
        Reply hidden = get(housing, "/ws/resources/" + gone + "?wsdl");
        Reply unknown = get(housing, "/ws/resources/201001-999999?wsdl");
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(blank(hidden, gone)).isEqualTo(blank(unknown, "201001-999999"));
    }

    @ParameterizedTest
    @Tag("EXC-5")
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | application/json",
                "*/* | application/json",
                "text/html, application/xml;q=0.9, */*;q=0.8 | application/xml;charset=UTF-8",
                "text/* | text/csv;header=present;charset=UTF-8",
                "text/csv;q=0.4, application/x-ndjson;q=0.8 | application/x-ndjson",
                "application/json;q=0, */* | application/xml;charset=UTF-8"
            })
    void theBestLikedFormLeavesWithAReceiptOverItsBytes(String accept, String type) {
        Reply reply = verified(typed("/records", "Accept", accept));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.header("Content-Type").replace(" ", "")).isEqualToIgnoringCase(type);
        assertThat(reply.header("Vary")).contains("Accept,").contains("Accept-Encoding");
        assertThat(reply.text()).contains("9007199254740993");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"image/png", "application/json;q=0", "text/html", "application/pdf;q=1"})
    void noAcceptableFormIs406(String accept) {
        Reply reply = verified(typed("/records", "Accept", accept));
        assertThat(reply.status()).isEqualTo(406);
        assertThat(reply.problem()).isEqualTo("kernel/not-acceptable");
    }

    @Test
    @Tag("EXC-5")
    void gzipLeavesTheReceiptOverWhatIsInside() throws IOException {
        Reply zipped = typed("/records", "Accept-Encoding", "gzip");
        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        byte[] inside =
                new GZIPInputStream(new ByteArrayInputStream(zipped.bytes())).readAllBytes();
        verified(new Reply(200, inside, zipped.receipt(), false, zipped.headers()));
        Reply plain = typed("/records", "Accept-Encoding", "gzip;q=0, identity");
        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(plain.bytes()).isEqualTo(inside);
        assertThat(plain.header("ETag")).isNotEqualTo(zipped.header("ETag"));
    }

    @Test
    @Tag("EXC-5")
    void whatCurlSavesOfACompressedAnswerVerifies(@TempDir Path folder) throws IOException {
        Path clients = world.node().data().resolve("pki/clients");
        String name = DoorsWorld.name("housing");
        Path roots = world.node().data().resolve("root.pem");
        Path body = folder.resolve("answer.json");
        Path head = folder.resolve("answer.headers");
        ChainProcess.Outcome curl =
                ChainProcess.run(
                        List.of("curl", "-sS", "--compressed", "--cacert", roots.toString()),
                        "--cert",
                        clients.resolve(name + ".pem"),
                        "--key",
                        clients.resolve(name + ".key"),
                        "-H",
                        "Zhengshu-Purpose: " + PURPOSE,
                        "-D",
                        head,
                        "-o",
                        body,
                        world.node().https() + at("typedAt") + "/records");
        assertThat(curl.exit()).as(curl.text()).isZero();
        assertThat(Files.readString(head)).containsIgnoringCase("Content-Encoding: gzip");
        assertThat(Files.readString(body)).startsWith("{\"grant\":");
        ChainProcess.Outcome proof =
                ChainProcess.proof(
                        "verify", "--trust", roots, "--message", body, "--headers", head);
        assertThat(proof.exit()).as(proof.text()).isZero();
    }

    @Test
    void anUnchangedAnswerIs304WithAReceiptOverTheBytesThatTheCallerHas() {
        Reply first = verified(typed("/records"));
        assertThat(first.header("ETag")).matches("\"[0-9a-f]{32}\"");
        assertThat(first.header("Cache-Control")).isEqualTo("private, no-cache");
        Reply again = typed("/records", "If-None-Match", "\"x\", " + first.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.bytes()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.entry().at("/facts/notModified").asText()).isEqualTo("true");
        verified(new Reply(304, first.bytes(), again.receipt(), false, again.headers()));
        Reply others = typed("/records?_items=code", "If-None-Match", first.header("ETag"));
        assertThat(others.status()).isEqualTo(200);
    }

    @Test
    @Tag("EXC-4")
    void conditionsOfTheAddressAllHold() {
        assertThat(codes("?code=a1&code=a3")).containsExactly("a1", "a3");
        assertThat(codes("?whole.gt=0")).containsExactly("a1");
        assertThat(codes("?amount.null=true")).containsExactly("a2");
        assertThat(codes("?code.prefix=a&code.ne=a1&whole.le=0")).containsExactly("a3");
        assertThat(codes("?code=x%27%20or%20%271%27=%271")).isEmpty();
        assertThat(typed("/count?code.ge=a2").json().get("count").asInt()).isEqualTo(2);
    }

    private List<String> codes(String query) {
        Reply reply = typed("/records" + query + "&_items=code", "Accept", "text/csv");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.text().lines().skip(1).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?_limit=many",
                "?_limit=0",
                "?_size=3",
                "?code.like=a",
                "?nothing=1",
                "?day=2026-02-30",
                "?_cursor=zzz",
                "?_grant=1",
                "/a1,a2"
            })
    void wrongParametersAreNamed(String query) {
        Reply reply = verified(typed("/records" + query));
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.problem()).isEqualTo("kernel/invalid-input");
    }

    @Test
    void pagesOfCsvFollowByTheHeader() {
        List<String> lines = new ArrayList<>();
        String cursor = "";
        do {
            Reply page =
                    typed(
                            "/records?_items=code&_limit=1"
                                    + (cursor.isEmpty() ? "" : "&_cursor=" + cursor),
                            "Accept",
                            "text/csv");
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            lines.addAll(page.text().lines().skip(1).toList());
            cursor = page.header("Zhengshu-Next-Cursor");
        } while (!cursor.isEmpty());
        assertThat(lines).containsExactly("a1", "a2", "a3");
    }

    @Test
    @Tag("EXC-5")
    void noTextOfACsvFileIsAFormula() {
        String item = world.published("civil", DoorsEntries.SIMPLE);
        world.mount("civil", item, "code,name\n1,=1+1\n2,\"-2+3|' /C calc'!A0\"\n3,'quoted\n");
        world.granted("housing", item, "'code','name'", "");
        String address =
                DoorsWorld.ok(housing.get("/api/v1/catalogue-items/" + item))
                        .get("code")
                        .asText()
                        .replace('/', '-');
        Reply csv = get(housing, "/api/v1/resources/" + address + "/records", "Accept", "text/csv");
        assertThat(csv.text())
                .isEqualTo("code,name\r\n1,'=1+1\r\n2,'-2+3|' /C calc'!A0\r\n3,''quoted\r\n");
    }

    @Test
    @Tag("EXC-4")
    void aBatchCountsOnce() {
        String streets = world.variables().get("streets");
        String grant = world.granted("housing", streets, "'code','name'", ",'quota':5");
        String body =
                "{'grant':'%s','purpose':'%s','keys':[{'code':'110101001000'},{'code':'1'}]}"
                        .formatted(grant, DoorsWorld.OPEN_PURPOSE);
        Reply batch = housing.post(at("streetsAt") + "/batches", DoorsJson.strict(body));
        assertThat(batch.status()).as(batch.text()).isEqualTo(200);
        assertThat(DoorsWorld.ok(housing.get("/api/v1/grants/" + grant)).get("used").asInt())
                .isEqualTo(1);
    }

    @Test
    void soapRefusesWhatIsNotSignedAndWhatHasEntities() {
        Soap soap = world.soap("housing");
        String service = "resources/" + world.variables().get("typedAt");
        String body = "<describe xmlns=\"" + DoorsJson.namespace(service) + "\"/>";
        Reply described = soap.call(service, body);
        assertThat(described.status()).isEqualTo(200);
        assertThat(described.entry().at("/facts/authentication").asText()).isEqualTo("WS_SECURITY");
        Reply unsigned = soap.send(service, Soap.plain(body));
        assertThat(unsigned.problem()).as(unsigned.text()).isEqualTo("identity/not-authenticated");
        String entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
        byte[] external =
                (entity
                                + new String(
                                        Soap.plain(body.replace("/>", ">&e;</describe>")),
                                        StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(soap.send(service, external).problem()).isEqualTo("kernel/malformed");
    }

    @Test
    void aCallMustBeOfTheAddressedResource() {
        String service = "resources/" + world.variables().get("typedAt");
        String foreign = "urn:zhengshu:resource:" + world.variables().get("streetsAt") + "-v1";
        Reply reply = world.soap("housing").call(service, "<describe xmlns=\"" + foreign + "\"/>");
        assertThat(reply.problem()).isEqualTo("kernel/malformed");
        String none = "<describe xmlns=\"urn:zhengshu:resource:nope\"/>";
        assertThat(world.soap("housing").call("resources/nope", none).problem())
                .isEqualTo(get(housing, "/api/v1/resources/nope").problem())
                .isNotEmpty();
    }
}
