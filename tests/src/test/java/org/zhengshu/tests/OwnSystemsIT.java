package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Soap;

/** A department's own people register a system, try it in the sandbox, and go into production. */
class OwnSystemsIT {
    private static final String OWN = "/api/v1/own-systems";
    private static final String QUERIES = "/api/v1/exchange/queries";
    private static final char[] PASSWORD = "trial".toCharArray();

    private final Node node = Node.shared();
    private final Rest integrator = Rest.person(node, "housing");
    private final Rest other = Rest.person(node, "transport");
    private final Rest admin = Rest.person(node, "sysadmin");

    @TempDir private Path folder;

    @Test
    @Tag("ONB-9")
    @Tag("ONB-11")
    @Tag("ONB-13")
    void fromRegistrationThroughTheSandboxIntoProduction() throws Exception {
        JsonNode registered = register("DATA_CONSUMER");
        String id = registered.at("/system/id").asText();
        assertThat(registered.at("/system/stage").asText()).isEqualTo("PENDING");
        assertThat(registered.at("/sandbox/title").asText()).contains("沙箱", "SANDBOX");
        KeyStore store = certified(id);
        Rest system = Rest.certificate(node, store, PASSWORD);
        String sandbox = query(registered.at("/sandbox/grant").asText(), "沙箱联调");
        Reply rows = system.post(QUERIES, sandbox);
        assertThat(rows.status()).as(rows.text()).isEqualTo(200);
        assertThat(rows.header("Zhengshu-Sandbox")).isEqualTo("true");
        assertThat(rows.json().get("rows"))
                .hasSize(5)
                .allSatisfy(r -> assertThat(r.get("id_number").asText()).startsWith("999999"))
                .allSatisfy(r -> assertThat(r.get("name").asText()).startsWith("沙箱"));
        assertThat(rows.verify(node.anchors()).ok()).isTrue();
        Soap signer = Soap.with(node, store, "key", new String(PASSWORD));
        Reply soap =
                signer.call(
                        "Exchange",
                        "<query xmlns=\"urn:zhengshu:exchange:1\"><grant>%s</grant><purpose>沙箱联调</purpose><limit>5</limit></query>"
                                .formatted(registered.at("/sandbox/grant").asText()));
        assertThat(soap.status()).as(soap.text()).isEqualTo(200);
        assertThat(soap.header("Zhengshu-Sandbox")).isEqualTo("true");
        reachesNothingElse(system, signer);
        assertThat(integrator.post(OWN + "/" + id + "/approval").problem())
                .isEqualTo("identity/forbidden");
        JsonNode approved = ok(admin.post(OWN + "/" + id + "/approval"));
        assertThat(approved.get("stage").asText()).isEqualTo("PRODUCTION");
        assertThat(admin.post(OWN + "/" + id + "/approval").problem()).isEqualTo("kernel/conflict");
        assertThat(system.post(QUERIES, sandbox).problem())
                .isEqualTo("identity/untrusted-certificate");
        Rest production = Rest.certificate(node, certified(id), PASSWORD);
        Reply real = production.post(QUERIES, query(realGrant(), "房屋坐落核验"));
        assertThat(real.status()).as(real.text()).isEqualTo(200);
        assertThat(real.header("Zhengshu-Sandbox")).isEmpty();
    }

    private void reachesNothingElse(Rest system, Soap signer) {
        Reply real = system.post(QUERIES, query(realGrant(), "房屋坐落核验"));
        assertThat(real.problem()).isEqualTo("exchange/grant-unknown");
        for (String path :
                List.of(
                        "/api/v1/departments",
                        "/api/v1/catalogue-items",
                        "/api/v1/grants",
                        "/api/v1/sharing-requests",
                        "/api/v1/rule-packs",
                        "/api/v1/own-systems",
                        "/api/v1/grants/" + realGrant())) {
            Reply reply = system.get(path);
            assertThat(reply.problem()).as(path).isEqualTo("identity/forbidden");
            assertThat(reply.header("Zhengshu-Sandbox")).isEqualTo("true");
        }
        assertThat(
                        signer.call("Departments", "<list xmlns=\"urn:zhengshu:departments:1\"/>")
                                .problem())
                .isEqualTo("identity/forbidden");
    }

