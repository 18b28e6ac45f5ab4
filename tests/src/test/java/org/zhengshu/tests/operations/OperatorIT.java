package org.zhengshu.tests.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.proof.Receipt;
import org.zhengshu.tests.ChainProcess;
import org.zhengshu.tests.crash.Postgres;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.SignedAnswer;

/** What an operator asks of a running node (日常运维): diagnostics, disk, certificates. */
class OperatorIT {
    private static final String NAME = "operator";
    private static final String CITIZEN = "110105194912310021";
    private static final String OLD_CITIZEN = "110105491231002";
    private static final String COMPANY = "91210100YYLC000017";
    private static final String MOBILE = "13812345678";
    private static final String SECRET = "Planted-Secret-4711";
    private static final int REFUSED = 2;

    /** More than the archive leaves on line. */
    private static final int ENTRIES = 300;

    private static Node node;
    private static Operator operator;

    @BeforeAll
    static void start() {
        node = Node.start(NAME, "--node", NAME);
        operator = new Operator(node, NAME);
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    private static Reply query() {
        return Rest.system(node, "rest-permit")
                .post(
                        "/api/v1/exchange/queries",
                        "{\"grant\":\"%s\",\"purpose\":\"行政审批地址核验\",\"limit\":3}"
                                .formatted(node.grant("rest-permit.streets")));
    }

    @Test
    @Tag("OPS-8")
    void diagnosticsTellWhatIsNeededAndHoldNoSecretAndNoNumberOfAPerson() throws Exception {
        plant();
        assertThat(query().status()).isEqualTo(200);
        Path folder = Node.freshFolder(node.data().resolveSibling("diagnostics"));
        Operator.Outcome outcome = operator.run("diagnostics", folder);
        assertThat(outcome.exit()).as(outcome.text()).isZero();
        Path file;
        try (Stream<Path> files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        Unpacked unpacked = Unpacked.of(file);
        assertThat(unpacked.text("health.json")).contains("evidence-log", "disk");
        assertThat(unpacked.text("metrics.txt")).contains("zhengshu_log_size");
        assertThat(unpacked.text("threads.txt")).contains("zhengshu-committer");
        assertThat(unpacked.text("versions.txt")).contains("zhengshu ", "java ");
        assertThat(unpacked.text("disk.txt")).contains("audit", "free");
        assertThat(unpacked.text("database.txt")).contains("schema ", "server PostgreSQL");
        assertThat(unpacked.text("certificates.txt")).contains("timestamp", "log-sm2");
        assertThat(unpacked.text("settings.txt")).contains("zhengshu.sms.gateway", NAME);
        assertThat(unpacked.text("logs/planted.log")).contains("planted line", "planted end");
        for (String planted : List.of(CITIZEN, OLD_CITIZEN, COMPANY, MOBILE, SECRET)) {
            assertThat(unpacked.holds(planted)).as(planted).isFalse();
        }
        for (String secret : secrets()) {
            assertThat(unpacked.holds(secret)).as("a secret of the node").isFalse();
        }
    }

    private static void plant() throws IOException {
        Files.writeString(
                node.data().resolve("server/log/planted.log"),
                """
                planted line {"password":"%s"} token=%s
                Authorization: Bearer %s
                jdbc:postgresql://db/x?user=a&password=%s
                citizen %s, of old %s, company "%s", mobile:%s
                -----BEGIN PRIVATE KEY-----
                %s
                -----END PRIVATE KEY-----
                db.password of the node: %s
                planted end
                """
                        .formatted(
                                SECRET,
                                SECRET,
                                SECRET,
                                SECRET,
                                CITIZEN,
                                OLD_CITIZEN,
                                COMPANY,
                                MOBILE,
                                SECRET,
                                secrets().get(0)));
        Files.writeString(
                node.config().resolve("zhengshu.properties"),
                "\nzhengshu.sms.gateway=http://sms\nzhengshu.sms.password=" + SECRET + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static List<String> secrets() throws IOException {
        Properties values = new Properties();
        for (String file :
                List.of(
                        "secrets.properties",
                        "administrators.properties",
                        "sample-accounts.properties")) {
            try (Reader reader = Files.newBufferedReader(node.data().resolve(file))) {
                values.load(reader);
            }
        }
        return values.values().stream().map(Object::toString).toList();
    }

    @Test
    @Tag("OPS-2")
    void diskIsToldByPartsAndHealthKnowsIt() {
        Operator.Outcome outcome = operator.run("disk");
        assertThat(outcome.exit()).as(outcome.text()).isZero();
        assertThat(outcome.text())
                .contains("tables: audit", "tables: mounting", "cache of tiles", "free");
        Reply health = Rest.nobody(node).get("/health/ready");
        assertThat(health.text()).contains("\"name\":\"disk\"", "freeMebibytes");
    }

    @Test
    @Tag("OPS-9")
    @Tag("SIG-5")
    @Tag("AUD-35")
    void renewedAndReplacedKeysAreUsedFromTheNextStartAndWhatWasSignedBeforeStillVerifies()
            throws Exception {
        Reply early = signed();
        byte[] key = logKey();
        String before = served();
        assertThat(operator.run("cert", "rotate-log").exit())
                .as("while it runs")
                .isEqualTo(REFUSED);
        for (String what : List.of("tls", "document", "answers", "message", "timestamp")) {
            Operator.Outcome one = operator.run("cert", "renew", what);
            assertThat(one.exit()).as(one.text()).isZero();
        }
        assertThat(operator.run("cert", "renew", "log").exit()).isEqualTo(REFUSED);
        assertThat(served()).isEqualTo(before);
        Operator.Outcome reloaded = operator.run("cert", "reload");
        assertThat(reloaded.exit()).as(reloaded.text()).isZero();
        String renewed = served();
        assertThat(renewed).as("without a start").isNotEqualTo(before);
        assertThat(logKey()).as("renewed with the others").isEqualTo(key);
        node.close();
        Operator.Outcome rotated = operator.run("cert", "rotate-log");
        assertThat(rotated.exit()).as(rotated.text()).isZero();
        node = node.again("--node", NAME);
        assertThat(served()).isEqualTo(renewed);
        assertThat(logKey()).isNotEqualTo(key);
        Reply late = signed();
        assertThat(signers(late)).doesNotContainAnyElementsOf(signers(early));
        JsonNode keys = Rest.nobody(node).get("/api/v1/jwks.json").json();
        assertThat(keys.get("keys")).hasSize(2);
        assertThat(late.header("Signature-Input")).contains(keys.at("/keys/0/kid").asText());
        for (Reply reply : List.of(early, late)) {
            assertThat(reply.verify(node.anchors()).failures()).isEmpty();
            assertThat(SignedAnswer.verifies(reply, "mine", keys)).isTrue();
        }
    }

    private static byte[] logKey() throws IOException {
        return Files.readAllBytes(node.data().resolve("pki/log-sm2.pem"));
    }

    private static List<String> signers(Reply reply) {
        return Receipt.parse(reply.receipt().getBytes(StandardCharsets.US_ASCII))
                .certificates()
                .stream()
                .map(certificate -> Base64.getEncoder().encodeToString(certificate))
                .toList();
    }

    /** An answer with the node's own signature besides its receipt. */
    private static Reply signed() {
        Reply reply =
                Rest.system(node, "rest-permit")
                        .send(
                                "GET",
                                "/api/v1/departments",
                                null,
                                BodyPublishers.noBody(),
                                "Accept-Signature",
                                "mine=(\"@status\")");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }

    @Test
    @Tag("AUD-28")
    void archiveCommandMovesWhatIsDueIntoAFileThatIsCheckedWithoutTheNode() throws Exception {
        Rest permit = Rest.system(node, "rest-permit");
        for (int i = 0; i < ENTRIES; i++) {
            assertThat(permit.get("/api/v1/departments").status()).isEqualTo(200);
        }
        Path password =
                Files.writeString(
                        node.data().resolveSibling("audit.password"), node.password("auditadmin"));
        assertThat(archive(password, "--dry-run").text()).contains("\"parts\" : [ ]", "网络安全法");
        try (Connection connection = Postgres.open(node)) {
            Postgres.execute(
                    connection,
                    "update aud_checkpoint set signed_at = signed_at - interval '7 months'");
        }
        assertThat(archive(password, "--dry-run").text()).contains("\"first\" : 0");
        assertThat(node.data().resolve("archive")).doesNotExist();
        String file =
                archive(password)
                        .text()
                        .lines()
                        .filter(line -> line.contains("\"file\" : "))
                        .map(line -> line.replaceAll(".*: \"|\".*", ""))
                        .findFirst()
                        .orElseThrow();
        ChainProcess.Outcome whole =
                ChainProcess.proof(
                        "fsck",
                        "--trust",
                        node.data().resolve("root.pem"),
                        node.data().resolve("archive").resolve(file));
        assertThat(whole.exit()).as(whole.text()).isZero();
        Operator.Outcome other =
                operator.run(
                        "archive", "--login", "sysadmin", "--password-file", sysadmin(password));
        assertThat(other.exit()).as(other.text()).isEqualTo(1);
        assertThat(other.text()).contains("identity/forbidden");
    }

    private static Path sysadmin(Path beside) throws IOException {
        return Files.writeString(
                beside.resolveSibling("sysadmin.password"), node.password("sysadmin"));
    }

    private static Operator.Outcome archive(Path password, Object... more) {
        List<Object> words = new ArrayList<>(List.of("archive", "--password-file", password));
        words.addAll(List.of(more));
        Operator.Outcome outcome = operator.run(words.toArray());
        assertThat(outcome.exit()).as(outcome.text()).isZero();
        return outcome;
    }

    /** Serial number of the certificate that TLS shows. */
    private static String served() throws Exception {
        try (var socket =
                (javax.net.ssl.SSLSocket)
                        org.zhengshu.tests.node.Tls.anonymous(node.data().resolve("root.pem"))
                                .getSocketFactory()
                                .createSocket("localhost", node.instance().ports().https())) {
            socket.startHandshake();
            return ((java.security.cert.X509Certificate)
                            socket.getSession().getPeerCertificates()[0])
                    .getSerialNumber()
                    .toString();
        }
    }

    @Test
    @Tag("OPS-3")
    void healthAndMetricsKnowWhenTheFirstCertificateEnds() {
        assertThat(Rest.nobody(node).get("/health/ready").text())
                .contains("\"name\":\"certificates\"");
        Operator.Outcome list = operator.run("cert", "list");
        assertThat(list.exit()).as(list.text()).isZero();
        assertThat(list.text()).contains("root-sm2", "log-ed25519", "tls", "timestamp");
    }
}
