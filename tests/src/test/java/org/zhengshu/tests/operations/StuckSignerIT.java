package org.zhengshu.tests.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.proof.TrustAnchors;
import org.zhengshu.tests.crash.Await;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Soap;

/**
 * A running node whose log's signer does not answer (签名设备无响应). The provider of devices knows
 * neither SM2 nor Ed25519, so what is held is the signing itself, within the committer's thread.
 */
@Tag("AUD-8")
class StuckSignerIT {
    private static final String NAME = "stuck";
    private static final Path HOME = Node.project().resolve("tests/target/nodes").resolve(NAME);
    private static final Path DATA = HOME.resolve("data");
    private static final Path OUT = HOME.resolve("launcher.out");
    private static final String QUERIES = "/api/v1/exchange/queries";
    private static final Pattern LISTENS =
            Pattern.compile("Listening for transport dt_socket at address: (\\d+)");
    private static final Pattern RECEIPT = Pattern.compile("/api/v1/receipts/[0-9a-f-]{36}");

    private static Process launcher;
    private static String https;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(Node.freshFolder(HOME));
        launcher =
                new Operator(DATA, Node.project().resolve("config"), NAME, HeldMethod.ENVIRONMENT)
                        .start(OUT, "--free-ports");
        Await.until(
                "a ready node",
                () -> !launcher.isAlive() || Files.readString(OUT).contains("Press Ctrl-C"));
        assertThat(launcher.isAlive()).as(Files.readString(OUT)).isTrue();
        https = "https://localhost:" + property("ports.properties", "https");
    }

    @AfterAll
    static void stop() throws Exception {
        if (launcher != null) {
            launcher.destroy();
            launcher.waitFor();
        }
    }

    @Test
    void healthTellsNobodyWaitsAndAllGoesOnByItself() throws Exception {
        assertThat(query().status()).isEqualTo(200);
        assertThat(signer().get("status").asText()).isEqualTo("UP");
        CompletableFuture<Reply> waiting;
        try (HeldMethod held =
                HeldMethod.of(agent(), "org.zhengshu.proof.NoteSigner$Sm2Signing", "sign")) {
            waiting = CompletableFuture.supplyAsync(StuckSignerIT::query);
            assertThat(held.awaitThread()).isNotBlank();
            Await.until("a signer that is down", () -> isDown(signer()));
            JsonNode told = signer().get("data");
            assertThat(told.get("stuck").asBoolean()).isTrue();
            assertThat(told.get("seconds").asDouble()).isGreaterThanOrEqualTo(5);
            assertThat(told.get("since").asText()).isNotEmpty();
            assertThat(nobody().get("/health/ready").status()).isEqualTo(503);
            assertThat(nobody().get("/health/live").status()).isEqualTo(200);
            refused();
            assertThat(waiting).as("refused at once, before the one that waits").isNotDone();
            Reply late = waiting.get(5, TimeUnit.MINUTES);
            assertThat(late.status()).as(late.text()).isEqualTo(503);
            assertThat(late.problem()).isEqualTo("audit/outcome-unknown");
            assertThat(late.header("Retry-After")).isNotEmpty();
        }
        Await.until("a ready node", () -> nobody().get("/health/ready").status() == 200);
        assertThat(isDown(signer())).isFalse();
        Reply answered = query();
        assertThat(answered.status()).as(answered.text()).isEqualTo(200);
        assertThat(answered.verify(anchors()).failures()).isEmpty();
        Matcher address = RECEIPT.matcher(waiting.get().text());
        assertThat(address.find()).as(waiting.get().text()).isTrue();
        assertThat(system().get(address.group()).status())
                .as("the call that was being signed is in the log")
                .isEqualTo(200);
    }

    /** Through both doors, at once and with a time to come back. */
    private static void refused() {
        Reply rest = query();
        assertThat(rest.status()).as(rest.text()).isEqualTo(503);
        assertThat(rest.problem()).isEqualTo("kernel/busy");
        assertThat(rest.header("Retry-After")).isNotEmpty();
        String verify =
                "<verify xmlns=\"urn:zhengshu:verification:1\"><document>AAAA</document></verify>";
        Reply soap =
                nobody().send(
                                "POST",
                                "/ws/Verification",
                                "text/xml; charset=UTF-8",
                                BodyPublishers.ofByteArray(Soap.plain(verify)));
        assertThat(soap.text()).contains(":Server</faultcode>", "kernel/busy");
        assertThat(soap.header("Retry-After")).isNotEmpty();
    }

    private static Reply query() {
        return system().post(
                        QUERIES,
                        "{\"grant\":\"%s\",\"purpose\":\"行政审批地址核验\",\"limit\":3}"
                                .formatted(
                                        property(
                                                "sample-grants.properties",
                                                "rest-permit.streets")));
    }

    private static JsonNode signer() {
        JsonNode checks = nobody().get("/health/ready").json().get("checks");
        return StreamSupport.stream(checks.spliterator(), false)
                .filter(c -> c.get("name").asText().equals("log-signer"))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isDown(JsonNode check) {
        return check.get("status").asText().equals("DOWN");
    }

    private static Rest nobody() {
        return Rest.nobody(https, DATA.resolve("root.pem"));
    }

    private static Rest system() {
        return Rest.system(https, DATA, "rest-permit");
    }

    private static TrustAnchors anchors() throws IOException {
        return TrustAnchors.fromPem(DATA.resolve("root.pem"));
    }

    /** Where the server's own JVM listens for a debugger. */
    private static int agent() throws IOException {
        Matcher listens = LISTENS.matcher(Files.readString(DATA.resolve("server/log/console.log")));
        assertThat(listens.find()).isTrue();
        return Integer.parseInt(listens.group(1));
    }

    private static String property(String file, String key) {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(DATA.resolve(file))) {
            values.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values.getProperty(key);
    }
}