    @Test
    @Tag("ONB-10")
    void credentialsAreIssuedRenewedAndRevokedByTheOwnDepartmentOnly() throws Exception {
        String id = register().at("/system/id").asText();
        JsonNode byRequest =
                ok(
                        integrator.post(
                                OWN + "/" + id + "/credentials/certificates",
                                "{\"csr\":\"" + request() + "\"}"));
        assertThat(
                        byRequest.path("privateKey").isNull()
                                || byRequest.path("privateKey").isMissingNode())
                .isTrue();
        assertThat(IssuedStore.certificates(byRequest.get("certificate").asText())).hasSize(2);
        assertThat(
                        integrator
                                .post(
                                        OWN + "/" + id + "/credentials/certificates",
                                        "{\"csr\":\"-----BEGIN X-----\"}")
                                .problem())
                .isEqualTo("kernel/invalid-input");
        JsonNode secret =
                ok(
                        integrator.post(
                                OWN + "/" + id + "/credentials/secrets",
                                "{\"uses\":[\"TIF_HEADERS\"]}"));
        assertThat(secret.get("secret").asText()).hasSizeGreaterThan(40);
        ok(integrator.post(OWN + "/" + id + "/credentials/secrets/rotation", "{\"graceHours\":1}"));
        assertThat(
                        integrator
                                .post(
                                        OWN + "/" + id + "/credentials/secrets/rotation",
                                        "{\"graceHours\":1}")
                                .problem())
                .isEqualTo("identity/too-many-credentials");
        String revoked = secret.at("/credential/id").asText();
        assertThat(
                        ok(integrator.post(
                                        OWN + "/" + id + "/credentials/" + revoked + "/revocation"))
                                .get("live")
                                .asBoolean())
                .isFalse();
        Reply list = integrator.get(OWN + "/" + id + "/credentials");
        assertThat(ok(list)).hasSize(3);
        assertThat(list.text()).doesNotContain(secret.get("secret").asText());
        for (Reply reply :
                List.of(
                        other.get(OWN + "/" + id + "/credentials"),
                        other.get(OWN + "/" + id + "/usage"),
                        other.post(OWN + "/" + id + "/calls/searches", "{}"),
                        other.post(OWN + "/" + id + "/credentials/certificates", "{}"),
                        other.post(OWN + "/" + id + "/roles", "{\"roles\":[\"AUDITOR\"]}"))) {
            assertThat(reply.problem()).isEqualTo("kernel/not-found");
        }
        assertThat(ok(other.get(OWN)).toString()).doesNotContain(id);
        assertThat(ok(integrator.get(OWN)).toString()).contains(id);
    }

    @Test
    @Tag("ONB-9")
    void namesAreOneSystemsAndRolesAreForSystems() {
        JsonNode system = register().get("system");
        assertThat(system.get("stage").asText()).isEqualTo("SANDBOX");
        String same = "{\"name\":\"%s\",\"roles\":[]}".formatted(system.get("name").asText());
        assertThat(integrator.post(OWN, same).problem()).isEqualTo("kernel/conflict");
        for (String role : List.of("SYSTEM_ADMIN", "SANDBOX", "INTEGRATOR")) {
            String json = "{\"name\":\"%s\",\"roles\":[\"%s\"]}".formatted(name(), role);
            assertThat(integrator.post(OWN, json).problem()).isEqualTo("identity/roles-conflict");
        }
        assertThat(integrator.post(OWN, "{\"name\":\"a b\",\"roles\":[]}").problem())
                .isEqualTo("kernel/invalid-input");
    }

