package org.zhengshu.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;

/**
 * Two hundred callers, and the server or the database dies under them (断电测试): no answer and no
 * decision without its entry, no entry without its act, the log verifies, an upload is whole or
 * absent. {@code -Dcrash.count=30} kills more often, {@code -Dcrash.seed=…} repeats the moments.
 */
class CrashIT {
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("crash.count", 3);
    private static final int FEWEST = 100;
    private static final int MOST = 1200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
    void killedServerLosesNothingThatItAnswered() throws Exception {
        for (int kill = 1; kill <= KILLS; kill++) {
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
                    "kill %d of %d: %d calls in flight, %d of them uploads; back in %d s; %s",
                    kill, KILLS, calls, uploads, seconds(began), load);
            check(load);
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
        load.awaitAnswers(MOST);
        load.stopping();
        load.join();
        say("the database came back: %s", load);
        check(load);
    }

    private static World world() throws SQLException {
        try (Connection connection = Postgres.open(node)) {
            return new World(node, connection, RANDOM);
        }
    }

    private static void check(Load load) throws Exception {
        try (Connection connection = Postgres.open(node)) {
            awaitQuiet(connection);
            List<String> wrong = new ArrayList<>(log.faults(connection));
            wrong.addAll(Consistency.breaches(connection));
            wrong.addAll(Consistency.lost(connection, load.answers(), node.anchors()));
            wrong.addAll(Consistency.undone(connection, load.done()));
            wrong.addAll(load.unexpected());
            assertThat(wrong).isEmpty();
        }
        servesAgain();
    }

    /** Acts whose caller was told to come later get their place without being asked for. */
    private static void awaitQuiet(Connection connection) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (Postgres.unsequenced(connection) > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static void servesAgain() throws Exception {
        World world = world();
        Reply rest =
                world.system("rest-permit")
                        .post(
                                "/api/v1/exchange/queries",
                                "{\"grant\":\"%s\",\"purpose\":\"%s\"}"
                                        .formatted(world.scarce(), World.PURPOSE));
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
