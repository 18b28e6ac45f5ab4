package org.zhengshu.tests.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.crash.Await;
import org.zhengshu.tests.crash.Postgres;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Soap;

/** Read-only and drain (只读与排空), by REST and by the command line. */
class ModeIT {
    private static final String NAME = "mode";
    private static final String MODE = "/api/v1/operations/mode";
    private static final String QUERY =
            "<query xmlns=\"urn:zhengshu:exchange:1\"><purpose>核对</purpose></query>";
    private static final String WISH = "/api/v1/sharing-requests";

    private static Node node;
    private static Operator operator;
    private static Path password;

    @BeforeAll
    static void start() throws Exception {
        node = Node.start(NAME, "--node", NAME);
        operator = new Operator(node, NAME);
        password = Files.writeString(node.data().resolve("sysadmin.password"), password() + "\n");
    }

    private static String password() {
        return node.password("sysadmin");
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    @AfterEach
    void backToNormal() {
        set("NORMAL");
    }

    private static Reply set(String mode) {
        Reply reply =
                Rest.person(node, "sysadmin")
                        .put(
                                MODE,
                                "{\"mode\":\"%s\",\"reason\":\"演练\",\"graceSeconds\":0}"
                                        .formatted(mode));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }

    private static Reply query() {
        return Rest.system(node, "rest-permit")
                .post(
                        "/api/v1/exchange/queries",
                        "{\"grant\":\"%s\",\"purpose\":\"行政审批地址核验\",\"limit\":3}"
                                .formatted(node.grant("rest-permit.streets")));
    }

    private static Reply health() {
        return Rest.nobody(node).get("/health/ready");
    }

    @Test
    @Tag("KRN-11")
    void readOnlyRefusesActsThroughBothDoorsAndExchangeGoesOnWithItsEntries() {
        Rest officer = Rest.person(node, "business");
        set("READ_ONLY");
        Reply refused = officer.post(WISH, "{}");
        assertThat(refused.problem()).isEqualTo("operations/read-only");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("60");
        assertThat(refused.verify(node.anchors()).failures()).isEmpty();
        Reply soap =
                Soap.system(node, "soap-housing")
                        .call(
                                "SharingRequests",
                                "<submit xmlns=\"urn:zhengshu:sharing-requests:1\"/>");
        assertThat(soap.problem()).as(soap.text()).isEqualTo("operations/read-only");
        assertThat(soap.header("Retry-After")).isEqualTo("60");

        Reply answer = query();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.verify(node.anchors()).failures()).isEmpty();
        assertThat(officer.get("/api/v1/departments").status()).isEqualTo(200);
        assertThat(health().status()).isEqualTo(200);
        assertThat(health().text()).contains("READ_ONLY");

        set("NORMAL");
        assertThat(officer.post(WISH, "{}").problem()).isEqualTo("kernel/invalid-input");
    }

    @Test
    @Tag("OPS-1")
    void readOnlyOutlivesAStartAndTheLogSaysWhoAndWhy() throws Exception {
        Reply set = set("READ_ONLY");
        assertThat(set.entry().get("action").asText()).isEqualTo("operations.set-mode");
        assertThat(set.entry().at("/facts/mode").asText()).isEqualTo("READ_ONLY");
        assertThat(set.entry().at("/facts/reason").asText()).isEqualTo("演练");
        node.instance().restartServer();
        assertThat(Rest.person(node, "business").post(WISH, "{}").problem())
                .isEqualTo("operations/read-only");
        Operator.Outcome back =
                operator.run("mode", "normal", "--password-file", password, "--reason", "done");
        assertThat(back.exit()).as(back.text()).isZero();
        assertThat(Rest.person(node, "business").post(WISH, "{}").problem())
                .isEqualTo("kernel/invalid-input");
    }

    @Test
    @Tag("OPS-1")
    void onlyTheSystemAdministratorSetsTheMode() {
        String wish = "{\"mode\":\"READ_ONLY\",\"reason\":\"x\",\"graceSeconds\":0}";
        for (String login : new String[] {"auditadmin", "secadmin", "business"}) {
            assertThat(Rest.person(node, login).put(MODE, wish).problem())
                    .as(login)
                    .isEqualTo("identity/forbidden");
        }
        assertThat(Rest.person(node, "auditadmin").get(MODE).json().get("mode").asText())
                .isEqualTo("NORMAL");
    }

    @Test
    @Tag("KRN-12")
    void drainFinishesWhatIsInFlightAndLetsNothingNewIn() throws Exception {
        Rest officer = Rest.person(node, "business");
        CompletableFuture<Reply> inFlight;
        try (Connection lock = Postgres.open(node)) {
            lock.setAutoCommit(false);
            Postgres.execute(lock, "lock table shr_request in access exclusive mode");
            String body = wish();
            inFlight = CompletableFuture.supplyAsync(() -> officer.post(WISH, body));
            Await.until("a call that waits for the table", () -> Postgres.waiting(node) > 0);
            set("DRAIN");
            assertThat(health().status()).isEqualTo(503);
            assertThat(health().text()).contains("DRAIN");
            Reply refused = query();
            assertThat(refused.problem()).isEqualTo("operations/draining");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            Reply soap = Soap.system(node, "soap-housing").call("Exchange", QUERY);
            assertThat(soap.problem()).as(soap.text()).isEqualTo("operations/draining");
            assertThat(soap.header("Retry-After")).isNotEmpty();
            Reply contract = officer.get("/ws/resources/310000000000-307?wsdl");
            assertThat(contract.status()).as(contract.text()).isEqualTo(503);
            assertThat(contract.header("Retry-After")).isNotEmpty();
            assertThat(state().get("drained").asBoolean()).isFalse();
            assertThat(state().get("inFlight").asInt()).isEqualTo(2);
            lock.rollback();
        }
        Reply done = inFlight.get();
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(done.verify(node.anchors()).failures()).isEmpty();

        Operator.Outcome drained =
                operator.run(
                        "mode", "drain", "--password-file", password, "--grace", 0, "--wait", 60);
        assertThat(drained.exit()).as(drained.text()).isZero();
        assertThat(drained.text()).contains("Drained");
        node.instance().restartServer();
        assertThat(query().status()).as("drain ends with the server").isEqualTo(200);
        Reply known = officer.get("/api/v1/sharing-requests/" + done.json().get("id").asText());
        assertThat(known.status()).as(known.text()).isEqualTo(200);
    }

    private static com.fasterxml.jackson.databind.JsonNode state() {
        return Rest.person(node, "sysadmin").get(MODE).json();
    }

    private static String wish() throws Exception {
        try (Connection connection = Postgres.open(node);
                var statement =
                        connection.prepareStatement(
                                "select id from cat_item where title = '街道乡镇行政区划信息'");
                var rows = statement.executeQuery()) {
            rows.next();
            return """
            {"item":"%s","purpose":"排空演练","items":["code","name"],"validUntil":"%s"}"""
                    .formatted(
                            rows.getString(1),
                            java.time.LocalDate.now(java.time.ZoneOffset.UTC).plusDays(30));
        }
    }
}
