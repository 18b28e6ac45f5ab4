package org.zhengshu.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/**
 * What the log meets in its life besides a kill (日志异常情形): a clock that steps back, a full disk,
 * large bodies, old rows. Each time callers get a word, and the server goes on without a restart.
 */
class LogLifeIT {
    private static final int MIB = 1 << 20;
    private static final int BUDGET = 8 * MIB;

    /** No smaller, since a segment of the database's own log has this size. */
    private static final int DISK = 16 * MIB;

    private static final int ANSWERS = 100;

    private static Node node;
    private static LogCheck log;

    @BeforeAll
    static void start() {
        String budget = Integer.toString(BUDGET / MIB);
        node = Node.start("life", Map.of("zhengshu.bodies.memory", budget));
        log = new LogCheck(node.anchors());
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    @Tag("AUD-9")
    void clockThatStepsBackStopsWritingUntilItHasCaughtUp() throws Exception {
        World world = world();
        try (Connection connection = Postgres.open(node)) {
            String signed = signedInTheFuture(connection, "60 s");
            Postgres.execute(
                    connection, "select pg_terminate_backend(" + committer(connection) + ")");
            Await.until(
                    "a clock that is behind", () -> check("clock").isPresent() && isDown("clock"));
            JsonNode data = check("clock").orElseThrow().get("data");
            assertThat(data.get("newest").asText()).isEqualTo(signed);
            assertThat(data.get("now").asText()).isLessThan(signed);
            for (Reply refused : List.of(act(world), query(world))) {
                assertThat(refused.status()).as(refused.text()).isEqualTo(503);
                assertThat(refused.problem()).isEqualTo("audit/clock-behind");
                assertThat(refused.header("Retry-After")).isNotEmpty();
                assertThat(refused.text()).contains(signed);
            }
            assertThat(isDown("log-signer")).isFalse();
            long before = Postgres.count(connection, "shr_request");
            Await.until("a clock that has caught up", () -> query(world).status() == 200);
            assertThat(Postgres.count(connection, "shr_request")).isEqualTo(before);
            assertThat(act(world).status()).isEqualTo(200);
            Await.until("a ready server", LogLifeIT::ready);
            assertThat(log.faults(connection)).isEmpty();
        }
    }

    /** The clock was wrong before and is right now: nobody has to wait until it has caught up. */
    @Test
    @Tag("AUD-9")
    void aPersonMayAcceptTheClockAsItIs() throws Exception {
        World world = world();
        Rest auditor = Rest.person(node, "auditadmin");
        try (Connection connection = Postgres.open(node)) {
            signedInTheFuture(connection, "10 h");
            Postgres.execute(
                    connection, "select pg_terminate_backend(" + committer(connection) + ")");
            Await.until(
                    "a clock that is behind", () -> check("clock").isPresent() && isDown("clock"));
            Await.until("an incident", () -> clockIncident(auditor).isPresent());
            JsonNode incident = clockIncident(auditor).orElseThrow();
            assertThat(incident.at("/detail/newest").asText()).isNotEmpty();
            assertThat(act(world).problem()).isEqualTo("audit/clock-behind");
            String decision =
                    "/api/v1/audit/incidents/" + incident.get("id").asText() + "/decision";
            assertThat(world.person("business").post(decision, decision("ACCEPT_TIME")).problem())
                    .isEqualTo("identity/forbidden");
            assertThat(auditor.post(decision, decision("NEW_LOG")).problem())
                    .isEqualTo("kernel/invalid-input");
            Reply accepted = auditor.post(decision, decision("ACCEPT_TIME"));
            assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
            Await.until("a ready server", LogLifeIT::ready);
            assertThat(act(world).status()).isEqualTo(200);
            assertThat(
                            Postgres.count(
                                    connection,
                                    "aud_entry where action = 'audit.decide-incident' and outcome ="
                                            + " 'answered' and seq is not null"))
                    .isEqualTo(1);
            assertThat(log.faults(connection)).isEmpty();
        }
    }

    private static String decision(String decision) {
        return "{\"decision\":\"" + decision + "\",\"reason\":\"演练 drill\"}";
    }

    private static Optional<JsonNode> clockIncident(Rest auditor) {
        return StreamSupport.stream(
                        auditor.get("/api/v1/audit/incidents").json().path("items").spliterator(),
                        false)
                .filter(i -> i.get("kind").asText().equals("CLOCK_STEPPED_BACK"))
                .findFirst();
    }

    @Test
    @Tag("AUD-10")
    void fullDiskRefusesAndRecoversWithoutARestart() throws Exception {
        World world = world();
        Load load = new Load(node, world, Load.Mix.HALF);
        try (Connection connection = Postgres.open(node)) {
            grow(connection);
            load.start();
            load.awaitAnswers(1);
            world.databaseGoes();
            try (Disk ignored = new Disk(node.instance().databasePid(), DISK)) {
                Await.until("callers that are told", () -> busy(load) > ANSWERS);
                Await.until("a log that is closed", () -> isDown("evidence-log"));
            }
            Await.until("a ready server", LogLifeIT::ready);
            load.awaitAnswers(ANSWERS);
            load.stopping();
            load.join();
            System.out.println("[life] full disk: " + load);
            Await.until("a place for every act", () -> Postgres.unsequenced(connection) == 0);
            List<String> wrong = new ArrayList<>(log.faults(connection));
            wrong.addAll(Consistency.breaches(connection));
            wrong.addAll(Consistency.lost(connection, load.answers(), node.anchors()));
            wrong.addAll(Consistency.undone(connection, load.done()));
            wrong.addAll(load.unexpected());
            assertThat(wrong).isEmpty();
            Postgres.execute(connection, "alter table aud_entry reset (autovacuum_enabled)");
        } finally {
            load.stopping();
        }
    }

    @Test
    @Tag("KRN-10")
    void manySlowLargeBodiesAreBoundedAndSmallOnesPass() throws Exception {
        World world = world();
        int part = 2 * MIB;
        List<SlowPost> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                slow.add(
                        (i % 2 == 0
                                        ? SlowPost.json(node, part + 16)
                                        : SlowPost.soap(node, part + 16))
                                .send(part));
            }
            Await.until("bodies that wait", () -> bodies() > BUDGET - MIB);
            try (SlowPost json = SlowPost.json(node, part).send(part);
                    SlowPost soap = SlowPost.soap(node, part).send(part)) {
                assertThat(json.answer())
                        .startsWith("HTTP/1.1 503")
                        .containsIgnoringCase("Retry-After")
                        .contains("kernel/busy");
                assertThat(soap.answer())
                        .startsWith("HTTP/1.1 500")
                        .containsIgnoringCase("Retry-After")
                        .contains(":Server</faultcode>", "kernel/busy");
            }
            assertThat(query(world).status()).isEqualTo(200);
            for (SlowPost post : slow) {
                assertThat(post.send(16).answer()).contains("kernel/malformed");
            }
        } finally {
            for (SlowPost post : slow) {
                post.close();
            }
        }
        Await.until("memory that was given back", () -> bodies() == 0);
        try (SlowPost json = SlowPost.json(node, part).send(part)) {
            assertThat(json.answer()).contains("kernel/malformed");
        }
    }

    @Test
    @Tag("AUD-12")
    void leavesOfOlderRowsAreComputedWhenTheLogIsOpened() throws Exception {
        World world = world();
        query(world);
        try (Connection connection = Postgres.open(node)) {
            String before = leaves(connection, query(world).entry().get("id").asText());
            long missing = Postgres.count(connection, "aud_entry where seq is not null");
            assertThat(missing).isPositive();
            Postgres.execute(connection, "update aud_entry set leaf = null");
            Postgres.execute(
                    connection, "select pg_terminate_backend(" + committer(connection) + ")");
            Await.until(
                    "leaves",
                    () ->
                            Postgres.count(
                                            connection,
                                            "aud_entry where seq is not null and leaf is null")
                                    == 0);
            assertThat(leaves(connection, before.substring(0, 36))).isEqualTo(before);
            Await.until("an open log", () -> query(world).status() == 200);
        }
    }

    /** An entry's id and the leaves of the whole log up to it. */
    private static String leaves(Connection connection, String id) throws SQLException {
        String query =
                "select encode(sha256(string_agg(leaf, ''::bytea order by seq)), 'hex') from aud_entry"
                        + " where seq <= (select seq from aud_entry where id = '"
                        + id
                        + "')";
        return id + " " + text(connection, query);
    }

    private static String signedInTheFuture(Connection connection, String ahead)
            throws SQLException {
        return text(
                        connection,
                        """
                        update aud_checkpoint set signed_at = date_trunc('second', now()) + interval '%s'
                        where size = (select max(size) from aud_checkpoint)
                        returning to_char(signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"""
                                .formatted(ahead))
                .strip();
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(query);
                ResultSet rows = s.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static long committer(Connection connection) throws Exception {
        Await.until("an open log", LogLifeIT::ready);
        return Postgres.committer(connection);
    }

    /** Makes the file of the entries large by rows that nobody ever sees. */
    private static void grow(Connection connection) throws SQLException {
        Postgres.execute(connection, "alter table aud_entry set (autovacuum_enabled = false)");
        connection.setAutoCommit(false);
        Postgres.execute(
                connection,
                """
                insert into aud_entry (id, log_id, tenant, at, action, outcome, actor, department,
                    trace, canonical, salt)
                select gen_random_uuid(), (select min(id) from aud_log), '', now(), 'none', 'none',
                    '', '', '', convert_to(repeat('x', 1800), 'UTF8'), '' from generate_series(1, 9000)""");
        connection.rollback();
        connection.setAutoCommit(true);
        assertThat(Long.parseLong(text(connection, "select pg_relation_size('aud_entry')")))
                .isGreaterThan(DISK);
    }

    private static long busy(Load load) {
        return load.problems().getOrDefault("kernel/busy", 0L);
    }

    private static Reply act(World world) {
        return world.person("business")
                .post("/api/v1/sharing-requests", world.wish(world.streets(), 1L));
    }

    private static Reply query(World world) {
        return world.system("rest-permit")
                .post(
                        "/api/v1/exchange/queries",
                        "{\"grant\":\"%s\",\"purpose\":\"行政审批地址核验\",\"limit\":3}"
                                .formatted(node.grant("rest-permit.streets")));
    }

    private static boolean ready() {
        return Rest.nobody(node).get("/health/ready").status() == 200;
    }

    private static Optional<JsonNode> check(String name) {
        JsonNode checks = Rest.nobody(node).get("/health/ready").json().get("checks");
        return StreamSupport.stream(checks.spliterator(), false)
                .filter(c -> c.get("name").asText().equals(name))
                .findFirst();
    }

    private static boolean isDown(String name) {
        return check(name).orElseThrow().get("status").asText().equals("DOWN");
    }

    /** Negative when a busy machine showed no metrics. */
    private static double bodies() {
        return Rest.nobody(node)
                .get("/metrics")
                .text()
                .lines()
                .filter(l -> l.startsWith("zhengshu_bodies_bytes"))
                .mapToDouble(l -> Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(-1);
    }

    private static World world() throws SQLException {
        try (Connection connection = Postgres.open(node)) {
            return new World(node, connection, new Random(1));
        }
    }

    /** The largest file that the database may write, until it is closed (磁盘限额). */
    private static final class Disk implements AutoCloseable {
        private final long postmaster;

        Disk(long postmaster, int limit) throws IOException, InterruptedException {
            this.postmaster = postmaster;
            set(Integer.toString(limit));
        }

        @Override
        public void close() throws IOException, InterruptedException {
            set("unlimited");
        }

        /** The postmaster first: what it starts later has its limit. */
        private void set(String limit) throws IOException, InterruptedException {
            ProcessHandle parent = ProcessHandle.of(postmaster).orElseThrow();
            limit(parent, limit);
            for (ProcessHandle child : parent.descendants().toList()) {
                limit(child, limit);
            }
        }

        private static void limit(ProcessHandle process, String limit)
                throws IOException, InterruptedException {
            List<String> command =
                    Stream.of("prlimit", "--pid", "" + process.pid(), "--fsize=" + limit + ":")
                            .toList();
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            assertThat(status == 0 || !process.isAlive()).as("%s", command).isTrue();
        }
    }
}
