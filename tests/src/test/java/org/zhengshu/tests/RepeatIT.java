package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Reply;

/** Acts that arrive again under the same key (幂等键) are done once and answered alike. */
@Tag("ONB-6")
class RepeatIT {
    private static final String REQUESTS = "/api/v1/sharing-requests";
    private static final String CALLER = "housing";

    private final DoorsWorld world = DoorsWorld.shared();

    @Test
    void theVeryAnswerWithItsReceiptAndNothingTwice() {
        String key = key();
        long before = requests();
        Reply first = submit(CALLER, key, wish("核验一"));
        Reply again = submit(CALLER, key, wish("核验一"));
        Reply bare = submit(CALLER, key.replace("\"", ""), wish("核验一"));
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        for (Reply reply : List.of(again, bare)) {
            same(first, reply);
            assertThat(reply.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(reply.header("Content-Type")).isEqualTo(first.header("Content-Type"));
            assertThat(reply.header("Zhengshu-Trace")).isNotEqualTo(first.header("Zhengshu-Trace"));
        }
        assertThat(requests()).isEqualTo(before + 1);
        assertThat(repeats(again)).isEqualTo(first.header("Zhengshu-Receipt-Id"));
    }

    @Test
    @Tag("ONB-7")
    void anotherBodyAddressOrActIsRefused() {
        String key = key();
        Reply first = submit(CALLER, key, wish("核验二"));
        assertThat(first.status()).isEqualTo(200);
        Reply other = submit(CALLER, key, wish("核验三"));
        assertThat(other.problem()).isEqualTo("kernel/key-reused");
        assertThat(other.status()).isEqualTo(422);
        String grant = first.json().get("grant").asText();
        Reply elsewhere =
                send("/api/v1/grants/" + grant + "/revocation", key, "{\"reason\":\"核验\"}");
        assertThat(elsewhere.problem()).isEqualTo("kernel/key-reused");
        Reply door = world.soap(CALLER).send("SharingRequests", signed(key, "核验二"));
        assertThat(door.problem()).as(door.text()).isEqualTo("kernel/key-reused");
        assertThat(submit("police", key, wish("核验二")).header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void soapHasTheKeyInAHeaderBlock() {
        String key = key();
        Reply first = world.soap(CALLER).send("SharingRequests", signed(key, "核验四"));
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        long before = requests();
        Reply again = world.soap(CALLER).send("SharingRequests", signed(key, "核验四"));
        same(first, again);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(requests()).isEqualTo(before);
        Reply other = world.soap(CALLER).send("SharingRequests", signed(key, "核验五"));
        assertThat(other.problem()).isEqualTo("kernel/key-reused");
        assertThat(other.text()).contains("Client");
        Reply broken =
                world.soap(CALLER)
                        .send("SharingRequests", signed("\"" + "长".repeat(3) + "\"", "核"));
        assertThat(broken.problem()).as(broken.text()).isEqualTo("kernel/invalid-input");
    }

    @Test
    void callsAtTheSameTimeWaitForTheFirst() throws Exception {
        String key = key();
        long before = requests();
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<Reply> replies = new ArrayList<>();
        try {
            Callable<Reply> call = () -> submit(CALLER, key, wish("核验六"));
            for (Future<Reply> one :
                    threads.invokeAll(IntStream.range(0, 12).mapToObj(i -> call).toList())) {
                replies.add(one.get());
            }
        } finally {
            threads.shutdownNow();
        }
        List<Reply> done = replies.stream().filter(r -> r.status() == 200).toList();
        assertThat(replies)
                .allSatisfy(r -> assertThat(r.problem()).isIn("", "audit/receipt-pending"));
        assertThat(done).isNotEmpty().allSatisfy(r -> same(done.get(0), r));
        assertThat(requests()).isEqualTo(before + 1);
    }

    @Test
    void aRefusedActLeavesItsKeyFree() {
        String key = key();
        assertThat(submit(CALLER, key, "{}").problem()).isEqualTo("kernel/invalid-input");
        assertThat(submit(CALLER, key, wish("核验七")).status()).isEqualTo(200);
        assertThat(submit(CALLER, "\"\"", wish("核验七")).problem()).isEqualTo("kernel/invalid-input");
        assertThat(submit(CALLER, "\"a\" \"b\"", wish("核验七")).problem())
                .isEqualTo("kernel/invalid-input");
    }

    @Test
    void aFileIsReadToItsEndBeforeItIsCompared() {
        String item = world.published("civil", DoorsEntries.SIMPLE);
        String key = key();
        byte[] file = "code,name\nA1,甲\nA2,乙\n".getBytes(StandardCharsets.UTF_8);
        Reply first = load(item, key, file);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        same(first, load(item, key, file));
        byte[] other = "code,name\nA1,甲\nA3,乙\n".getBytes(StandardCharsets.UTF_8);
        assertThat(load(item, key, other).problem()).isEqualTo("kernel/key-reused");
    }

    @Test
    void aKeyIsFreeAgainWhenItsTimeIsOver() throws SQLException {
        String key = key();
        Reply first = submit(CALLER, key, wish("核验八"));
        assertThat(first.status()).isEqualTo(200);
        sql(
                "update aud_repeatable set expires_at = now() - interval '1 second' where key = '"
                        + key.replace("\"", "")
                        + "'");
        Reply later = submit(CALLER, key, wish("核验九"));
        assertThat(later.status()).as(later.text()).isEqualTo(200);
        assertThat(later.header("Idempotent-Replayed")).isEmpty();
        same(later, submit(CALLER, key, wish("核验九")));
    }

    @Test
    void readsTakeNoNoticeOfTheKey() {
        String key = key();
        String query =
                "{\"grant\":\"%s\",\"purpose\":\"%s\",\"limit\":1}"
                        .formatted(world.variables().get("open"), DoorsWorld.OPEN_PURPOSE);
        Reply one = send("/api/v1/exchange/queries", key, query);
        Reply other = send("/api/v1/exchange/queries", key, query.replace(":1}", ":2}"));
        assertThat(one.status()).as(one.text()).isEqualTo(200);
        assertThat(other.status()).as(other.text()).isEqualTo(200);
        assertThat(other.json().get("count").asInt()).isEqualTo(2);
    }

    private void same(Reply first, Reply again) {
        assertThat(again.status()).as(again.text()).isEqualTo(first.status());
        assertThat(again.message()).as(again.text()).isEqualTo(first.message());
        assertThat(again.receipt()).isEqualTo(first.receipt());
        if (!first.soap()) {
            assertThat(again.header("Zhengshu-Receipt-Id"))
                    .isEqualTo(first.header("Zhengshu-Receipt-Id"));
        }
        assertThat(again.verify(world.node().anchors()).ok()).isTrue();
    }

    private static String key() {
        return "\"" + UUID.randomUUID() + "\"";
    }

    private Reply submit(String caller, String key, String body) {
        return world.rest(caller)
                .send(
                        "POST",
                        REQUESTS,
                        "application/json",
                        BodyPublishers.ofString(body),
                        "Idempotency-Key",
                        key);
    }

    private Reply send(String path, String key, String body) {
        return world.rest(CALLER)
                .send(
                        "POST",
                        path,
                        "application/json",
                        BodyPublishers.ofString(body),
                        "Idempotency-Key",
                        key);
    }

    private Reply load(String item, String key, byte[] csv) {
        return world.rest("civil")
                .send(
                        "PUT",
                        "/api/v1/catalogue-items/" + item + "/mount",
                        "text/csv",
                        BodyPublishers.ofByteArray(csv),
                        "Idempotency-Key",
                        key);
    }

    private String wish(String scenario) {
        return DoorsJson.strict(wishQuoted(scenario));
    }

    private String wishQuoted(String scenario) {
        return "{'item':'%s','purpose':'%s','items':['code'],'validUntil':'%s','scenario':'%s'}"
                .formatted(
                        world.variables().get("streets"),
                        DoorsWorld.OPEN_PURPOSE,
                        DoorsWorld.today(30),
                        scenario);
    }

    /** The key stands in the Header beside the signature. */
    private byte[] signed(String key, String scenario) {
        String body = DoorsJson.xml("SharingRequests", "submit", wishQuoted(scenario));
        String envelope = new String(world.soap(CALLER).signed(body, 300), StandardCharsets.UTF_8);
        int at = envelope.indexOf("</wsse:Security>") + "</wsse:Security>".length();
        return (envelope.substring(0, at)
                        + "<z:IdempotencyKey xmlns:z=\"urn:zhengshu:idempotency:1\">"
                        + key.replace("\"", "")
                        + "</z:IdempotencyKey>"
                        + envelope.substring(at))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What the entry of the repetition says that it repeats. */
    private String repeats(Reply again) {
        JsonNode trace =
                DoorsWorld.ok(
                        world.rest("auditor")
                                .get("/api/v1/audit/traces/" + again.header("Zhengshu-Trace")));
        return trace.at("/entries/0/facts/repeats").asText();
    }

    private long requests() {
        try (Connection connection = database();
                PreparedStatement s =
                        connection.prepareStatement("select count(*) from shr_request");
                var row = s.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = database();
                PreparedStatement s = connection.prepareStatement(statement)) {
            assertThat(s.executeUpdate()).isEqualTo(1);
        }
    }

    private Connection database() throws SQLException {
        Map<String, String> env = world.node().instance().serverEnvironment();
        return DriverManager.getConnection(
                env.get("DB_URL"), env.get("DB_USER"), env.get("DB_PASSWORD"));
    }
}
