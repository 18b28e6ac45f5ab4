package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.contract.Contract;
import org.zhengshu.tests.contract.Wsdl;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Soap;

/** OWASP API Security Top 10 of 2023 (API2, API4, API8, API9): what the node shows and bears. */
class OwaspSurfaceIT {
    /** More than there are threads for requests on any machine of the tests. */
    private static final int SLOW = 300;

    private static final int CALLERS = 64;

    /** Not the application's own: the figures, and the list of the SOAP services. */
    private static final Set<String> BY_THE_SERVER = Set.of("/metrics", "/ws/");

    private static final String SERVLET = "jakarta.servlet.annotation.WebServlet";

    /** An address in the list of docs/security-tests.md. */
    private static final Pattern LISTED = Pattern.compile("`([/*][^`]*)`");

    private final DoorsWorld world = DoorsWorld.shared();
    private final Node node = world.node();
    private final Contract contract = Contract.of(node);
    private final BadInputCheck check = new BadInputCheck(node);

    /** Guessing locks, and neither words nor codes tell whether the account exists. */
    @Test
    void api2BrokenAuthentication() {
        String login = account("Right-one-for-7!");
        Rest nobody = Rest.nobody(node);
        Set<String> words = new TreeSet<>();
        for (int i = 0; i < 6; i++) {
            words.add(told(nobody.post("/api/v1/sessions", credentials(login, "Wrong-one-" + i))));
            words.add(told(nobody.post("/api/v1/sessions", credentials("no" + login, "Wrong"))));
        }
        words.add(told(nobody.post("/api/v1/sessions", credentials(login, "Right-one-for-7!"))));
        assertThat(words).hasSize(1);
        Rest person = Rest.person(node, account("Other-one-for-7!"), "Other-one-for-7!");
        assertThat(person.delete("/api/v1/sessions/current").status()).isLessThan(300);
        assertThat(person.get("/api/v1/accounts/me").status()).isEqualTo(401);
        assertThat(nobody.get("/api/v1/departments?access_token=x&token=x").problem())
                .isEqualTo("identity/not-authenticated");
        String list = "<list xmlns=\"urn:zhengshu:departments:1\"/>";
        assertThat(world.soap("stranger").call("Departments", list).problem())
                .isEqualTo("identity/untrusted-certificate");
        assertThat(world.soap("housing").send("Departments", Soap.plain(list)).problem())
                .isEqualTo("identity/not-authenticated");
    }

    private String account(String password) {
        String login = "guess" + UUID.randomUUID().toString().substring(0, 8);
        String account =
                "{'login':'%s','name':'猜测','department':'%s','password':'%s'}"
                        .formatted(login, world.department("教育"), password);
        DoorsWorld.ok(
                Rest.person(node, "sysadmin").post("/api/v1/accounts", DoorsJson.strict(account)));
        return login;
    }

    private static String credentials(String login, String password) {
        return "{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}";
    }

    private static String told(Reply refusal) {
        assertThat(refusal.status()).isEqualTo(401);
        return refusal.json().get("code").asText() + refusal.json().get("detail").asText();
    }

    /** Pages of every size, by whoever may ask for them. */
    @Test
    void api4UnrestrictedResourceConsumptionPages() {
        Map<String, Rest> people =
                Stream.of("sysadmin", "secadmin", "auditadmin", "business")
                        .collect(Collectors.toMap(p -> p, p -> Rest.person(node, p)));
        for (Contract.Operation operation : contract.operations()) {
            if (!operation.queryParameters().contains("size")) {
                continue;
            }
            String address =
                    operation.path().replace("{id}", world.variables().get("unknown")) + "?";
            for (String wrong :
                    List.of(
                            "size=0",
                            "size=-1",
                            "size=201",
                            "size=2147483648",
                            "size=1e9",
                            "page=0",
                            "page=-2147483648",
                            "page=99999999999999999999")) {
                for (Rest person : people.values()) {
                    Reply reply = operation.callAt(person, address + wrong, "");
                    assertThat(reply.problem())
                            .as(operation + wrong)
                            .isIn("kernel/invalid-input", "identity/forbidden");
                }
            }
            for (Rest person : people.values()) {
                Reply far = operation.callAt(person, address + "page=2147483647&size=200", "");
                assertThat(far.status()).as(far.text()).isIn(200, 400, 403, 404);
                assertThat(far.bytes().length).isLessThan(4000);
            }
        }
        for (String size : List.of("0", "-1", "201", "2147483648", "1e9")) {
            String list = "<list xmlns=\"urn:zhengshu:grants:1\"><size>" + size + "</size></list>";
            assertThat(world.soap("housing").call("Grants", list).problem())
                    .isIn("kernel/invalid-input", "kernel/malformed");
        }
    }

