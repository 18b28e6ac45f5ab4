package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhengshu.proof.Receipt;
import org.zhengshu.proof.ReceiptVerifier;
import org.zhengshu.proof.SoapMessage;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.soap.SystemSecret;

/**
 * The kit of a resource is unpacked and its samples are run unchanged, each in a process of its own
 * (接入包); title, items and purpose are as hostile as the doors let them be. CSharp.cs runs on Mono,
 * whose language and classes are those of .NET Framework.
 */
@Tag("ONB-15")
class KitIT {
    private static final String SYSTEM = DoorsWorld.name("housing");
    private static final Path JAXWS = Node.project().resolve("tests/target/clients/jaxws-ri/lib");
    private static final String PURPOSE = "核验'; touch pwned; $(touch pwned) `touch pwned` <a&b> */";

    private static final DoorsWorld WORLD = DoorsWorld.shared();
    private static final Node NODE = WORLD.node();
    private static final Rest HOUSING = WORLD.rest("housing");
    private static final String ITEM = item();
    private static final String GRANT = grant();
    private static final String CODE =
            DoorsWorld.ok(HOUSING.get("/api/v1/catalogue-items/" + ITEM))
                    .get("code")
                    .asText()
                    .replace('/', '-');
    private static String keyid;

    @TempDir private Path folder;
    private Path kit;
    private Reply zip;

    private static String item() {
        String entry =
                DoorsEntries.SIMPLE
                        .replace("双通道核验目录", "接入包 $(touch pwned) <b> */ @BASE@ | `touch pwned`")
                        .replace("编号", "编号 */ <b> $(touch pwned)");
        String item = WORLD.published("civil", entry);
        WORLD.mount("civil", item, "code,name\n1,甲\n2,乙\n3,丙\n4,丁\n");
        return item;
    }

    private static String grant() {
        String wish =
                "{\"item\":\"%s\",\"purpose\":\"%s\",\"items\":[\"code\",\"name\"],\"validUntil\":\"%s\"}"
                        .formatted(ITEM, PURPOSE, DoorsWorld.today(30));
        return DoorsWorld.ok(HOUSING.post("/api/v1/sharing-requests", wish)).get("grant").asText();
    }

    private static String at(String code) {
        return "/api/v1/resources/" + code + "/kit";
    }

