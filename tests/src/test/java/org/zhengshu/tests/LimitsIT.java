package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** A caller within its limits, and beyond them, through both doors (限流). */
class LimitsIT {
    private static final String NOISY = "police";
    private static final String QUIET = "housing";

    /** Refused for its rate in one test alone, so that all that is counted is that test's. */
    private static final String COUNTED = "market";

    private static final String DEPARTMENTS = "/api/v1/departments";
    private static final String LIST = "<list xmlns=\"urn:zhengshu:departments:1\"/>";
    private static final int FLOOD = 60;
    private static final int FLOODERS = 12;

    private final DoorsWorld world = DoorsWorld.shared();
    private final Rest admin = Rest.person(world.node(), "sysadmin");

    @AfterEach
    void withoutLimits() {
        limit(NOISY, "{}");
    }

    @Test
    @Tag("ONB-3")
    @Tag("ONB-4")
    void everyAnswerTellsTheLimitsThroughBothDoors() {
        limit(NOISY, "{'rate':100,'burst':250,'concurrency':7}");
        String policy = "\"caller\";q=250;w=3, \"caller-parallel\";q=7;qu=\"concurrent-requests\"";
        String state = "\"caller\";r=\\d+;t=\\d+, \"caller-parallel\";r=\\d";
        for (Reply reply :
                List.of(
                        world.rest(NOISY).get(DEPARTMENTS),
                        world.rest(NOISY).get("/api/v1/no-such-thing"),
                        world.soap(NOISY).call("Departments", LIST))) {
            assertThat(reply.header("RateLimit-Policy")).as(reply.text()).isEqualTo(policy);
            assertThat(reply.header("RateLimit")).matches(state);
        }
        assertThat(Rest.nobody(world.node()).get(DEPARTMENTS).header("RateLimit")).isEmpty();
        limit(NOISY, "{}");
        assertThat(world.rest(NOISY).get(DEPARTMENTS).header("RateLimit-Policy"))
                .doesNotContain("q=250");
    }

    @Test
    @Tag("ONB-1")
    @Tag("ONB-5")
    void whoAsksTooFastIsRefusedThroughBothDoorsAndFillsNoLog() throws Exception {
        long entries = firsts();
        limit(COUNTED, "{'rate':1,'burst':2}");
        List<Reply> rest = flood(() -> world.rest(COUNTED).get(DEPARTMENTS));
        List<Reply> soap = flood(() -> world.soap(COUNTED).call("Departments", LIST));
        limit(COUNTED, "{}");
        long refused = 0;
        for (Reply reply : concat(rest, soap)) {
            assertThat(reply.problem()).as(reply.text()).isIn("", "kernel/rate-limited");
            if (!reply.problem().isEmpty()) {
                refused++;
                assertThat(Integer.parseInt(reply.header("Retry-After"))).isPositive();
                assertThat(reply.status()).isEqualTo(reply.soap() ? 500 : 429);
                assertThat(reply.text()).contains(reply.soap() ? "Client" : "\"status\":429");
            }
        }
        assertThat(refused).as("refused of " + 2 * FLOOD).isGreaterThan(FLOOD);
        long firsts = firsts() - entries;
        assertThat(firsts).isBetween(1L, refused / 2);
        assertThat(rest.stream().filter(r -> r.status() == 429 && !r.receipt().isEmpty()).count())
                .isLessThanOrEqualTo(firsts);
        long others = refused - firsts;
        until(() -> counted() >= others);
        assertThat(counted()).isEqualTo(others);
    }