    @Test
    @Tag("ONB-12")
    void theIntegratorSeesCallsAndErrorsAndUsage() throws Exception {
        JsonNode registered = register();
        String id = registered.at("/system/id").asText();
        Rest system = Rest.certificate(node, certified(id), PASSWORD);
        String grant = registered.at("/sandbox/grant").asText();
        Reply answered = system.post(QUERIES, query(grant, "沙箱联调"));
        Reply refused = system.post(QUERIES, query(grant, "别的用途"));
        assertThat(refused.problem()).isEqualTo("exchange/purpose-mismatch");
        JsonNode calls = ok(integrator.post(OWN + "/" + id + "/calls/searches", "{}"));
        assertThat(calls.get("calls")).hasSize(2);
        same(calls.at("/calls/0"), refused, "exchange/purpose-mismatch");
        same(calls.at("/calls/1"), answered, "answered");
        JsonNode errors =
                ok(
                        integrator.post(
                                OWN + "/" + id + "/calls/searches",
                                "{\"outcome\":\"refused\",\"limit\":1}"));
        assertThat(errors.get("calls")).hasSize(1);
        same(errors.at("/calls/0"), refused, "exchange/purpose-mismatch");
        JsonNode first = ok(integrator.post(OWN + "/" + id + "/calls/searches", "{\"limit\":1}"));
        JsonNode second =
                ok(
                        integrator.post(
                                OWN + "/" + id + "/calls/searches",
                                "{\"limit\":1,\"cursor\":\"%s\"}"
                                        .formatted(first.get("nextCursor").asText())));
        same(second.at("/calls/0"), answered, "answered");
        JsonNode usage = ok(integrator.get(OWN + "/" + id + "/usage"));
        assertThat(usage.get("calls").asLong()).isEqualTo(2);
        assertThat(usage.get("refused").asLong()).isZero();
        assertThat(usage.at("/limit/rate").asInt()).isPositive();
    }

    private static void same(JsonNode call, Reply reply, String outcome) {
        assertThat(call.get("outcome").asText()).isEqualTo(outcome);
        assertThat(call.get("trace").asText()).isEqualTo(reply.header("Zhengshu-Trace"));
        assertThat(call.get("action").asText()).isEqualTo("exchange.query");
        assertThat(call.get("door").asText()).isEqualTo("REST");
    }

    private static String name() {
        return "trial-" + UUID.randomUUID().toString().substring(0, 13);
    }

    private JsonNode register(String... roles) {
        String wished = roles.length == 0 ? "" : "\"" + String.join("\",\"", roles) + "\"";
        return ok(
                integrator.post(OWN, "{\"name\":\"%s\",\"roles\":[%s]}".formatted(name(), wished)));
    }

    private String realGrant() {
        return node.grant("soap-housing.streets");
    }

    private static String query(String grant, String purpose) {
        return "{\"grant\":\"%s\",\"purpose\":\"%s\",\"limit\":5}".formatted(grant, purpose);
    }

    /** A certificate whose key the node made, as a store. */
    private KeyStore certified(String id) throws Exception {
        JsonNode issued = ok(integrator.post(OWN + "/" + id + "/credentials/certificates", "{}"));
        return IssuedStore.of(issued, PASSWORD);
    }

    /** A request made by OpenSSL, as one line of JSON. */
    private String request() throws IOException, InterruptedException {
        Path csr = folder.resolve("request.pem");
        Process openssl =
                new ProcessBuilder(
                                "openssl",
                                "req",
                                "-new",
                                "-newkey",
                                "ec",
                                "-pkeyopt",
                                "ec_paramgen_curve:P-256",
                                "-nodes",
                                "-subj",
                                "/CN=anything",
                                "-keyout",
                                folder.resolve("key.pem").toString(),
                                "-out",
                                csr.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(openssl.waitFor()).as(said).isZero();
        return Files.readString(csr).replace("\n", "\\n");
    }

    private static JsonNode ok(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }
}
