package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.crash.Await;
import org.zhengshu.tests.node.Reply;

/** Requests that are sent back, supplemented, reminded of and ended, by both doors (补正、催办). */
class SupplementIT {
    private static final String REQUESTS = "/api/v1/sharing-requests/";
    private static final String CONSUMER = "housing";
    private static final String PROVIDER = "civil";
    private static final String ENTRIES =
            """
            select action from aud_entry
            where outcome = 'answered' and action like 'sharing.%' and action <> 'sharing.get'
                and convert_from(canonical, 'UTF8')::jsonb->'facts'->>'request' = ?
            order by at""";
    private static final String SCRIPT = "<script>alert(1)</script>\u200b\u202e&\"'";

    private final DoorsWorld world = DoorsWorld.shared();
    private final Path pack = world.node().config().resolve("packs/LN-NODE.json");
    private final Map<Path, String> before = new HashMap<>();

    @AfterEach
    void restore() {
        before.forEach(SupplementIT::write);
    }

    /** Sent back by REST, supplemented by SOAP; all that was there stays in sight of both. */
    @Test
    @Tag("SHR-13")
    @Tag("SHR-15")
    @Tag("SHR-16")
    void whatIsSentBackIsSupplementedAndDecided() {
        JsonNode asked = requested();
        String id = asked.get("id").asText();
        JsonNode back = ok(sendBack(id, "'legalBasis','items'", SCRIPT));
        assertThat(back.get("state").asText()).isEqualTo("RETURNED_FOR_SUPPLEMENT");
        assertThat(back.has("dueOn")).as("the time stands still").isFalse();
        assertThat(back.has("workdaysLeft")).isFalse();
        JsonNode open = back.at("/supplements/0");
        assertThat(open.get("workdaysKept")).isEqualTo(asked.get("workdaysLeft"));
        assertThat(open.get("clockStopped").asBoolean()).isTrue();
        assertThat(open.get("opinion").asText()).as("kept as it was written").isEqualTo(SCRIPT);
        assertThat(open.get("answerArticles").asText()).contains("补正");
        assertThat(open.get("answerWorkdaysLeft").asInt()).isPositive();
        assertThat(asTexts(open.get("fields"))).containsExactly("legalBasis", "items");

        Reply supplemented =
                world.soap(CONSUMER)
                        .call(
                                "SharingRequests",
                                DoorsJson.xml(
                                        "SharingRequests",
                                        "supplement",
                                        "{'id':'%s','revision':1,'legalBasis':'三定规定第二条','items':['code'],'note':'已缩减'}"
                                                .formatted(id)));
        assertThat(supplemented.status()).as(supplemented.text()).isEqualTo(200);
        assertThat(supplemented.verify(world.node().anchors()).ok()).isTrue();
        assertThat(supplemented.entry().get("action").asText()).isEqualTo("sharing.supplement");
        JsonNode now = ok(world.rest(PROVIDER).get(REQUESTS + id));
        assertThat(now.get("state").asText()).isEqualTo("PROVIDER_REVIEW");
        assertThat(now.get("dueOn")).as("the same day: no day lost").isEqualTo(asked.get("dueOn"));
        assertThat(now.get("workdaysLeft")).isEqualTo(asked.get("workdaysLeft"));
        assertThat(now.get("revision").asInt()).isEqualTo(2);
        assertThat(now.get("legalBasis").asText()).isEqualTo("三定规定第二条");
        assertThat(now.get("matter")).isEqualTo(asked.get("matter"));
        JsonNode changes = now.at("/supplements/0/changes");
        assertThat(changes.findValuesAsText("field")).containsExactly("legalBasis", "items");
        assertThat(changes.findValuesAsText("before")).containsExactly("三定规定", "code,name");
        assertThat(changes.findValuesAsText("after")).containsExactly("三定规定第二条", "code");
        JsonNode approved = ok(world.rest(PROVIDER).post(REQUESTS + id + "/approval"));
        JsonNode grant =
                ok(world.rest(CONSUMER).get("/api/v1/grants/" + approved.get("grant").asText()));
        assertThat(asTexts(grant.get("items"))).as("the supplemented form").containsExactly("code");
        assertThat(entries(id))
                .containsExactly(
                        "sharing.submit",
                        "sharing.return",
                        "sharing.supplement",
                        "sharing.approve");
    }