    @Test
    @Tag("ONB-2")
    void whileOneFloodsTheOthersAreAnswered() throws Exception {
        limit(NOISY, "{'rate':5,'burst':5,'concurrency':4}");
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch refused = new CountDownLatch(20);
        ExecutorService threads = Executors.newFixedThreadPool(FLOODERS);
        try {
            List<Future<Integer>> floods = new ArrayList<>();
            for (int i = 0; i < FLOODERS; i++) {
                floods.add(threads.submit(() -> keepFlooding(over, refused)));
            }
            refused.await();
            for (int i = 0; i < 40; i++) {
                Reply reply =
                        i % 2 == 0
                                ? world.rest(QUIET).get(DEPARTMENTS)
                                : world.soap(QUIET).call("Departments", LIST);
                assertThat(reply.status()).as(reply.text()).isEqualTo(200);
                assertThat(reply.verify(world.node().anchors()).ok()).isTrue();
            }
            over.set(true);
            for (Future<Integer> flood : floods) {
                assertThat(flood.get()).isPositive();
            }
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    private int keepFlooding(AtomicBoolean over, CountDownLatch refused) {
        int calls = 0;
        while (!over.get()) {
            Reply reply = world.rest(NOISY).get(DEPARTMENTS);
            assertThat(reply.problem()).isIn("", "kernel/rate-limited", "kernel/too-many-at-once");
            if (reply.status() == 429) {
                refused.countDown();
            }
            calls++;
        }
        return calls;
    }

    @Test
    @Tag("ONB-1")
    @Tag("ONB-8")
    void whoHasTooManyCallsRunningIsRefusedAndALongCallIsBrokenOff() throws Exception {
        String grant = world.granted(NOISY, world.variables().get("streets"), "'code'", "");
        String query =
                "{\"grant\":\"%s\",\"purpose\":\"%s\",\"limit\":1}"
                        .formatted(grant, DoorsWorld.OPEN_PURPOSE);
        limit(NOISY, "{'concurrency':1,'seconds':120}");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection connection = database()) {
            connection.setAutoCommit(false);
            execute(connection, "lock table mnt_data." + table() + " in access exclusive mode");
            Future<Reply> first =
                    thread.submit(() -> world.rest(NOISY).post("/api/v1/exchange/queries", query));
            until(() -> number("select count(*) from pg_locks where not granted") > 0);
            Reply second = world.rest(NOISY).get(DEPARTMENTS);
            assertThat(second.problem()).isEqualTo("kernel/too-many-at-once");
            assertThat(second.header("Retry-After")).isEqualTo("1");
            Reply soap = world.soap(NOISY).call("Departments", LIST);
            assertThat(soap.problem()).isEqualTo("kernel/too-many-at-once");
            assertThat(soap.header("Retry-After")).isEqualTo("1");
            connection.rollback();
            assertThat(first.get().status()).as(first.get().text()).isEqualTo(200);
            limit(NOISY, "{'seconds':1}");
            execute(connection, "lock table mnt_data." + table() + " in access exclusive mode");
            Reply broken = world.rest(NOISY).post("/api/v1/exchange/queries", query);
            assertThat(broken.problem()).as(broken.text()).isEqualTo("kernel/call-too-long");
            connection.rollback();
        } finally {
            thread.shutdownNow();
        }
        Reply after = world.rest(NOISY).post("/api/v1/exchange/queries", query);
        assertThat(after.status()).as(after.text()).isEqualTo(200);
    }

    @Test
    @Tag("ONB-1")
    void aBodyBeyondTheCallersLimitIsRefused() {
        limit(NOISY, "{'bodyKib':8}");
        String grant = world.variables().get("streets");
        String large =
                "{\"grant\":\"%s\",\"purpose\":\"%s\"}".formatted(grant, "长".repeat(8 << 10));
        Reply rest = world.rest(NOISY).post("/api/v1/exchange/queries", large);
        assertThat(rest.problem()).as(rest.text()).isEqualTo("kernel/too-large");
        Reply soap =
                world.soap(NOISY)
                        .call(
                                "Departments",
                                LIST.replace("/>", ">" + " ".repeat(9000) + "</list>"));
        assertThat(soap.problem()).as(soap.text()).isEqualTo("kernel/too-large");
        assertThat(world.rest(NOISY).get(DEPARTMENTS).status()).isEqualTo(200);
    }

    @Test
    @Tag("ONB-4")
    void aGrantHasLimitsOfItsOwn() throws Exception {
        String grant = world.granted(NOISY, world.variables().get("streets"), "'code'", "");
        String query =
                "{\"grant\":\"%s\",\"purpose\":\"%s\",\"limit\":1}"
                        .formatted(grant, DoorsWorld.OPEN_PURPOSE);
        DoorsWorld.ok(admin.put("/api/v1/limits/grants/" + grant, "{\"rate\":1,\"burst\":1}"));
        List<Reply> replies =
                flood(() -> world.rest(NOISY).post("/api/v1/exchange/queries", query));
        long answered = replies.stream().filter(r -> r.status() == 200).count();
        assertThat(answered).isBetween(1L, (long) FLOOD - 1);
        assertThat(replies)
                .allSatisfy(r -> assertThat(r.problem()).isIn("", "kernel/rate-limited"))
                .allSatisfy(r -> assertThat(r.header("RateLimit")).contains("\"grant\";r=0"));
        assertThat(
                        DoorsWorld.ok(world.rest(NOISY).get("/api/v1/grants/" + grant))
                                .get("used")
                                .asLong())
                .isEqualTo(answered);
        assertThat(DoorsWorld.ok(admin.get("/api/v1/limits")).get("own").toString())
                .contains("GRANT:" + grant);
        DoorsWorld.ok(admin.put("/api/v1/limits/grants/" + grant, "{}"));
        assertThat(
                        admin.put("/api/v1/limits/grants/" + world.variables().get("streets"), "{}")
                                .problem())
                .isEqualTo("kernel/not-found");
    }

    private static List<Reply> flood(Callable<Reply> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(FLOOD);
        try {
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> one :
                    threads.invokeAll(IntStream.range(0, FLOOD).mapToObj(i -> call).toList())) {
                replies.add(one.get());
            }
            return replies;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Reply> concat(List<Reply> one, List<Reply> other) {
        List<Reply> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private void limit(String caller, String json) {
        JsonNode systems = DoorsWorld.ok(admin.get("/api/v1/client-systems"));
        String id =
                StreamSupport.stream(systems.spliterator(), false)
                        .filter(s -> s.get("name").asText().equals(DoorsWorld.name(caller)))
                        .findFirst()
                        .orElseThrow()
                        .get("id")
                        .asText();
        DoorsWorld.ok(admin.put("/api/v1/limits/client-systems/" + id, DoorsJson.strict(json)));
    }

    private String table() throws SQLException {
        return text(
                "select table_name from mnt_mount where state = 'BOUND' and item_id = '"
                        + world.variables().get("streets")
                        + "'");
    }

    private long firsts() throws SQLException {
        return number(
                "select count(*) from aud_entry where outcome = 'kernel/rate-limited' and actor = '"
                        + DoorsWorld.name(COUNTED)
                        + "'");
    }

    /** How many refusals the counting entries name beyond the first ones. */
    private long counted() throws SQLException {
        return number(
                """
                select coalesce(sum((convert_from(canonical, 'UTF8')::json #>> '{facts,count}')::bigint), 0)
                from aud_entry where action = 'audit.counted-refusals'
                and convert_from(canonical, 'UTF8') like '%%:%s"%%'"""
                        .formatted(DoorsWorld.name(COUNTED)));
    }

    private long number(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    private String text(String query) throws SQLException {
        try (Connection connection = database();
                PreparedStatement s = connection.prepareStatement(query);
                ResultSet row = s.executeQuery()) {
            assertThat(row.next()).as(query).isTrue();
            return row.getString(1);
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(statement)) {
            s.execute();
        }
    }

    private Connection database() throws SQLException {
        Map<String, String> env = world.node().instance().serverEnvironment();
        return DriverManager.getConnection(
                env.get("DB_URL"), env.get("DB_USER"), env.get("DB_PASSWORD"));
    }

    /** What the server does by itself; it needs seconds. */
    private static void until(Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < 2400; i++) {
            if (condition.call()) {
                return;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
        }
        throw new AssertionError("waited in vain");
    }
}
