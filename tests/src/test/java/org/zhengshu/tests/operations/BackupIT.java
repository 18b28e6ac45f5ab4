package org.zhengshu.tests.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.launcher.StartFailure;
import org.zhengshu.proof.SignedCheckpoint;
import org.zhengshu.tests.crash.Await;
import org.zhengshu.tests.crash.LogCheck;
import org.zhengshu.tests.crash.Postgres;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** Backups of a real node, and nodes restored from them (备份与恢复). */
class BackupIT {
    private static final String NAME = "backup";
    private static final int REFUSED = 2;

    private static Node node;
    private static Operator operator;
    private static Path folder;

    @BeforeAll
    static void start() throws IOException {
        node = Node.start(NAME, "--node", NAME);
        operator = new Operator(node, NAME);
        folder = Node.freshFolder(node.data().resolveSibling("backups"));
        Files.createDirectories(folder);
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    /** Another backup; the folder is the test's own. */
    private static Path backup(Path to, Object... more) {
        List<Object> words = new ArrayList<>(List.of("backup", to));
        words.addAll(List.of(more));
        Operator.Outcome outcome = operator.run(words.toArray());
        assertThat(outcome.exit()).as(outcome.text()).isZero();
        return archives(to).get(0);
    }

    private static List<Path> archives(Path in) {
        try (Stream<Path> files = Files.list(in)) {
            return files.filter(f -> f.toString().endsWith(".tar.gz"))
                    .sorted(java.util.Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Path fresh(String name) throws IOException {
        return Files.createDirectories(Node.freshFolder(folder.resolve(name)));
    }

    private static Reply query() {
        return Rest.system(node, "rest-permit")
                .post(
                        "/api/v1/exchange/queries",
                        "{\"grant\":\"%s\",\"purpose\":\"行政审批地址核验\",\"limit\":3}"
                                .formatted(node.grant("rest-permit.streets")));
    }

    private static void answered(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.verify(node.anchors()).failures()).isEmpty();
    }

    private static Properties manifest(Unpacked archive) throws IOException {
        Properties manifest = new Properties();
        try (Reader reader = new StringReader(archive.text("MANIFEST.properties"))) {
            manifest.load(reader);
        }
        return manifest;
    }

    @Test
    @Tag("OPS-4")
    void backupOfARunningNodeIsWholeAndARestoredNodeGoesOnWithTheLog() throws Exception {
        Reply early = query();
        answered(early);
        String origin = checkpoint().checkpoint().origin();
        Path to = fresh("running");
        Path archive = underLoad(() -> backup(to));
        Operator.Outcome verified = operator.run("backup", "verify", archive);
        assertThat(verified.exit()).as(verified.text()).isZero();
        Unpacked unpacked = Unpacked.of(archive);
        Properties manifest = manifest(unpacked);
        assertThat(manifest.getProperty("node")).isEqualTo(NAME);
        assertThat(manifest.getProperty("schema")).isNotEmpty();
        String log = logOf(manifest, origin);
        assertThat(manifest.getProperty(log + ".frontier")).isNotEmpty();
        holdsNoSecret(unpacked);

        Path apart = fresh("apart");
        List<String> kept = List.of(manifest.getProperty("apart").split(" "));
        node.close();
        move(kept, node.data(), apart);
        Node.freshFolder(node.data());
        Operator.Outcome without = operator.run("restore", archive);
        assertThat(without.exit()).as(without.text()).isEqualTo(REFUSED);
        Operator.Outcome restored =
                operator.run("restore", archive, "--secrets", apart.resolve("secrets.properties"));
        assertThat(restored.exit()).as(restored.text()).isZero();
        move(kept, apart, node.data());
        node = node.again("--node", NAME);

        answered(query());
        Reply receipt =
                Rest.person(node, "auditadmin")
                        .get("/api/v1/receipts/" + early.header("Zhengshu-Receipt-Id"));
        assertThat(receipt.status()).as(receipt.text()).isEqualTo(200);
        try (Connection connection = Postgres.open(node)) {
            assertThat(new LogCheck(node.anchors()).faults(connection)).isEmpty();
        }
        SignedCheckpoint now = checkpoint();
        assertThat(now.checkpoint().origin()).isEqualTo(origin);
        assertThat(now.checkpoint().size())
                .isGreaterThan(Long.parseLong(manifest.getProperty(log + ".size")));
    }

    /** The manifest's name of a log: a node that lost its history before has more than one. */
    private static String logOf(Properties manifest, String origin) {
        return manifest.stringPropertyNames().stream()
                .filter(key -> key.endsWith(".origin") && manifest.getProperty(key).equals(origin))
                .map(key -> key.substring(0, key.length() - ".origin".length()))
                .findFirst()
                .orElseThrow();
    }

    private static SignedCheckpoint checkpoint() {
        return SignedCheckpoint.parse(Rest.nobody(node).get("/log/checkpoint").bytes());
    }

    /** While others call and load data. */
    private static Path underLoad(java.util.concurrent.Callable<Path> work) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Thread load =
                new Thread(
                        () -> {
                            while (!done.get()) {
                                query();
                            }
                        });
        load.start();
        try {
            return work.call();
        } finally {
            done.set(true);
            load.join();
        }
    }

    private static void holdsNoSecret(Unpacked archive) throws IOException {
        int secrets = 0;
        for (String file :
                List.of(
                        "secrets.properties",
                        "administrators.properties",
                        "sample-accounts.properties")) {
            Properties values = new Properties();
            try (Reader reader = Files.newBufferedReader(node.data().resolve(file))) {
                values.load(reader);
            }
            for (Object value : values.values()) {
                assertThat(archive.holds(value.toString())).as(file).isFalse();
                secrets++;
            }
        }
        assertThat(secrets).isGreaterThan(5);
        assertThat(archive.holds("-----BEGIN PRIVATE KEY-----")).isFalse();
        assertThat(archive.files()).containsKey("data/pki/log-sm2.key");
        assertThat(archive.text("data/pki/log-sm2.key")).contains("ENCRYPTED PRIVATE KEY");
    }

    private static void move(List<String> files, Path from, Path to) throws IOException {
        for (String file : files) {
            Files.createDirectories(to.resolve(file).getParent());
            Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static long kept(Path note) throws IOException {
        return SignedCheckpoint.parse(Files.readAllBytes(note)).checkpoint().size();
    }

    @Test
    @Tag("OPS-6")
    @Tag("OPS-13")
    void oldStateIsFoundAtTheStartAndStaysStoppedUntilAPersonDecides() throws Exception {
        Path archive = backup(fresh("old"));
        long size = checkpoint().checkpoint().size();
        for (int i = 0; i < 5; i++) {
            answered(query());
        }
        Path note = note();
        Await.until(
                "the checkpoint that is kept outside of the database",
                () -> Files.exists(note) && kept(note) > size);
        assertThat(operator.run("restore", archive, "--replace", "--confirm", NAME).exit())
                .as("a node that runs")
                .isEqualTo(REFUSED);
        node.close();
        Operator.Outcome unconfirmed =
                operator.run("restore", archive, "--replace", "--confirm", "other");
        assertThat(unconfirmed.exit()).isEqualTo(REFUSED);
        cutOff();
        Path apart = node.data();
        Operator.Outcome restored =
                operator.run("restore", archive, "--replace", "--confirm", NAME);
        assertThat(restored.exit()).as(restored.text()).isZero();
        bringClientsBack(apart);
        node = node.again("--node", NAME);

        assertThat(Rest.nobody(node).get("/health/ready").status()).isEqualTo(503);
        assertThat(query().problem()).isEqualTo("audit/history-replaced");
        Rest auditor = Rest.person(node, "auditadmin");
        JsonNode incident = auditor.get("/api/v1/audit/incidents").json().get("items").get(0);
        assertThat(incident.get("kind").asText()).isEqualTo("BACKUP_RESTORED");
        Reply decision =
                auditor.post(
                        "/api/v1/audit/incidents/" + incident.get("id").asText() + "/decision",
                        "{\"decision\":\"NEW_LOG\",\"reason\":\"演练 drill\"}");
        assertThat(decision.status()).as(decision.text()).isEqualTo(200);
        Await.until(
                "a log that is written",
                () -> Rest.nobody(node).get("/health/ready").status() == 200);
        answered(query());
    }

    /** As a restore leaves it that was killed while the backup took its place. */
    private static void cutOff() throws IOException {
        Path half = Files.createDirectory(node.data().resolve("restore.swap"));
        Files.writeString(half.resolve("root.pem"), "half");
        assertThatThrownBy(() -> node.again("--node", NAME))
                .isInstanceOfSatisfying(
                        StartFailure.class, f -> assertThat(f.status()).isEqualTo(REFUSED))
                .hasMessageContaining("cut off half-way");
    }

    private static Path note() throws IOException {
        String name = checkpoint().checkpoint().origin().replace('/', '_') + ".note";
        return node.data().resolve("log-witness").resolve(name);
    }

    /** What the backup leaves to the operator is in what the restore put aside. */
    private static void bringClientsBack(Path data) throws IOException {
        Path aside;
        try (Stream<Path> files = Files.list(data)) {
            aside =
                    files.filter(f -> f.getFileName().toString().contains("before_restore_"))
                            .max(java.util.Comparator.naturalOrder())
                            .orElseThrow();
        }
        List<String> files =
                new ArrayList<>(List.of("administrators.properties", "sample-accounts.properties"));
        try (Stream<Path> clients = Files.list(aside.resolve("pki/clients"))) {
            clients.forEach(c -> files.add("pki/clients/" + c.getFileName()));
        }
        move(files, aside, data);
    }

    @Test
    @Tag("OPS-5")
    void damagedBackupIsRefusedByNameAndNothingIsChanged() throws Exception {
        Path archive = backup(fresh("damaged"));
        Unpacked unpacked = Unpacked.of(archive);
        unpacked.files().get("data/root.pem")[40] ^= 1;
        Path changed = folder.resolve("damaged/changed.tar.gz");
        unpacked.write(changed);
        refusedByName(changed, "data/root.pem");
        unpacked.files().get("data/root.pem")[40] ^= 1;
        unpacked.files().remove("data/pki/log-sm2.key");
        unpacked.write(changed);
        refusedByName(changed, "data/pki/log-sm2.key");

        byte[] bytes = Files.readAllBytes(archive);
        Path cut = folder.resolve("damaged/cut.tar.gz");
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        refusedByName(cut, "database/base/");
    }

    private static void refusedByName(Path archive, String name) {
        Operator.Outcome verified = operator.run("backup", "verify", archive);
        assertThat(verified.exit()).as(verified.text()).isEqualTo(REFUSED);
        assertThat(verified.text()).contains("is damaged: " + name);
        Path empty = folder.resolve("damaged/data");
        Operator.Outcome restored =
                new Operator(empty, node.config(), NAME, java.util.Map.of())
                        .run("restore", archive);
        assertThat(restored.exit()).as(restored.text()).isEqualTo(REFUSED);
        assertThat(empty).doesNotExist();
    }

    @Test
    @Tag("OPS-7")
    void killedBackupLeavesNothingThatTheNextOneDoesNotClearAway() throws Exception {
        Path to = fresh("killed");
        Path out = folder.resolve("killed.out");
        Process process = operator.start(out, "backup", to);
        Await.until("half a backup", () -> half(to).anyMatch(f -> f.toFile().length() > 1 << 16));
        process.destroyForcibly().waitFor();
        assertThat(half(to)).isNotEmpty();
        assertThat(archives(to)).isEmpty();
        backup(to);
        backup(to);
        Path newest = backup(to, "--keep", 2);
        assertThat(half(to)).isEmpty();
        assertThat(archives(to)).hasSize(2).startsWith(newest);
        try (Connection connection = Postgres.open(node)) {
            assertThat(Postgres.count(connection, "pg_replication_slots")).isZero();
        }
    }

    private static Stream<Path> half(Path in) {
        try (Stream<Path> files = Files.list(in)) {
            return files.filter(f -> f.toString().endsWith(".part")).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