    @BeforeEach
    void unpack() throws Exception {
        zip = HOUSING.get(at(CODE));
        assertThat(zip.status()).as(zip.text()).isEqualTo(200);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.bytes()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                assertThat(file).startsWithRaw(folder);
                Files.createDirectories(file.getParent());
                Files.write(file, in.readAllBytes());
            }
        }
        kit = folder.resolve("kit-" + CODE + "-v1");
        Path clients = NODE.data().resolve("pki/clients");
        Files.copy(clients.resolve(SYSTEM + ".pem"), kit.resolve("client.pem"));
        Files.copy(clients.resolve(SYSTEM + ".key"), kit.resolve("client.key"));
        run("sh", "-ec", commands(0));
    }

    @Test
    void itIsTheSameFileEachTimeWithAReceiptAndWithoutKeys() throws Exception {
        assertThat(zip.header("Content-Type")).isEqualTo("application/zip");
        assertThat(zip.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"kit-" + CODE + "-v1.zip\"");
        assertThat(zip.verify(NODE.anchors()).ok()).isTrue();
        assertThat(HOUSING.get(at(CODE)).bytes()).isEqualTo(zip.bytes());
        Rest integrator = Rest.person(NODE, "housing");
        assertThat(integrator.get(at(CODE)).bytes()).isEqualTo(zip.bytes());
        assertThat(integrator.get(at(CODE + "-v1")).bytes()).isEqualTo(zip.bytes());
        try (Stream<Path> files = Files.list(kit)) {
            for (Path file : files.filter(f -> !f.endsWith("client.key")).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(text).as(file.toString()).doesNotContain("PRIVATE KEY");
            }
        }
        assertThat(Files.readString(kit.resolve("README.md")))
                .contains(GRANT, NODE.https() + "/ws/resources/" + CODE + "-v1");
        assertThat(Files.readString(kit.resolve("resource.wsdl")))
                .contains("location=\"" + NODE.https() + "/ws/resources/" + CODE + "-v1\"");
        assertThat(json("openapi.json").at("/servers/0/url").asText())
                .isEqualTo(NODE.https() + "/api/v1/resources/" + CODE + "-v1");
        assertThat(Files.readString(kit.resolve("all-roots.pem")))
                .isEqualTo(Files.readString(NODE.data().resolve("root.pem")))
                .contains(Files.readString(kit.resolve("root.pem")));
    }

    @Test
    void whoMayNotHaveItIsRefused() {
        assertThat(Rest.nobody(NODE).get(at(CODE)).problem())
                .isEqualTo("identity/not-authenticated");
        assertThat(Rest.person(NODE, "transport").get(at(CODE)).problem())
                .isEqualTo("exchange/grant-unknown");
        assertThat(WORLD.rest("auditor").get(at(CODE)).problem()).isEqualTo("identity/forbidden");
        assertThat(HOUSING.get(at(WORLD.variables().get("goneAt"))).problem())
                .isEqualTo("kernel/not-found");
        for (String code :
                List.of(
                        "999999-000001",
                        "..%2F..%2F..%2Fetc",
                        "103001%2F000001",
                        CODE + "%27%3Btouch%20pwned%3B%27",
                        CODE + "%0A",
                        CODE + "-v0",
                        CODE + "-v9",
                        "%3C%21DOCTYPE%20x%3E")) {
            Reply reply = HOUSING.get(at(code));
            assertThat(reply.status()).as(code + " " + reply.text()).isEqualTo(404);
            assertThat(reply.problem()).isEqualTo("kernel/not-found");
        }
        assertThat(
                        HOUSING.send(
                                        "GET",
                                        at(CODE),
                                        null,
                                        java.net.http.HttpRequest.BodyPublishers.noBody(),
                                        "Accept",
                                        "application/json")
                                .problem())
                .isEqualTo("kernel/not-acceptable");
    }

    /** The address goes into scripts, and it comes from a header of the caller. */
    @Test
    void anAddressThatIsNotTheNodesGetsIntoNoScript() throws Exception {
        for (String host :
                List.of("evil.example", "x'$(touch pwned)'", "localhost:8443@evil.example")) {
            run(
                    "curl",
                    "-sS",
                    "--http1.1",
                    "--cacert",
                    "root.pem",
                    "--cert",
                    "client.pem",
                    "--key",
                    "client.key",
                    "-H",
                    "Host: " + host,
                    "-o",
                    "refused",
                    NODE.https() + at(CODE));
            String refused = Files.readString(kit.resolve("refused"), StandardCharsets.ISO_8859_1);
            assertThat(refused).as(host).doesNotStartWith("PK");
        }
        Rest plain =
                Rest.nobody(NODE.http(), NODE.data().resolve("root.pem"))
                        .signedIn("housing", NODE.password("housing"));
        assertThat(plain.get(at(CODE)).problem()).isEqualTo("identity/tls-needed");
    }

    @Test
    void theSandboxHasItsKitForWhoeverIsInIt() {
        Rest integrator = Rest.person(NODE, "housing");
        JsonNode registered =
                DoorsWorld.ok(
                        integrator.post(
                                "/api/v1/own-systems",
                                "{\"name\":\"kit-%s\",\"roles\":[\"DATA_CONSUMER\"]}"
                                        .formatted(java.util.UUID.randomUUID())));
        String code = registered.at("/sandbox/code").asText().replace('/', '-');
        Reply sandbox = integrator.get(at(code));
        assertThat(sandbox.status()).as(sandbox.text()).isEqualTo(200);
        assertThat(sandbox.header("Content-Disposition")).contains(code);
    }

    @Test
    void curlRuns() throws Exception {
        rows(run("sh", "curl.sh"));
        assertThat(authentication(header("answer.headers"))).isEqualTo("MUTUAL_TLS");
        verifies(header("answer.headers"), Files.readAllBytes(kit.resolve("answer.json")));
        keyid(signingKey());
        rows(run("sh", "curl.sh"));
        assertThat(authentication(header("answer.headers"))).isEqualTo("HTTP_SIGNATURE+MUTUAL_TLS");
    }

    @Test
    void theSignatureOfASampleIsChecked() throws Exception {
        keyid("somebody-elses-key");
        Path said = Files.createTempFile(folder, "said", ".log");
        assertThat(start(said, said, "sh", "curl.sh")).isNotZero();
        assertThat(json("answer.json").get("code").asText())
                .isEqualTo("identity/signature-invalid");
        keyid(signingKey());
        Path script = kit.resolve("curl.sh");
        String text = Files.readString(script);
        assertThat(text).contains("'\"@method\": POST");
        Files.writeString(script, text.replace("'\"@method\": POST", "'\"@method\": PUT"));
        assertThat(start(said, said, "sh", "curl.sh")).isNotZero();
        assertThat(json("answer.json").get("code").asText())
                .isEqualTo("identity/signature-invalid");
    }

    @Test
    void pythonRuns() throws Exception {
        rows(run("python3", "zhengshu.py"));
        keyid(signingKey());
        rows(run("python3", "zhengshu.py"));
        assertThat(lastAuthentication()).isEqualTo("HTTP_SIGNATURE+MUTUAL_TLS");
    }

    @Test
    void pythonRunsOverSoap() throws Exception {
        Files.writeString(kit.resolve("secret"), SystemSecret.of(NODE, SYSTEM).secret() + "\n");
        byte[] answer = run("python3", "soap.py", SYSTEM).strip().getBytes(StandardCharsets.UTF_8);
        soap(answer, "USERNAME_TOKEN");
    }

    @Test
    void java17Runs() throws Exception {
        rows(run(java("java"), "Java17.java"));
        keyid(signingKey());
        rows(run(java("java"), "Java17.java"));
        assertThat(lastAuthentication()).isEqualTo("HTTP_SIGNATURE+MUTUAL_TLS");
    }

    /** Keys for the older stacks as the README makes them; without the root nothing is sent. */
    @Test
    void cSharpRunsOnMono() throws Exception {
        run("sh", "-ec", commands(1));
        run("mcs", "-langversion:5", "CSharp.cs");
        Path said = Files.createTempFile(folder, "said", ".log");
        assertThat(start(said, said, "mono", "CSharp.exe")).isNotZero();
        assertThat(Files.readString(said)).contains("TrustFailure");
        run("cert-sync", "--user", "root.pem");
        rows(run("mono", "CSharp.exe"));
        keyid(signingKey());
        rows(run("mono", "CSharp.exe"));
        assertThat(lastAuthentication()).isEqualTo("HTTP_SIGNATURE+MUTUAL_TLS");
    }

    @Test
    void java8WithJaxWsRuns() throws Exception {
        String path;
        try (Stream<Path> jars = Files.list(JAXWS)) {
            path = jars.map(Path::toString).sorted().collect(Collectors.joining(":"));
        }
        run(java("javac"), "--release", "8", "-Xlint:-options", "-cp", path, "Java8.java");
        String said = run(java("java"), "-Dfile.encoding=UTF-8", "-cp", path + ":.", "Java8");
        soap(said.strip().getBytes(StandardCharsets.UTF_8), "WS_SECURITY");
    }

    private void soap(byte[] answer, String authentication) {
        SoapMessage message = SoapMessage.parse(answer);
        byte[] body = message.canonicalBody();
        assertThat(new String(body, StandardCharsets.UTF_8)).contains("<count>3</count>", GRANT);
        String receipt = message.receiptHeader().orElseThrow();
        verifies(receipt, body);
        assertThat(authentication(receipt)).isEqualTo(authentication);
    }

    private void rows(String said) throws IOException {
        assertThat(DoorsJson.read(said).get("rows")).hasSize(3);
        assertThat(kit.resolve("pwned")).doesNotExist();
    }

    private static void verifies(String receipt, byte[] message) {
        assertThat(
                        ReceiptVerifier.verify(
                                        receipt.getBytes(StandardCharsets.US_ASCII),
                                        Optional.of(message),
                                        NODE.anchors())
                                .failures())
                .isEmpty();
    }

    private static String authentication(String receipt) {
        return Receipt.parse(receipt.getBytes(StandardCharsets.US_ASCII))
                .entry()
                .at("/facts/authentication")
                .asText();
    }

    /** Of the newest call of the system on the grant, from the log. */
    private static String lastAuthentication() {
        return new BadInputNode(NODE)
                .strings(
                        "select convert_from(canonical, 'UTF8')::json -> 'facts' ->>"
                                + " 'authentication' from aud_entry where grant_id = '"
                                + GRANT
                                + "' and outcome = 'answered' and action = 'exchange.select'"
                                + " order by seq desc limit 1")
                .get(0);
    }

    private String header(String file) throws IOException {
        return Files.readAllLines(kit.resolve(file)).stream()
                .filter(l -> l.regionMatches(true, 0, "Zhengshu-Receipt:", 0, 17))
                .map(l -> l.substring(17).strip())
                .findFirst()
                .orElseThrow();
    }

    private JsonNode json(String file) throws IOException {
        return DoorsJson.read(Files.readString(kit.resolve(file)));
    }

    private void keyid(String id) throws IOException {
        Files.writeString(kit.resolve("keyid"), id + "\n");
    }

    /** The certificate's key, registered for signing requests as the README says; once. */
    private String signingKey() throws Exception {
        if (keyid == null) {
            String pem = run("openssl", "x509", "-in", "client.pem", "-noout", "-pubkey");
            Reply added =
                    new Caller(NODE, SYSTEM)
                            .administer(
                                    "/public-keys",
                                    "{'key':'%s','algorithm':'RS256','uses':['HTTP_SIGNATURE']}"
                                            .formatted(pem.replace("\n", "\\n")));
            keyid = DoorsWorld.ok(added).get("fingerprint").asText();
        }
        return keyid;
    }

    /** What the README says to do before, run as it stands there. */
    private String commands(int which) throws IOException {
        return Pattern.compile("```\n(openssl.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(kit.resolve("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList()
                .get(which);
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "said", ".log");
        Path failed = Files.createTempFile(folder, "failed", ".log");
        int exit = start(said, failed, command);
        assertThat(exit).as(Files.readString(said) + Files.readString(failed)).isZero();
        assertThat(kit.resolve("pwned")).doesNotExist();
        return Files.readString(said);
    }

    private int start(Path said, Path failed, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(new ArrayList<>(List.of(command)))
                        .directory(kit.toFile())
                        .redirectOutput(said.toFile())
                        .redirectError(failed.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("XDG_CONFIG_HOME", folder.toString());
        return builder.start().waitFor();
    }
}
