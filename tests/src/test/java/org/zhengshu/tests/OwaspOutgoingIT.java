package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhengshu.proof.CosignatureSigner;
import org.zhengshu.tests.crash.Await;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Soap;

/**
 * OWASP API Security Top 10 of 2023 (API7, API10): the node calls nobody whom a message names, and
 * what those answer whom it does call is not believed.
 */
class OwaspOutgoingIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String WITNESSES = "/api/v1/audit/witnesses";
    private static final String WSA = "http://www.w3.org/2005/08/addressing";
    private static final int LARGE = 1 << 20;

    private final Node node = Node.shared();
    private final BadInputCheck check = new BadInputCheck(node);
    private final Rest auditor = Rest.person(node, "auditadmin");
    private final AtomicInteger forbidden = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private HttpServer server;

    /** Any way of answering. */
    @FunctionalInterface
    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/forbidden",
                exchange -> {
                    forbidden.incrementAndGet();
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** The same address in every way of writing it. */
    private List<String> addresses() {
        String port = server.getAddress().getPort() + "/forbidden";
        return List.of(
                "http://localhost:" + port,
                "http://127.0.0.1:" + port,
                "http://127.1:" + port,
                "http://2130706433:" + port,
                "http://0x7f000001:" + port,
                "http://[::ffff:127.0.0.1]:" + port,
                "http://localhost.:" + port,
                "//localhost:" + port,
                "file:///etc/passwd",
                "jar:http://localhost:" + port + "!/x");
    }

    /** By SOAP: in its addressing, its signature, its attachments, its schemas. */
    @Test
    void api7ServerSideRequestForgerySoap() {
        Soap system = Soap.system(node, "soap-housing");
        String query = BadInputCheck.soapQuery(node, 1);
        for (String url : addresses()) {
            for (String name : List.of("ReplyTo", "FaultTo", "From", "To")) {
                String block = name.equals("To") ? url : "<a:Address>" + url + "</a:Address>";
                String header =
                        "<a:Action xmlns:a=\"%1$s\">urn:zhengshu:exchange:1:Exchange:queryRequest</a:Action><a:MessageID xmlns:a=\"%1$s\">urn:uuid:1</a:MessageID><a:%2$s xmlns:a=\"%1$s\">%3$s</a:%2$s>"
                                .formatted(WSA, name, block);
                sent(system.sign(envelope(header, query), 300));
            }
            sent(system.sign(envelope("", query.replace("<query ", schema(url))), 300));
            String signed = new String(system.signed(query, 300), StandardCharsets.UTF_8);
            sent(
                    signed.replaceAll(
                            "<ds:Reference URI=\"#[^\"]+\"", "<ds:Reference URI=\"" + url + "\""));
            sent(
                    signed.replaceAll(
                            "<wsse:Reference [^>]*>", "<wsse:Reference URI=\"" + url + "\"/>"));
            sent(
                    signed.replaceAll(
                            "<wsse:SecurityTokenReference.*</wsse:SecurityTokenReference>",
                            "<ds:RetrievalMethod URI=\"" + url + "\"/>"));
            sent(
                    envelope(
                            "",
                            "<verify xmlns=\"urn:zhengshu:verification:1\"><document><x:Include xmlns:x=\"http://www.w3.org/2004/08/xop/include\" href=\""
                                    + url
                                    + "\"/></document></verify>"));
        }
        assertThat(forbidden).hasValue(0);
        check.goodCalls();
    }

    private static String schema(String url) {
        return "<query xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:schemaLocation=\"urn:zhengshu:exchange:1 %s\" "
                .formatted(url);
    }

    private static byte[] envelope(String header, String body) {
        return ("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>"
                        + header
                        + "</s:Header><s:Body>"
                        + body
                        + "</s:Body></s:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void sent(String envelope) {
        sent(envelope.getBytes(StandardCharsets.UTF_8));
    }

    private void sent(byte[] envelope) {
        for (String service : List.of("Exchange", "Verification")) {
            BadInputReply reply = BadInputClient.nobody(node).soap("en", service, envelope);
            assertThat(reply.member("code")).as(reply.text()).isNotEqualTo("kernel/internal");
        }
    }

    /** By REST: in tokens, signatures, bodies, and where an administrator enters an address. */
    @Test
    void api7ServerSideRequestForgeryRest() throws IOException {
        Caller caller = new Caller(node);
        Caller.Key key = caller.key("ES256", "'CLIENT_ASSERTION'");
        Rest nobody = Rest.nobody(node);
        for (String url : addresses()) {
            for (String name : List.of("jku", "x5u", "kid")) {
                String header = "{\"alg\":\"ES256\",\"" + name + "\":\"" + url + "\"}";
                Reply reply =
                        Caller.ask(nobody, Caller.form(Caller.jwt(key, header, caller.claims())));
                assertThat(reply.status()).as(reply.text()).isIn(200, 401);
            }
            Reply reference = nobody.post("/api/v1/verifications", "{\"$ref\":\"" + url + "\"}");
            assertThat(reference.problem()).isEqualTo("kernel/malformed");
            nobody.send(
                    "GET",
                    "/api/v1/departments",
                    null,
                    java.net.http.HttpRequest.BodyPublishers.noBody(),
                    "Signature-Input",
                    "sig1=(\"@method\");created=1;keyid=\"" + url + "\"",
                    "Signature",
                    "sig1=:AAAA:");
        }
        String redirecting = "http://localhost:" + server.getAddress().getPort() + "/";
        for (String url :
                List.of(
                        "file:///etc/passwd",
                        "ftp://localhost/",
                        "gopher://localhost:70/",
                        "jar:" + redirecting + "!/",
                        "//localhost/",
                        "http:///x",
                        "http://user@localhost/",
                        redirecting + "?x=1",
                        redirecting + "#x",
                        "http://local host/")) {
            assertThat(enter("owasp-bad", url).problem()).as(url).isEqualTo("kernel/invalid-input");
        }
        assertThat(forbidden).hasValue(0);
        check.goodCalls();
    }

    private Reply enter(String name, String url) {
        ObjectNode body = MAPPER.createObjectNode();
        body.put("name", name).put("kind", "C2SP").put("url", url).put("enabled", true);
        body.putArray("verifierKeys")
                .add(
                        CosignatureSigner.ed25519(
                                        "witness.example/" + name,
                                        new Ed25519PrivateKeyParameters(new SecureRandom()))
                                .key()
                                .verifierKey());
        return auditor.post(WITNESSES, body.toString());
    }

    private static void whole(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Goes on until the other side has had enough of it. */
    private static void endless(HttpExchange exchange, byte[] part) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
                out.write(part);
                out.flush();
            }
        }
    }

    private Map<String, Answer> answers() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
            zip.write(new byte[LARGE]);
        }
        Map<String, Answer> answers = new LinkedHashMap<>();
        answers.put("endless", e -> endless(e, new byte[1 << 16]));
        answers.put("huge", e -> whole(e, 200, new byte[LARGE]));
        answers.put(
                "bomb",
                e -> {
                    e.getResponseHeaders().set("Content-Encoding", "gzip");
                    whole(e, 200, bomb.toByteArray());
                });
        answers.put(
                "redirect",
                e -> {
                    e.getResponseHeaders().set("Location", "/forbidden");
                    whole(e, 307, new byte[0]);
                });
        answers.put(
                "html",
                e -> whole(e, 200, "<html>login</html>".getBytes(StandardCharsets.US_ASCII)));
        answers.put("word", e -> whole(e, 409, "many\n".getBytes(StandardCharsets.US_ASCII)));
        answers.put("negative", e -> whole(e, 409, "-5\n".getBytes(StandardCharsets.US_ASCII)));
        answers.put(
                "digits", e -> whole(e, 409, "9".repeat(400).getBytes(StandardCharsets.US_ASCII)));
        answers.put("zeros", e -> whole(e, 500, new byte[300]));
        answers.put(
                "lines",
                e -> whole(e, 403, "no\r\nforged: line\u001b[2J".getBytes(StandardCharsets.UTF_8)));
        answers.put("teapot", e -> whole(e, 418, new byte[] {(byte) 0xff, (byte) 0xfe, 0}));
        return answers;
    }

    /** Each of them is noted as trouble; the others are asked all the same, and nothing stops. */
    @Test
    void api10UnsafeConsumptionOfApis() throws Exception {
        Map<String, Answer> answers = answers();
        String base = "http://localhost:" + server.getAddress().getPort() + "/";
        AtomicInteger last = new AtomicInteger();
        try {
            answers.forEach(
                    (name, answer) -> server.createContext("/" + name + "/", e -> answer.to(e)));
            server.createContext(
                    "/zz/",
                    e -> {
                        last.incrementAndGet();
                        whole(e, 404, new byte[0]);
                    });
            for (String name : answers.keySet()) {
                DoorsWorld.ok(enter("owasp-" + name, base + name + "/"));
            }
            DoorsWorld.ok(enter("owasp-zz", base + "zz/"));
            Await.until("the last of the round", () -> last.get() > 0);
            for (String name : answers.keySet()) {
                Await.until("trouble of " + name, () -> !trouble("owasp-" + name).isEmpty());
                assertThat(trouble("owasp-" + name).codePoints())
                        .hasSizeLessThan(400)
                        .allMatch(c -> c >= ' ' && c != 0x7f);
            }
        } finally {
            for (String name : answers.keySet()) {
                auditor.delete(WITNESSES + "/owasp-" + name);
            }
            auditor.delete(WITNESSES + "/owasp-zz");
        }
        assertThat(forbidden).hasValue(0);
        assertThat(Rest.nobody(node).get("/health/ready").status()).isEqualTo(200);
        check.goodCalls();
    }

    private String trouble(String name) {
        for (JsonNode one : DoorsWorld.ok(auditor.get(WITNESSES))) {
            if (one.get("name").asText().equals(name)) {
                return one.path("trouble").asText("");
            }
        }
        throw new AssertionError("no witness " + name);
    }
}
