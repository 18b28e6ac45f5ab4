package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhengshu.elicence.entity.LicenceIdentifier;
import org.zhengshu.proof.ReceiptVerifier;
import org.zhengshu.proof.SoapMessage;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Soap;

/** A business licence (营业执照) from its issue to everybody's check of it. */
class LicenceIT {
    private static final String HOLDER = DoorsLicences.withCheckCharacter("91999999YYLC00099");
    private static final String OTHER = DoorsLicences.withCheckCharacter("91999999YYLC00098");
    private static final String THIRD = DoorsLicences.withCheckCharacter("91999999YYLC00097");
    private static final Pattern RANGE =
            Pattern.compile("/ByteRange ?\\[ ?(\\d+) (\\d+) (\\d+) (\\d+) ?]");
    private static final int CHANGES = 4;

    private final DoorsWorld world = DoorsWorld.shared();
    private final Path roots = world.node().data().resolve("root.pem");

    @TempDir private Path folder;

    @Test
    void anIssuedLicenceIsFetchedThroughBothDoorsAndAcceptedEverywhere() throws Exception {
        JsonNode issued = issue();
        Map<String, String> variables = new HashMap<>(world.variables());
        DoorsCall fetch = fetch();
        Reply rest = fetch.overRest(world.rest("business"), variables);
        Reply soap = fetch.overSoap(world.soap("business"), variables);
        byte[] document = Base64.getDecoder().decode(DoorsWorld.ok(rest).get("document").asText());
        assertThat(Base64.getDecoder().decode(soap.element("document"))).isEqualTo(document);
        assertThat(rest.verify(world.node().anchors()).ok()).isTrue();
        assertThat(soap.verify(world.node().anchors()).ok()).isTrue();
        leavesAsAnAttachment(fetch.wrapper(variables), document);
        assertThat(rest.json().at("/data/identifier")).isEqualTo(issued.get("identifier"));
        assertThat(java.util.HexFormat.of().formatHex(sha256(document)))
                .isEqualTo(issued.get("sha256").asText());
        accepted(issued, document);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < CHANGES; i++) {
            byte[] changed = document.clone();
            int place = signedPlace(document, random);
            changed[place] ^= (byte) (1 << random.nextInt(8));
            refused("seed " + seed + ", byte " + place, changed);
        }
    }

    /** Whoever takes attachments gets the file as it is; the receipt is over the whole (MTOM). */
    private void leavesAsAnAttachment(String call, byte[] document) {
        Soap caller = world.soap("business");
        Reply reply =
                caller.send("Licences", caller.signed(call, 300), "Accept", "multipart/related");
        String type = reply.header("Content-Type");
        assertThat(type)
                .as(reply.text())
                .startsWith("multipart/related; type=\"application/xop+xml");
        String boundary = type.replaceAll(".*boundary=\"([^\"]+)\".*", "$1");
        String[] parts =
                new String(reply.bytes(), StandardCharsets.ISO_8859_1).split("--" + boundary);
        assertThat(parts).hasSize(4);
        assertThat(content(parts[2])).isEqualTo(document);
        String text = Base64.getEncoder().encodeToString(document);
        String whole =
                new String(content(parts[1]), StandardCharsets.UTF_8)
                        .replaceFirst("<xop:Include[^>]*/>", text);
        SoapMessage message = SoapMessage.parse(whole.getBytes(StandardCharsets.UTF_8));
        assertThat(
                        ReceiptVerifier.verify(
                                        message.receiptHeader()
                                                .orElseThrow()
                                                .getBytes(StandardCharsets.US_ASCII),
                                        Optional.of(message.canonicalBody()),
                                        world.node().anchors())
                                .failures())
                .isEmpty();
    }

    private static byte[] content(String part) {
        return part.substring(part.indexOf("\r\n\r\n") + 4, part.length() - 2)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What a scanner types gives what the file gives, through both doors and the plain page. */
    @Tag("LIC-6")
    @Test
    void aScannedCodeIsCheckedLikeTheFile() throws Exception {
        JsonNode issued = issue(OTHER);
        String identifier = issued.get("identifier").asText();
        String code = DoorsLicences.code(identifier, issued.get("id").asText());
        JsonNode scanned = DoorsWorld.ok(scan("  " + code + "\\r"));
        assertThat(scanned.get("valid").asBoolean()).as(scanned.toString()).isTrue();
        assertThat(scanned.get("identifier").asText()).isEqualTo(identifier);
        JsonNode sent = DoorsWorld.ok(verifyOverRest(document(OTHER)));
        assertThat(scanned.get("checks")).hasSizeGreaterThan(8);
        assertThat(timeless(scanned.get("checks"))).isEqualTo(timeless(sent.get("checks")));
        for (String fact : List.of("valid", "registered", "status", "identifier", "sha256")) {
            assertThat(scanned.get(fact)).as(fact).isEqualTo(sent.get(fact));
        }
        String body = DoorsJson.xml("Verification", "verifyCode", "{'code':'" + code + "'}");
        Reply soap = world.soap("business").send("Verification", Soap.plain(body));
        assertThat(soap.element("valid")).as(soap.text()).isEqualTo("true");
        assertThat(soap.element("identifier")).isEqualTo(identifier);
        Reply page = page(code.toLowerCase(Locale.ROOT));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("此二维码的证照由本节点签发", identifier, "✔ 通过");
        assertThat(page.header("Zhengshu-Receipt")).isNotEmpty();
    }

    /** Identifiers can be counted up; nobody learns from them what was issued. */
    @Tag("LIC-7")
    @Test
    void withoutItsNumberNobodyLearnsWhetherThereIsALicence() {
        JsonNode issued = issue(THIRD);
        String known = issued.get("identifier").asText();
        LicenceIdentifier parsed = LicenceIdentifier.parse(known);
        String unknown =
                LicenceIdentifier.of(parsed.type(), parsed.issuer(), "999999999", 1).toString();
        String number = DoorsLicences.code("", issued.get("id").asText());
        assertThat(scan(known + number).status()).isEqualTo(200);
        assertThat(scan(unknown + number).problem())
                .as("the number of another licence")
                .isEqualTo("elicence/not-found");
        for (String rest : List.of("", "/" + "0".repeat(32), "/5D9D4F669A3C4C1E8F5B0A1B2C3D4E5F")) {
            Reply one = scan(known + rest);
            Reply other = scan(unknown + rest);
            assertThat(one.problem())
                    .isEqualTo(other.problem())
                    .isEqualTo(rest.isEmpty() ? "kernel/invalid-input" : "elicence/not-found");
            assertThat(one.json().get("detail")).isEqualTo(other.json().get("detail"));
            assertThat(one.json().get("detail").asText()).contains(parsed.issuer());
        }
        assertThat(page(known).text()).contains("未能核验", "随机号").doesNotContain("✔ 通过");
        assertThat(page("<b>\"x\"").text()).contains("不是证照二维码的内容").doesNotContain("<b>");
        assertThat(scan("210102199001011234").text()).doesNotContain("210102199001011234");
    }

    private Reply scan(String code) {
        return Rest.nobody(world.node())
                .post("/api/v1/verifications/codes", "{\"code\":\"" + code + "\"}");
    }

    private Reply page(String code) {
        String form = "code=" + URLEncoder.encode(code, StandardCharsets.UTF_8);
        return Rest.nobody(world.node())
                .send(
                        "POST",
                        "/verify",
                        "application/x-www-form-urlencoded",
                        BodyPublishers.ofString(form));
    }

    private JsonNode issue() {
        return issue(HOLDER);
    }

    private JsonNode issue(String holder) {
        String json =
                DoorsJson.filled(DoorsLicences.issue("$licences", "辽宁示例核验有限公司"), world.variables());
        json = json.replaceAll("'number':'[^']*'", "'number':'" + holder + "'");
        return DoorsWorld.ok(
                Rest.person(world.node(), "market")
                        .post("/api/v1/licences", DoorsJson.strict(json)));
    }

    /** Without the time at which the certificate was looked at. */
    private static String timeless(JsonNode checks) {
        return checks.toString().replaceAll("valid at \\S+", "valid at");
    }

    private byte[] document(String holder) throws IOException {
        Reply fetched =
                fetch(holder).overRest(world.rest("business"), new HashMap<>(world.variables()));
        return DoorsWorld.ok(fetched).get("document").binaryValue();
    }

    private static DoorsCall fetch() {
        return fetch(HOLDER);
    }

    private static DoorsCall fetch(String holder) {
        return DoorsCall.post(
                "/api/v1/licences/queries",
                "{'grant':'$licenceGrant','purpose':'行政审批免提交证照','matter':'企业开办','holderCode':'%s'}"
                        .formatted(holder),
                "Licences",
                "fetch");
    }

    private void accepted(JsonNode issued, byte[] document) throws IOException {
        JsonNode checked = DoorsWorld.ok(verifyOverRest(document));
        assertThat(checked.get("valid").asBoolean()).as(checked.toString()).isTrue();
        assertThat(checked.get("registered").asBoolean()).isTrue();
        assertThat(checked.get("status").asText()).isEqualTo("有效");
        assertThat(checked.get("identifier")).isEqualTo(issued.get("identifier"));
        Reply soap = verifyOverSoap(document);
        assertThat(soap.element("valid")).as(soap.text()).isEqualTo("true");
        assertThat(soap.element("registered")).isEqualTo("true");
        assertThat(soap.element("status")).isEqualTo("有效");
        Path file = Files.write(folder.resolve("licence.pdf"), document);
        ChainProcess.Outcome proof = ChainProcess.proof("verify-pdf", "--trust", roots, file);
        assertThat(proof.exit()).as(proof.text()).isZero();
        ChainProcess.Outcome outside = pdfsig(file);
        assertThat(outside.exit()).as(outside.text()).isZero();
        assertThat(outside.text())
                .contains("Signature is Valid", "Total document signed", "SHA-256");
    }

    private void refused(String what, byte[] document) throws IOException {
        Reply rest = verifyOverRest(document);
        assertThat(rest.status() == 200 && rest.json().get("valid").asBoolean())
                .as(what + rest.text())
                .isFalse();
        assertThat(rest.status() == 200 && rest.json().get("registered").asBoolean())
                .as(what)
                .isFalse();
        assertThat(verifyOverSoap(document).element("valid")).as(what).isNotEqualTo("true");
        Path file = Files.write(folder.resolve("changed.pdf"), document);
        ChainProcess.Outcome proof = ChainProcess.proof("verify-pdf", "--trust", roots, file);
        assertThat(proof.exit()).as(what + proof.text()).isEqualTo(1);
        assertThat(pdfsig(file).text()).as(what).doesNotContain("Signature is Valid");
    }

    private Reply verifyOverRest(byte[] document) {
        String base64 = Base64.getEncoder().encodeToString(document);
        return Rest.nobody(world.node())
                .post("/api/v1/verifications", "{\"document\":\"" + base64 + "\"}");
    }

    private Reply verifyOverSoap(byte[] document) {
        String base64 = Base64.getEncoder().encodeToString(document);
        String body = DoorsJson.xml("Verification", "verify", "{'document':'" + base64 + "'}");
        return world.soap("business").send("Verification", Soap.plain(body));
    }

    /** An outside verifier; its certificate store is not asked, the node's root is none of its. */
    private static ChainProcess.Outcome pdfsig(Path file) {
        return ChainProcess.run(List.of("pdfsig", "-nocert"), file);
    }

    /** A byte that the signature covers: not its own hexadecimal text. */
    private static int signedPlace(byte[] document, Random random) {
        Matcher range = RANGE.matcher(new String(document, StandardCharsets.ISO_8859_1));
        assertThat(range.find()).isTrue();
        int first = Integer.parseInt(range.group(2));
        int second = Integer.parseInt(range.group(4));
        int place = random.nextInt(first + second);
        return place < first ? place : Integer.parseInt(range.group(3)) + place - first;
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