    @Test
    @Tag("SHR-13")
    @Tag("SHR-17")
    void twoTabsAndTwoOfficersCannotUndoEachOther() throws Exception {
        String id = requested().get("id").asText();
        ok(sendBack(id, "'scope'", "请写明范围"));
        List<Reply> both = atOnce(() -> supplement(id, "'scope':'甲'"), 6);
        assertThat(both).filteredOn(r -> r.status() == 200).hasSize(1);
        assertThat(both)
                .filteredOn(r -> r.status() != 200)
                .allSatisfy(
                        r ->
                                assertThat(r.problem())
                                        .isIn("sharing/not-returned", "kernel/conflict"));
        assertThat(entries(id)).containsOnlyOnce("sharing.supplement");
        change(Path.of("CN-809.json"), "\"request.supplement.once\": {\"value\": true", "false");
        ok(sendBack(id, "'scope'", "仍不明确"));
        assertThat(supplement(id, "'scope':'乙'").problem())
                .as("the tab that was open since revision 1")
                .isEqualTo("kernel/conflict");
        assertThat(ok(supplement(id, 2, "'scope':'丙'")).get("revision").asInt()).isEqualTo(3);
        String reason = DoorsJson.strict("{'reason':'范围过大'}");
        assertThat(
                        world.rest(PROVIDER)
                                .post(REQUESTS + id + "/rejection?revision=2", reason)
                                .problem())
                .as("the officer who has read revision 2 rejects nothing else")
                .isEqualTo("kernel/conflict");
        assertThat(ok(world.rest(PROVIDER).get(REQUESTS + id)).get("state").asText())
                .isEqualTo("PROVIDER_REVIEW");
        assertThat(
                        ok(world.rest(PROVIDER)
                                        .post(REQUESTS + id + "/rejection?revision=3", reason))
                                .get("state")
                                .asText())
                .isEqualTo("REJECTED");
    }

    @Test
    @Tag("SHR-14")
    void itIsSentBackOnlyInTheDaysOfTheRules() {
        String id = requested().get("id").asText();
        sql("update shr_request set step_since = now() - interval '40 days' where id = ?", id);
        Reply late = sendBack(id, "'scope'", "请写明范围");
        assertThat(late.problem()).as(late.text()).isEqualTo("sharing/supplement-late");
        assertThat(late.text()).contains("本节点补充规定");
        change(pack.getFileName(), "\"request.supplement.ask.workdays\": {\"value\": 5", "366");
        ok(sendBack(id, "'scope'", "请写明范围"));
        ok(supplement(id, "'scope':'全市'"));
        assertThat(sendBack(id, "'scope'", "请再写明").problem()).isEqualTo("sharing/supplement-once");
    }

    @Test
    @Tag("SHR-16")
    void theTimeRunsOnWhereTheRulesSaySo() {
        change(
                pack.getFileName(),
                "\"request.supplement.clock\": {\"value\": \"STOPS\"",
                "\"RUNS\"");
        JsonNode asked = requested();
        JsonNode back = ok(sendBack(asked.get("id").asText(), "'scope'", "请写明范围"));
        assertThat(back.get("dueOn")).isEqualTo(asked.get("dueOn"));
        assertThat(back.at("/supplements/0/clockStopped").asBoolean()).isFalse();
    }

