package org.zhengshu.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/**
 * The server is killed while an act with an idempotency key is under way (断电重发): whoever sends it
 * again gets the one act that was done.
 */
@Tag("ONB-6")
class RepeatCrashIT {
    private static Node node;
    private static LogCheck log;

    /** Signed in before anybody fills the bucket of this address. */
    private static World world;

    @BeforeAll
    static void start() throws SQLException {
        node =
                Node.start(
                        "repeat",
                        Map.of(
                                "zhengshu.limits.address.rate", "1",
                                "zhengshu.limits.address.burst", "60"));
        log = new LogCheck(node.anchors());
        try (Connection connection = Postgres.open(node)) {
            world = new World(node, connection, new Random(809));
        }
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void killedBetweenCommitAndAnswerGivesTheFirstActsAnswer() throws Exception {
        String key = UUID.randomUUID().toString();
        long before;
        try (Connection connection = Postgres.open(node);
                Connection other = Postgres.open(node)) {
            before = Postgres.count(other, "shr_request");
            Thread exchange = quiet(() -> query(world.scarce()));
            Thread act = quiet(() -> submit(key));
            try (Postgres.Held ignored = Postgres.holdCounter(connection, world.scarce())) {
                exchange.start();
                Await.until("a committer that waits", () -> Postgres.waiting(node) > 0);
                act.start();
                Await.until(
                        "the commit of the act",
                        () ->
                                Postgres.count(other, "aud_repeatable where key = '" + key + "'")
                                        > 0);
                node.instance().killServer();
            }
            exchange.join();
            act.join();
        }
        node.instance().restartServer();
        Reply first = submit(key);
        Reply second = submit(key);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        for (Reply reply : new Reply[] {first, second}) {
            assertThat(reply.header("Idempotent-Replayed")).isEqualTo("true");
            assertThat(reply.bytes()).isEqualTo(first.bytes());
            assertThat(reply.receipt()).isEqualTo(first.receipt());
            assertThat(reply.verify(node.anchors()).ok()).isTrue();
        }
        sound(before + 1);
    }

    @Test
    void killedBeforeTheCommitLeavesTheKeyFree() throws Exception {
        String key = UUID.randomUUID().toString();
        long before;
        try (Connection connection = Postgres.open(node);
                Connection other = Postgres.open(node)) {
            before = Postgres.count(other, "shr_request");
            connection.setAutoCommit(false);
            Postgres.execute(connection, "lock table shr_request in exclusive mode");
            Thread act = quiet(() -> submit(key));
            act.start();
            Await.until("an act that waits", () -> Postgres.waiting(node) > 0);
            node.instance().killServer();
            connection.rollback();
            act.join();
        }
        node.instance().restartServer();
        Reply first = submit(key);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(submit(key).bytes()).isEqualTo(first.bytes());
        sound(before + 1);
    }

    /** Whoever calls without credentials is limited by address; who has some is not. */
    @Test
    @Tag("ONB-1")
    void callsWithoutCredentialsAreLimitedByAddress() throws Exception {
        Rest nobody = Rest.nobody(node);
        Reply reply = nobody.get("/api/v1/departments");
        for (int i = 0; i < 5000 && !reply.problem().equals("kernel/rate-limited"); i++) {
            assertThat(reply.problem()).isEqualTo("identity/not-authenticated");
            reply = nobody.get("/api/v1/departments");
        }
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("Retry-After")).isNotEmpty();
        assertThat(reply.header("RateLimit")).isEmpty();
        assertThat(world.system("rest-permit").get("/api/v1/departments").status()).isEqualTo(200);
    }

    private static void sound(long requests) throws Exception {
        try (Connection connection = Postgres.open(node)) {
            Await.until("a place for every act", () -> Postgres.unsequenced(connection) == 0);
            assertThat(Postgres.count(connection, "shr_request")).isEqualTo(requests);
            assertThat(log.faults(connection)).isEmpty();
            assertThat(Consistency.breaches(connection)).isEmpty();
        }
    }

    /** A call whose server dies. */
    private static Thread quiet(Runnable call) {
        return new Thread(
                () -> {
                    try {
                        call.run();
                    } catch (UncheckedIOException broken) {
                        assertThat(broken).isNotNull();
                    }
                });
    }

    private static Reply query(String grant) {
        return world.system("rest-permit")
                .post(
                        "/api/v1/exchange/queries",
                        "{\"grant\":\"%s\",\"purpose\":\"%s\"}".formatted(grant, World.PURPOSE));
    }

    private static Reply submit(String key) {
        return world.person("business")
                .send(
                        "POST",
                        "/api/v1/sharing-requests",
                        "application/json",
                        BodyPublishers.ofString(world.wish(world.streets(), 1L)),
                        "Idempotency-Key",
                        "\"" + key + "\"");
    }
}
