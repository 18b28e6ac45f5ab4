package org.zhengshu.tests.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.launcher.EarlierNode;
import org.zhengshu.launcher.StartFailure;
import org.zhengshu.proof.ReceiptVerifier;
import org.zhengshu.tests.crash.LogCheck;
import org.zhengshu.tests.crash.Postgres;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** From an earlier build's node to this build, and back (升级与退回). */
@Tag("OPS-10")
class UpgradeIT {
    private static final String NAME = "released";
    private static final String EARLIER = "2.30";
    private static final int REFUSED = 2;

    private static Reply query(Node node) {
        return Rest.system(node, "rest-permit")
                .post(
                        "/api/v1/exchange/queries",
                        "{\"grant\":\"%s\",\"purpose\":\"行政审批地址核验\",\"limit\":3}"
                                .formatted(node.grant("rest-permit.streets")));
    }

    @Test
    void earlierNodeIsUpgradedAfterABackupAndCanGoBack() throws Exception {
        Path home = Node.freshFolder(Node.project().resolve("tests/target/nodes/upgrade"));
        Path kept =
                EarlierNode.layDown(
                        Node.project(),
                        Node.project()
                                .resolve(
                                        "tests/src/test/resources/upgrade/node-0.1.0-schema-2.30.zip"),
                        home);
        Path data = home.resolve("data");
        Path backups = Files.createDirectories(home.resolve("backups"));
        Operator operator = new Operator(data, Node.project().resolve("config"), NAME, Map.of());
        assertThat(EarlierNode.schema(data)).isEqualTo(EARLIER);

        Operator.Outcome upgraded = operator.run("upgrade", "--backup", backups, "--free-ports");
        assertThat(upgraded.exit()).as(upgraded.text()).isZero();
        Path archive;
        try (Stream<Path> files = Files.list(backups)) {
            archive = files.filter(f -> f.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
        }
        assertThat(upgraded.text()).contains("restore " + archive + " --replace");
        String now = EarlierNode.schema(data);
        assertThat(now).isNotEqualTo(EARLIER);
        Operator.Outcome again = operator.run("upgrade", "--backup", backups, "--free-ports");
        assertThat(again.text()).contains("nothing to do");

        goesOn(data, kept);

        Operator.Outcome back = operator.run("restore", archive, "--replace", "--confirm", NAME);
        assertThat(back.exit()).as(back.text()).isZero();
        assertThat(EarlierNode.schema(data)).as("ready for the earlier build").isEqualTo(EARLIER);
    }

    /** Old receipts, old data, the old log; and a newer schema than this build's is refused. */
    private static void goesOn(Path data, Path kept) throws Exception {
        Node node = Node.on(data, "--node", NAME);
        try {
            String header =
                    EarlierNode.text(kept, "early/answer.headers")
                            .lines()
                            .filter(
                                    l ->
                                            l.toLowerCase(java.util.Locale.ROOT)
                                                    .startsWith("zhengshu-receipt:"))
                            .findFirst()
                            .orElseThrow()
                            .split(":", 2)[1]
                            .strip();
            assertThat(
                            ReceiptVerifier.verify(
                                            header.getBytes(StandardCharsets.US_ASCII),
                                            Optional.of(
                                                    Files.readAllBytes(
                                                            kept.resolve("early/answer.json"))),
                                            node.anchors())
                                    .failures())
                    .isEmpty();
            Reply reply = query(node);
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            assertThat(reply.verify(node.anchors()).failures()).isEmpty();
            assertThat(reply.entry().get("node").asText()).isEqualTo(NAME);
            try (Connection connection = Postgres.open(node)) {
                assertThat(new LogCheck(node.anchors()).faults(connection)).isEmpty();
                Postgres.execute(
                        connection,
                        """
                        insert into flyway_schema_history select installed_rank + 1, '99', 'newer', type,
                        'V99__newer.sql', 0, installed_by, installed_on, 0, true
                        from flyway_schema_history order by installed_rank desc limit 1""");
            }
            assertThatThrownBy(() -> node.instance().restartServer())
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("99")
                    .hasMessageContaining("newer");
        } finally {
            node.close();
        }
        assertThatThrownBy(() -> Node.on(data, "--node", NAME))
                .isInstanceOfSatisfying(
                        StartFailure.class, f -> assertThat(f.status()).isEqualTo(REFUSED))
                .hasMessageContaining("schema is at 99")
                .hasMessageContaining("高于本版本");
        List<String> half;
        try (Stream<Path> files = Files.list(data)) {
            half = files.map(Path::toString).filter(f -> f.endsWith(".tmp")).toList();
        }
        assertThat(half).isEmpty();
    }
}