    /** Text that shows nothing, or only looks different, is none. */
    @Test
    @Tag("SHR-15")
    void badSupplementsChangeNothing() {
        String id = requested().get("id").asText();
        assertThat(sendBack(id, "'scope'", "\u200b\u2060 ").problem())
                .isEqualTo("kernel/invalid-input");
        ok(sendBack(id, "'scope','legalBasis','purpose'", "请写明"));
        JsonNode away = ok(world.rest(CONSUMER).get(REQUESTS + id));
        assertThat(supplement(id, "'scope':'全部','legalBasis':'\u200b','purpose':'核验'").problem())
                .as("a basis that nobody sees")
                .isEqualTo("sharing/request-incomplete");
        Reply same =
                supplement(
                        id,
                        "'scope':'\u200b全部','legalBasis':'三定规定','purpose':'%s\u2060'"
                                .formatted(DoorsWorld.OPEN_PURPOSE));
        assertThat(same.problem()).as(same.text()).isEqualTo("sharing/request-incomplete");
        Reply much =
                supplement(
                        id,
                        "'scope':'全市','quota':9,'validUntil':'%s'".formatted(DoorsWorld.today(9)));
        assertThat(much.json().get("violations").findValuesAsText("place"))
                .containsExactly("quota", "validUntil", "purpose");
        assertThat(supplement(id, "'scope':'" + "长".repeat(1001) + "'").problem())
                .isEqualTo("kernel/invalid-input");
        assertThat(supplement(id, "'state':'APPROVED'").problem()).isEqualTo("kernel/malformed");
        assertThat(ok(world.rest(CONSUMER).get(REQUESTS + id))).isEqualTo(away);
        JsonNode done =
                ok(
                        supplement(
                                id,
                                "'scope':'%s','legalBasis':'三定规定','purpose':'%s\u200b'"
                                        .formatted(
                                                SCRIPT.replace("'", ""), DoorsWorld.OPEN_PURPOSE)));
        assertThat(done.at("/supplements/0/changes").findValuesAsText("field"))
                .containsExactly("scope");
        assertThat(done.get("purpose").asText())
                .as("what does not show does not change")
                .isEqualTo(DoorsWorld.OPEN_PURPOSE);
    }

    @Test
    @Tag("SHR-18")
    void whatNobodySupplementsIsEndedOnce() throws Exception {
        String id = requested().get("id").asText();
        String kept = requested().get("id").asText();
        ok(sendBack(id, "'scope'", "请写明范围"));
        change(
                pack.getFileName(),
                "\"request.supplement.overdue\": {\"value\": \"WITHDRAWN\"",
                "\"REJECTED\"");
        String rejected = requested().get("id").asText();
        ok(sendBack(rejected, "'scope'", "请写明范围"));
        ok(sendBack(kept, "'scope'", "请写明范围"));
        for (String over : List.of(id, rejected)) {
            sql(
                    "update shr_supplement set answer_on = current_date - 3 where request_id = ?",
                    over);
        }
        Await.until(
                "both to be ended",
                () -> state(id).equals("WITHDRAWN") && state(rejected).equals("REJECTED"));
        JsonNode ended = ok(world.rest(CONSUMER).get(REQUESTS + id));
        assertThat(ended.get("reason").asText()).contains("补正期限", "视为撤回");
        assertThat(ended.at("/supplements/0").has("lapsedAt")).isTrue();
        assertThat(state(kept)).as("its days are not over").isEqualTo("RETURNED_FOR_SUPPLEMENT");
        assertThat(entries(id))
                .containsExactly("sharing.submit", "sharing.return", "sharing.lapse");
        assertThat(supplement(id, "'scope':'晚了'").problem()).isEqualTo("sharing/request-closed");
    }

