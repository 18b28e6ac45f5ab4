package org.zhengshu.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/**
 * Two hundred callers, and the server or the database dies under them (断电测试): no answer and no
 * decision without its entry, no entry without its act, the log verifies, an upload is whole or
 * absent. {@code -Dcrash.count=100} kills more often, {@code -Dcrash.seed=…} repeats the moments.
 */
@Tag("AUD-1")
@Tag("AUD-2")
@Tag("AUD-3")
@Tag("AUD-7")
class CrashIT {
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("crash.count", 3);
    private static final int FEWEST = 100;
    private static final int MOST = 1200;

    private static final Random RANDOM = new Random(SEED);

    private static Node node;
    private static LogCheck log;

    @BeforeAll
    static void start() {
        say("seed %d: -Dcrash.seed=%d", SEED, SEED);
        node = Node.start("crash");
        log = new LogCheck(node.anchors());
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void killedServerThenKilledDatabaseLoseNothingThatWasAnswered() throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
            killServer(kill);
            killDatabase(kill);
        }
    }

    private static void killServer(int kill) throws Exception {
        Load load = new Load(node, world());
        load.start();
        load.awaitAnswers(FEWEST + RANDOM.nextInt(MOST - FEWEST));
        load.stopping();
        int calls = load.inFlight();
        int uploads = load.uploading();
        node.instance().killServer();
        load.join();
        long began = System.nanoTime();
        node.instance().restartServer();
        say(
                "server killed, %d of %d: %d calls in flight, %d of them uploads; back in %d s; %s",
                kill, KILLS, calls, uploads, seconds(began), load);
        check(load);
    }

    /** The launcher starts it again; the server goes on without a restart. */
    private static void killDatabase(int kill) throws Exception {
        World world = world();
        Load load = new Load(node, world);
        load.start();
        load.awaitAnswers(FEWEST + RANDOM.nextInt(MOST - FEWEST));
        world.databaseGoes();
        int calls = load.inFlight();
        int uploads = load.uploading();
        long server = node.instance().serverPid();
        long began = System.nanoTime();
        node.instance().killDatabase();
        Await.until("a database that answers", CrashIT::databaseAnswers);
        load.awaitAnswers(3 * FEWEST);
        load.stopping();
        load.join();
        say(
                "database killed, %d of %d: %d calls in flight, %d of them uploads; back in %d s; %s",
                kill, KILLS, calls, uploads, seconds(began), load);
        assertThat(node.instance().serverPid()).isEqualTo(server);
        check(load);
    }

    private static boolean databaseAnswers() {
        try (Connection connection = Postgres.open(node)) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    @Test
    void lostDatabaseSessionsLoseNothingAndNeedNoRestart() throws Exception {
        World world = world();
        Load load = new Load(node, world);
        load.start();
        try (Connection connection = Postgres.open(node)) {
            for (int loss = 1; loss <= 3; loss++) {
                load.awaitAnswers(FEWEST + RANDOM.nextInt(MOST - FEWEST));
                world.databaseGoes();
                int ended = Postgres.terminateServerSessions(connection);
                say("ended %d sessions: %s", ended, load);
            }
            load.awaitAnswers(FEWEST);
            long backend = Postgres.committer(connection);
            assertThat(ProcessHandle.of(backend).orElseThrow().destroyForcibly()).isTrue();
            say("killed the committer's backend: %s", load);
        }
        load.awaitAnswers(3 * FEWEST);
        load.stopping();
        load.join();
        say("the database came back: %s", load);
        check(load);
    }

    @Test
    void logHeldElsewhereRefusesActsAndIsTakenBackWhenItIsFree() throws Exception {
        World world = world();
        try (Connection connection = Postgres.open(node);
                Connection other = Postgres.open(node)) {
            try (Postgres.Held ignored = Postgres.takeLog(connection, other)) {
                Await.until("a closed log", () -> !ready());
                long before = Postgres.count(connection, "shr_request");
                Reply refused =
                        world.person("business")
                                .post("/api/v1/sharing-requests", world.wish(world.streets(), 1L));
                assertThat(refused.problem()).as(refused.text()).isEqualTo("kernel/busy");
                assertThat(refused.header("Retry-After")).isNotEmpty();
                assertThat(Postgres.count(connection, "shr_request")).isEqualTo(before);
                Await.until("more attempts than the pool has connections", () -> attempts() > 8);
            }
            Await.until("an open log", CrashIT::ready);
            assertThat(log.faults(connection)).isEmpty();
        }
        servesAgain();
    }

    @Test
    void actWhoseReceiptIsLateIsSaidToBeDoneAndItsReceiptFollows() throws Exception {
        World world = world();
        String grant = world.scarce();
        Reply late;
        AtomicReference<Reply> unknown = new AtomicReference<>();
        try (Connection connection = Postgres.open(node)) {
            Thread exchange = new Thread(() -> unknown.set(query(world, grant)));
            try (Postgres.Held ignored = Postgres.holdCounter(connection, grant)) {
                exchange.start();
                Await.until("a committer that waits", () -> Postgres.waiting(node) > 0);
                late =
                        world.person("business")
                                .post("/api/v1/sharing-requests", world.wish(world.streets(), 1L));
            }
            exchange.join();
            assertThat(late.problem()).as(late.text()).isEqualTo("audit/receipt-pending");
            assertThat(late.header("Retry-After")).isNotEmpty();
            toldThatItIsNotKnown(world, unknown.get(), connection);
            String path = "/api/v1/receipts/" + late.header("Zhengshu-Receipt-Id");
            assertThat(late.text()).contains(path);
            Await.until("its receipt", () -> world.person("business").get(path).status() == 200);
            assertThat(Postgres.outcomes(connection, late.header("Zhengshu-Trace")))
                    .containsExactly("answered");
            assertThat(Consistency.breaches(connection)).isEmpty();
            assertThat(log.faults(connection)).isEmpty();
        }
    }

    /** An answer that was being written when its caller stopped waiting. */
    private static void toldThatItIsNotKnown(World world, Reply reply, Connection connection)
            throws Exception {
        assertThat(reply.problem()).as(reply.text()).isEqualTo("audit/outcome-unknown");
        assertThat(reply.header("Retry-After")).isNotEmpty();
        String path = "/api/v1/receipts/" + reply.header("Zhengshu-Receipt-Id");
        assertThat(reply.text()).contains(path);
        Await.until("its receipt", () -> world.system("rest-permit").get(path).status() == 200);
        assertThat(Postgres.outcomes(connection, reply.header("Zhengshu-Trace")))
                .containsExactly("answered");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update aud_entry set canonical = replace(encode(canonical, 'escape'), 'answered',"
                        + " 'refused')::bytea where seq = 7",
                "update aud_entry set salt = sha256(salt) where seq = 7",
                "update aud_entry set outcome = 'kernel/busy' where seq = 7",
                "update aud_entry set actor = 'nobody' where seq = 7",
                "update aud_entry set at = at + interval '1 second' where seq = 7",
                "update aud_entry set path = sha256(path) where seq = (select max(seq) from aud_entry)",
                "update aud_entry set seq = null where seq = (select max(seq) from aud_entry)",
                "delete from aud_entry where seq = 7",
                "delete from aud_entry where seq = (select max(seq) from aud_entry)",
                "delete from aud_checkpoint where size = (select max(size) from aud_checkpoint)",
                "update aud_checkpoint set frontier = sha256(frontier)"
                        + " where size = (select min(size) from aud_checkpoint)",
                "update aud_checkpoint set note = replace(note, 'zhengshu/', 'other/')"
                        + " where size = (select min(size) from aud_checkpoint)"
            })
    void logCheckFindsWhatWasChanged(String change) throws Exception {
        try (Connection connection = Postgres.open(node)) {
            Await.until("a place for every act", () -> Postgres.unsequenced(connection) == 0);
            connection.setAutoCommit(false);
            assertThat(log.faultsInTransaction(connection)).isEmpty();
            Postgres.execute(connection, change);
            assertThat(log.faultsInTransaction(connection)).isNotEmpty();
            connection.rollback();
        }
    }

    private static Reply query(World world, String grant) {
        return world.system("rest-permit")
                .post(
                        "/api/v1/exchange/queries",
                        "{\"grant\":\"%s\",\"purpose\":\"%s\"}".formatted(grant, World.PURPOSE));
    }

    private static boolean ready() {
        return Rest.nobody(node).get("/health/ready").status() == 200;
    }

    private static long attempts() throws IOException {
        try (Stream<String> lines = Files.lines(node.data().resolve("server/log/console.log"))) {
            return lines.filter(l -> l.contains("is held by another running server")).count();
        }
    }

    private static World world() throws SQLException {
        try (Connection connection = Postgres.open(node)) {
            return new World(node, connection, RANDOM);
        }
    }

    private static void check(Load load) throws Exception {
        try (Connection connection = Postgres.open(node)) {
            // acts whose caller was told to come later get their place without being asked for
            Await.until("a place for every act", () -> Postgres.unsequenced(connection) == 0);
            List<String> wrong = new ArrayList<>(log.faults(connection));
            wrong.addAll(Consistency.breaches(connection));
            wrong.addAll(Consistency.lost(connection, load.answers(), node.anchors()));
            wrong.addAll(Consistency.undone(connection, load.done()));
            wrong.addAll(load.unexpected());
            assertThat(wrong).isEmpty();
        }
        servesAgain();
    }

    private static void servesAgain() throws Exception {
        World world = world();
        Reply rest = query(world, world.scarce());
        assertThat(rest.status()).as(rest.text()).isEqualTo(200);
        Reply soap = world.tax().call("SharingRequests", world.soapWish());
        assertThat(soap.status()).as(soap.text()).isEqualTo(200);
        assertThat(soap.verify(node.anchors()).failures()).isEmpty();
    }

    private static long seconds(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }

    private static void say(String text, Object... values) {
        System.out.println("[crash] " + text.formatted(values));
    }
}
