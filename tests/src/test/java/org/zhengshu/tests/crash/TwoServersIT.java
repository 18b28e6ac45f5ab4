package org.zhengshu.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.proof.CanonicalJson;
import org.zhengshu.proof.Receipt;
import org.zhengshu.proof.ReceiptVerifier;
import org.zhengshu.proof.VerificationReport;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/**
 * Two servers of one node on one database, each with a log of its own (双服务器): when one dies, the
 * other finishes and seals its log; it comes back and goes on.
 */
@Tag("AUD-5")
@Tag("AUD-6")
@Tag("AUD-11")
class TwoServersIT {
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
    private static final int ANSWERS = 300;
    private static final String ENTRIES_OF =
            "aud_entry where action = '%s' and seq is not null"
                    + " and log_id = (select id from aud_log where server = '%s')";

    private static Node first;
    private static Node second;
    private static LogCheck log;

    @BeforeAll
    static void start() {
        System.out.println("[two servers] seed " + SEED + ": -Dcrash.seed=" + SEED);
        first = Node.start("two-first", "--server", "a");
        second = first.beside("two-second", "b");
        log = new LogCheck(first.anchors());
    }

    @AfterAll
    static void stop() {
        for (Node node : new Node[] {second, first}) {
            if (node != null) {
                node.close();
            }
        }
    }

    @Test
    void killedServersLogIsFinishedByTheOtherAndGoesOnWhenItIsBack() throws Exception {
        try (Connection connection = Postgres.open(first)) {
            Random random = new Random(SEED);
            long seals = count(connection, "audit.seal", "a");
            long reopened = count(connection, "audit.reopen", "a");
            long others = count(connection, "audit.seal", "b");
            Load dying = new Load(first, new World(first, connection, random), Load.Mix.HALF);
            Load living = new Load(second, new World(second, connection, random), Load.Mix.HALF);
            dying.start();
            living.start();
            dying.awaitAnswers(ANSWERS + random.nextInt(ANSWERS));
            living.awaitAnswers(ANSWERS);
            assertThat(sealedBy(connection, "a")).isEmpty();
            dying.stopping();
            first.instance().killServer();
            dying.join();
            Await.until("a sealed log", () -> sealedBy(connection, "a").equals(Optional.of("b")));
            living.awaitAnswers(ANSWERS);
            living.stopping();
            living.join();
            check(connection, dying, living);
            assertThat(count(connection, "audit.seal", "a")).isEqualTo(seals + 1);
            assertThat(keysets(connection, "a")).isEqualTo(2);
            receiptsOfTheDeadServerAreStillGiven(dying.answers());
            anActThatCommittedLateGetsItsPlace(connection, seals + 2);
            first.instance().restartServer();
            goesOn(connection);
            assertThat(count(connection, "audit.seal", "a")).isEqualTo(seals + 2);
            assertThat(count(connection, "audit.reopen", "a")).isEqualTo(reopened + 1);
            assertThat(count(connection, "audit.seal", "b")).isEqualTo(others);
        }
    }