    @Test
    @Tag("SHR-19")
    void remindersShowAndAreNotTooMany() {
        String id = requested().get("id").asText();
        String key = "\"" + UUID.randomUUID() + "\"";
        Reply first = remind(id, key);
        Reply again = remind(id, key);
        assertThat(again.text()).as("the same act").isEqualTo(first.text());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        JsonNode reminded = ok(first);
        assertThat(reminded.at("/reminders/0/department").asText())
                .isEqualTo(world.department("住建"));
        assertThat(reminded.get("remindableOn").asText()).isGreaterThan(DoorsWorld.today(0));
        Reply early = remind(id, "\"" + UUID.randomUUID() + "\"");
        assertThat(early.problem()).isEqualTo("sharing/reminded-already");
        assertThat(early.text()).contains(reminded.get("remindableOn").asText());
        sql(
                "update shr_reminder set reminded_at = now() - interval '30 days' where request_id = ?",
                id);
        assertThat(ok(remind(id, "\"" + UUID.randomUUID() + "\"")).get("reminders")).hasSize(2);
        JsonNode inbox =
                ok(world.rest(PROVIDER).get("/api/v1/sharing-requests?side=TO_DECIDE&size=200"));
        assertThat(inbox.get("items"))
                .filteredOn(r -> r.get("id").asText().equals(id))
                .singleElement()
                .satisfies(r -> assertThat(r.get("reminders")).hasSize(2));
    }

    private JsonNode requested() {
        Map<String, String> request =
                world.pending(CONSUMER, world.variables().get("conditional"), "'code','name'");
        return ok(world.rest(CONSUMER).get(REQUESTS + request.get("request")));
    }

    private Reply sendBack(String id, String fields, String opinion) {
        String body =
                DoorsJson.MAPPER
                        .createObjectNode()
                        .put("opinion", opinion)
                        .set("fields", DoorsJson.read("[" + fields + "]"))
                        .toString();
        return world.rest(PROVIDER).post(REQUESTS + id + "/return", body);
    }

    private Reply supplement(String id, String members) {
        return supplement(id, 1, members);
    }

    private Reply supplement(String id, int revision, String members) {
        return world.rest(CONSUMER)
                .post(
                        REQUESTS + id + "/supplement",
                        DoorsJson.strict("{'revision':%d,%s}".formatted(revision, members)));
    }

    private Reply remind(String id, String key) {
        return world.rest(CONSUMER)
                .send(
                        "POST",
                        REQUESTS + id + "/reminder",
                        null,
                        BodyPublishers.noBody(),
                        "Idempotency-Key",
                        key);
    }

    private String state(String id) {
        return ok(world.rest(CONSUMER).get(REQUESTS + id)).get("state").asText();
    }

    /** What was done to a request, as the log has it. */
    private List<String> entries(String id) {
        List<String> actions = new ArrayList<>();
        try (Connection connection = database();
                PreparedStatement s = connection.prepareStatement(ENTRIES)) {
            s.setString(1, id);
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    actions.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return actions;
    }

    private static List<Reply> atOnce(Callable<Reply> call, int times) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> one :
                    threads.invokeAll(IntStream.range(0, times).mapToObj(i -> call).toList())) {
                replies.add(one.get());
            }
            return replies;
        } finally {
            threads.shutdownNow();
        }
    }

    private void sql(String statement, String id) {
        try (Connection connection = database();
                PreparedStatement s = connection.prepareStatement(statement)) {
            s.setObject(1, UUID.fromString(id));
            assertThat(s.executeUpdate()).isEqualTo(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection database() throws SQLException {
        Map<String, String> env = world.node().instance().serverEnvironment();
        return DriverManager.getConnection(
                env.get("DB_URL"), env.get("DB_USER"), env.get("DB_PASSWORD"));
    }

    private static JsonNode ok(Reply reply) {
        return DoorsWorld.ok(reply);
    }

    private static List<String> asTexts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(t -> texts.add(t.asText()));
        return texts;
    }

    /** Another value of a rule, in place whole: the node never reads half a file. */
    private void change(Path file, String from, String value) {
        Path path = pack.resolveSibling(file);
        String text = read(path);
        assertThat(text).contains(from);
        before.putIfAbsent(path, text);
        int colon = from.lastIndexOf(": ") + 2;
        write(path, text.replace(from, from.substring(0, colon) + value));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Path whole =
                    Files.createTempFile(
                            file.getParent().getParent(), file.getFileName().toString(), ".new");
            Files.writeString(whole, text);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