    /** A few kilobytes that would become many megabytes. */
    @Test
    void api4UnrestrictedResourceConsumptionGzip() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            byte[] blanks = new byte[1 << 20];
            Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < 64; i++) {
                zip.write(blanks);
            }
        }
        byte[] bomb = out.toByteArray();
        for (String path : List.of("/api/v1/verifications", "/ws/Verification")) {
            String type = path.startsWith("/ws") ? "text/xml" : "application/json";
            for (String coding : List.of("gzip", "deflate", "x-gzip", "gzip, gzip", "br")) {
                BadInputReply reply =
                        BadInputClient.nobody(node)
                                .send(
                                        "en",
                                        "POST",
                                        path,
                                        type,
                                        BodyPublishers.ofByteArray(bomb),
                                        "Content-Encoding",
                                        coding);
                assertThat(reply.member("code"))
                        .as(path + " " + coding)
                        .isIn("kernel/unsupported-media-type", "kernel/malformed");
            }
        }
        check.goodCalls();
    }

    @Test
    void api4UnrestrictedResourceConsumptionManyAtOnce() throws Exception {
        String grant = world.variables().get("open");
        String query =
                "{\"grant\":\"%s\",\"purpose\":\"%s\",\"limit\":1000}"
                        .formatted(grant, DoorsWorld.OPEN_PURPOSE);
        List<Callable<Reply>> calls = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            calls.add(() -> world.rest("housing").post("/api/v1/exchange/queries", query));
            calls.add(
                    () ->
                            world.soap("housing")
                                    .call("Exchange", DoorsJson.xml("Exchange", "query", query)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            for (Future<Reply> one : threads.invokeAll(calls)) {
                Reply reply = one.get();
                assertThat(reply.problem())
                        .as(reply.text())
                        .isIn("", "kernel/busy", "kernel/too-many-at-once");
            }
        } finally {
            threads.shutdownNow();
        }
        check.goodCalls();
    }

    /** More senders of bodies that do not come than there are threads: others are served. */
    @Test
    void api4UnrestrictedResourceConsumptionSlowBodies() throws IOException {
        List<Socket> senders = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                Socket socket =
                        new Socket(
                                InetAddress.getLoopbackAddress(), node.instance().ports().http());
                socket.setSoTimeout(90_000);
                senders.add(socket);
                String request =
                        i % 2 == 0
                                ? head("/api/v1/verifications", "application/json") + "{"
                                : head("/ws/Verification", "text/xml") + "<";
                write(socket, request);
            }
            check.goodCalls();
            for (Socket socket : senders) {
                write(socket, " ".repeat(99));
                assertThat(read(socket)).contains("kernel/malformed");
            }
        } finally {
            for (Socket socket : senders) {
                socket.close();
            }
        }
    }

    private static String head(String path, String type) {
        return "POST "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                + type
                + "\r\nContent-Length: 100\r\n\r\n";
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String read(Socket socket) throws IOException {
        try (InputStream in = socket.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Headers, methods, other origins, and what errors tell. */
    @Test
    void api8SecurityMisconfiguration() throws IOException {
        Rest nobody = Rest.nobody(node);
        for (String path :
                List.of(
                        "/",
                        "/verify",
                        "/api/docs/",
                        "/api/v1/departments",
                        "/api/v1/nothing",
                        "/nothing",
                        "/ws/",
                        "/ws/Exchange?wsdl",
                        "/ws/Exchange",
                        "/health",
                        "/log/checkpoint",
                        "/api/v1/catalogue-items/%00",
                        "/api/v1/openapi.json")) {
            for (String verb :
                    List.of("GET", "OPTIONS", "TRACE", "TRACK", "CONNECT2", "PROPFIND")) {
                Reply reply =
                        nobody.send(
                                verb,
                                path,
                                null,
                                BodyPublishers.noBody(),
                                "Origin",
                                "https://evil.example",
                                "Access-Control-Request-Method",
                                "POST",
                                "X-Echo",
                                "do-not-echo");
                String seen = verb + " " + path + " " + reply.headers().map();
                assertThat(reply.status()).as(seen).isLessThan(500);
                assertThat(reply.header("Access-Control-Allow-Origin")).as(seen).isEmpty();
                assertThat(reply.header("X-Powered-By")).as(seen).isEmpty();
                assertThat(reply.header("Server")).as(seen).isEmpty();
                if (reply.bytes().length > 0) {
                    assertThat(reply.header("X-Content-Type-Options"))
                            .as(seen)
                            .isEqualTo("nosniff");
                    assertThat(reply.header("X-Frame-Options")).as(seen).isEqualTo("DENY");
                }
                assertThat(reply.text())
                        .as(seen)
                        .doesNotContain(
                                "do-not-echo", "\tat ", "Exception", "org.zhengshu", "Undertow");
                if (!verb.equals("GET") && !verb.equals("OPTIONS")) {
                    assertThat(reply.status()).as(seen).isBetween(400, 499);
                }
            }
        }
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), node.instance().ports().http())) {
            write(
                    socket,
                    "TRACE / HTTP/1.1\r\nHost: x\r\nCookie: secret=1\r\nConnection: close\r\n\r\n");
            assertThat(read(socket)).doesNotContain("secret=1", "HTTP/1.1 200");
        }
    }

    /**
     * What is answered is in the OpenAPI, in a WSDL, or in the list of the document; nothing else
     * is.
     */
    @Test
    void api9ImproperInventoryManagement() throws IOException {
        Path project = Node.project();
        Set<String> servlets = new TreeSet<>();
        for (String module : List.of("web", "ws")) {
            new ClassFileImporter()
                    .importPath(project.resolve(module + "/target/classes")).stream()
                            .flatMap(c -> c.tryGetAnnotationOfType(SERVLET).stream())
                            .flatMap(s -> Stream.of(s.get("value"), s.get("urlPatterns")))
                            .flatMap(p -> Stream.of((String[]) p.orElseThrow()))
                            .map(p -> p.isEmpty() ? "/" : p)
                            .forEach(servlets::add);
        }
        String document = Files.readString(project.resolve("docs/security-tests.md"));
        String section = document.split("\n## Addresses beside")[1].split("\n## ")[0];
        Set<String> listed =
                LISTED.matcher(section)
                        .results()
                        .map(m -> m.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed.removeAll(BY_THE_SERVER)).isTrue();
        assertThat(servlets).isEqualTo(listed);
        Set<String> wsdls = new TreeSet<>();
        try (Stream<Path> files = Files.list(project.resolve("ws/src/main/webapp/WEB-INF/wsdl"))) {
            files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".wsdl"))
                    .forEach(f -> wsdls.add(f.replace(".wsdl", "")));
        }
        assertThat(Wsdl.all(node).stream().map(Wsdl::service).collect(Collectors.toSet()))
                .isEqualTo(wsdls);
        Rest nobody = Rest.nobody(node);
        for (Contract.Operation operation : contract.operations()) {
            String address = operation.path().replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
            boolean patched =
                    contract.operations().stream()
                            .anyMatch(
                                    o ->
                                            o.path().equals(operation.path())
                                                    && o.verb().equals("PATCH"));
            String other = patched ? "PUT" : "PATCH";
            assertThat(nobody.send(other, address, null, BodyPublishers.noBody()).problem())
                    .as("an address that is there: " + operation)
                    .isEqualTo("kernel/method-not-allowed");
        }
        for (String old :
                List.of(
                        "/api/",
                        "/api/v0/departments",
                        "/api/v2/departments",
                        "/api/departments",
                        "/rest/departments",
                        "/console",
                        "/management",
                        "/actuator/health",
                        "/swagger-ui.html",
                        "/openapi",
                        "/jolokia",
                        "/wildfly-services",
                        "/ws/services",
                        "/services/Exchange",
                        "/.git/config",
                        "/.env",
                        "/WEB-INF/web.xml",
                        "/ws/WEB-INF/wsdl/Exchange.wsdl",
                        "/META-INF/MANIFEST.MF",
                        "/backup.zip",
                        "/phpinfo.php")) {
            assertThat(nobody.get(old).status()).as(old).isEqualTo(404);
        }
    }
}
