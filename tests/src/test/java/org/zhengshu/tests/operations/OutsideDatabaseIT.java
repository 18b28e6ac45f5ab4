package org.zhengshu.tests.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.crash.LogCheck;
import org.zhengshu.tests.crash.Postgres;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** Backup and restore of a node on the operator's own database (外部数据库). */
@Tag("OPS-4")
class OutsideDatabaseIT {
    private static final String NAME = "outside";
    private static final int REFUSED = 2;

    private static Reply query(Node node) {
        Reply reply =
                Rest.system(node, "rest-permit")
                        .post(
                                "/api/v1/exchange/queries",
                                "{\"grant\":\"%s\",\"purpose\":\"行政审批地址核验\",\"limit\":3}"
                                        .formatted(node.grant("rest-permit.streets")));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.verify(node.anchors()).failures()).isEmpty();
        return reply;
    }

    @Test
    void dumpOfARunningNodeIsRestoredIntoAnotherDatabase() throws Exception {
        Path home = Node.freshFolder(Node.project().resolve("tests/target/nodes/outside-pg"));
        try (OutsidePostgres postgres = OutsidePostgres.start(home.resolve("postgres"))) {
            Map<String, String> first = postgres.database("first");
            Map<String, String> second = postgres.database("second");
            Path archive;
            Node node = Node.startOn(NAME, first, "--node", NAME);
            Path data = node.data();
            Path config = node.config();
            try {
                query(node);
                archive = backup(new Operator(data, config, NAME, first), home);
                Operator.Outcome used =
                        new Operator(data, config, NAME, first)
                                .run("restore", archive, "--replace", "--confirm", NAME);
                assertThat(used.exit()).as(used.text()).isEqualTo(REFUSED);
            } finally {
                node.close();
            }
            Operator elsewhere = new Operator(data, config, NAME, second);
            Operator.Outcome restored =
                    elsewhere.run("restore", archive, "--replace", "--confirm", NAME);
            assertThat(restored.exit()).as(restored.text()).isZero();
            clientsComeBack(data);
            Operator.Outcome again =
                    elsewhere.run("restore", archive, "--replace", "--confirm", NAME);
            assertThat(again.exit()).as("what is there is put aside: " + again.text()).isZero();
            clientsComeBack(data);
            try (Node other = Node.on(data, second, "--node", NAME)) {
                query(other);
                try (Connection connection = Postgres.open(other)) {
                    assertThat(new LogCheck(other.anchors()).faults(connection)).isEmpty();
                }
            }
        }
    }

    private static Path backup(Operator operator, Path home) throws Exception {
        Path old = Files.createDirectories(home.resolve("old"));
        Path script = old.resolve("pg_dump");
        Files.writeString(script, "#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path folder = Files.createDirectories(home.resolve("backups"));
        Operator.Outcome tooOld = operator.run("backup", folder, "--db-programs", old);
        assertThat(tooOld.exit()).as(tooOld.text()).isEqualTo(REFUSED);
        assertThat(tooOld.text()).contains("is of version 9");
        Operator.Outcome outcome = operator.run("backup", folder);
        assertThat(outcome.exit()).as(outcome.text()).isZero();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
        }
    }

    /** The keys of callers are theirs: no backup has them. */
    private static void clientsComeBack(Path data) throws Exception {
        Path aside;
        try (Stream<Path> files = Files.list(data)) {
            aside =
                    files.filter(f -> f.getFileName().toString().contains("before_restore_"))
                            .max(java.util.Comparator.naturalOrder())
                            .orElseThrow();
        }
        try (Stream<Path> clients = Files.list(aside.resolve("pki/clients"))) {
            for (Path client : (Iterable<Path>) clients::iterator) {
                Path to = data.resolve("pki/clients").resolve(client.getFileName());
                if (Files.notExists(to)) {
                    Files.copy(client, to);
                }
            }
        }
    }
}