    @Test
    void writerWhoseDatabaseSessionBrokeGoesOnWithoutARestart() throws Exception {
        try (Connection connection = Postgres.open(first)) {
            for (int loss = 0; loss < 5; loss++) {
                Postgres.execute(
                        connection,
                        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'");
                Await.until("an answer of the first", () -> query(first).status() == 200);
                Await.until("an answer of the second", () -> query(second).status() == 200);
            }
            Await.until("a place for every act", () -> Postgres.unsequenced(connection) == 0);
            assertThat(log.faults(connection)).isEmpty();
            assertThat(Postgres.count(connection, "aud_log where sealed_at is not null")).isZero();
            for (String server : List.of("a", "b")) {
                assertThat(count(connection, "audit.seal", server))
                        .isEqualTo(count(connection, "audit.reopen", server));
            }
        }
    }

    /** Both have answered under the grant before, and know it: the next call meets the change. */
    @Test
    void whatIsChangedAnywhereHoldsForTheNextCallToEachServer() throws Exception {
        String grant = "where id = '" + first.grant("rest-permit.streets") + "'";
        String item = " (select item_id from shr_grant " + grant + ")";
        try (Connection connection = Postgres.open(first)) {
            changed(
                    connection,
                    "update shr_grant set items = %s " + grant,
                    "'[\"code\"]'",
                    reply -> {
                        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
                        assertThat(reply.json().at("/rows/0").fieldNames())
                                .toIterable()
                                .containsExactly("code");
                    },
                    "'[\"code\",\"name\",\"area_code\"]'");
            changed(
                    connection,
                    "update shr_grant set valid_until = now() + interval %s " + grant,
                    "'-1 day'",
                    refused("exchange/grant-expired"),
                    "'99 days'");
            changed(
                    connection,
                    "update cat_item set state = %s where id =" + item,
                    "'REVOKED'",
                    refused("catalogue/not-published"),
                    "'PUBLISHED'");
            changed(
                    connection,
                    "update mnt_mount set state = %s where item_id =" + item,
                    "'SUSPENDED'",
                    refused("mounting/not-mounted"),
                    "'BOUND'");
            changed(
                    connection,
                    "update idn_client_system set enabled = %s where name = 'rest-permit'",
                    "false",
                    refused("identity/untrusted-certificate"),
                    "true");
        }
    }

    private static void changed(
            Connection connection, String update, String to, Consumer<Reply> check, String back)
            throws SQLException {
        for (Node node : List.of(first, second)) {
            Reply before = query(node);
            assertThat(before.status()).as(before.text()).isEqualTo(200);
        }
        Postgres.execute(connection, update.formatted(to));
        try {
            for (Node node : List.of(first, second)) {
                check.accept(query(node));
            }
        } finally {
            Postgres.execute(connection, update.formatted(back));
        }
    }

    private static Consumer<Reply> refused(String problem) {
        return reply -> assertThat(reply.problem()).as(reply.text()).isEqualTo(problem);
    }

    private static void check(Connection connection, Load dying, Load living) throws Exception {
        Await.until("a place for every act", () -> Postgres.unsequenced(connection) == 0);
        List<String> wrong = new ArrayList<>(log.faults(connection));
        wrong.addAll(Consistency.breaches(connection));
        for (Load load : List.of(dying, living)) {
            wrong.addAll(Consistency.lost(connection, load.answers(), first.anchors()));
            wrong.addAll(Consistency.undone(connection, load.done()));
            wrong.addAll(load.unexpected());
        }
        assertThat(wrong).isEmpty();
        assertThat(dying.answers())
                .allMatch(answer -> origin(answer).equals("zhengshu/zhengshu/a/sm3"));
        assertThat(living.answers())
                .allMatch(answer -> origin(answer).equals("zhengshu/zhengshu/b/sm3"));
    }

    private static void receiptsOfTheDeadServerAreStillGiven(List<Reply> answers) {
        Reply answer =
                answers.stream()
                        .filter(a -> a.entry().get("action").asText().equals("sharing.submit"))
                        .filter(a -> a.entry().at("/actor/kind").asText().equals("PERSON"))
                        .filter(a -> a.entry().get("door").asText().equals("REST"))
                        .findAny()
                        .orElseThrow();
        String id = answer.entry().get("id").asText();
        Reply later =
                List.of("business", "tax").stream()
                        .map(login -> Rest.person(second, login))
                        .map(person -> person.get("/api/v1/receipts/" + id))
                        .filter(reply -> reply.status() == 200)
                        .findFirst()
                        .orElseThrow();
        byte[] receipt = later.json().get("receipt").asText().getBytes(StandardCharsets.UTF_8);
        VerificationReport report =
                ReceiptVerifier.verify(receipt, Optional.of(answer.message()), first.anchors());
        assertThat(report.failures()).isEmpty();
    }

    /** As if a transaction of the dead server had committed only now. */
    private static void anActThatCommittedLateGetsItsPlace(Connection connection, long seals)
            throws Exception {
        UUID late = insertLate(connection);
        Await.until("a second seal", () -> count(connection, "audit.seal", "a") == seals);
        assertThat(
                        Postgres.count(
                                connection,
                                "aud_entry where seq is not null and id = '" + late + "'"))
                .isEqualTo(1);
        assertThat(sealedBy(connection, "a")).contains("b");
        assertThat(log.faults(connection)).isEmpty();
    }

    private static UUID insertLate(Connection connection) throws SQLException {
        UUID id = UUID.randomUUID();
        try (PreparedStatement read =
                        connection.prepareStatement(
                                """
                                select canonical, id from aud_entry
                                where log_id = (select id from aud_log where server = 'a')
                                    and action = 'sharing.submit' limit 1""");
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                insert into aud_entry (id, log_id, tenant, at, action, outcome, actor,
                                    department, resource, grant_id, trace, canonical, salt)
                                select ?, log_id, tenant, at, 'sharing.late', outcome, actor, department,
                                    resource, grant_id, trace, ?, salt from aud_entry where id = ?""");
                ResultSet row = read.executeQuery()) {
            row.next();
            ObjectNode entry = (ObjectNode) CanonicalJson.parse(row.getBytes(1));
            entry.put("id", id.toString()).put("action", "sharing.late");
            insert.setObject(1, id);
            insert.setBytes(2, CanonicalJson.encode(entry));
            insert.setObject(3, row.getObject(2));
            insert.executeUpdate();
        }
        return id;
    }

    private static void goesOn(Connection connection) throws Exception {
        assertThat(sealedBy(connection, "a")).isEmpty();
        for (Node node : List.of(first, second)) {
            Reply reply = query(node);
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            assertThat(reply.verify(first.anchors()).failures()).isEmpty();
        }
        assertThat(log.faults(connection)).isEmpty();
    }

    private static Reply query(Node node) {
        return Rest.system(node, "rest-permit")
                .post(
                        "/api/v1/exchange/queries",
                        "{\"grant\":\"%s\",\"purpose\":\"行政审批地址核验\",\"limit\":3}"
                                .formatted(first.grant("rest-permit.streets")));
    }

    private static String origin(Reply answer) {
        return Receipt.parse(answer.receipt().getBytes(StandardCharsets.US_ASCII))
                .checkpoint()
                .checkpoint()
                .origin();
    }

    private static String entries(String action, String server) {
        return ENTRIES_OF.formatted(action, server);
    }

    private static long count(Connection connection, String action, String server)
            throws SQLException {
        return Postgres.count(connection, entries(action, server));
    }

    private static long keysets(Connection connection, String server) throws SQLException {
        return Postgres.count(
                connection,
                "aud_keyset where log_id = (select id from aud_log where server = '"
                        + server
                        + "')");
    }

    private static Optional<String> sealedBy(Connection connection, String server)
            throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        "select sealed_by from aud_log where server = ? and sealed_at is not null")) {
            s.setString(1, server);
            try (ResultSet rows = s.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }
}
