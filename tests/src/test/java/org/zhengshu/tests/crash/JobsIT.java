package org.zhengshu.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/**
 * The long jobs of the log (后台作业) while the server dies under them: the archive, which looks every
 * second here instead of every hour, and the check of the whole log.
 */
class JobsIT {
    /** One full tile and more than the sample world writes. */
    private static final int ENTRIES = 300;

    private static final String ONLINE = "aud_entry where seq is not null and not archived";

    private static Node node;
    private static Rest auditor;

    /** The log to check, as a call names it. */
    private static String log;

    @BeforeAll
    static void start() {
        node = Node.start("jobs", Map.of("zhengshu.archive.interval", "1"));
        auditor = Rest.person(node, "auditadmin");
        String origin = Rest.nobody(node).get("/log/checkpoint").text().split("\n", 2)[0];
        log = "{\"log\":\"" + origin + "\"}";
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    @Tag("AUD-37")
    void serverKilledWhileItArchivesLosesNothingAndGoesOnByItself() throws Exception {
        fill();
        try (Connection connection = Postgres.open(node)) {
            long all = Postgres.count(connection, ONLINE);
            Path half = killedAt(connection, "aud_entry in access exclusive", "new-");
            assertThat(parts()).isEmpty();
            assertThat(Postgres.count(connection, ONLINE)).isGreaterThanOrEqualTo(all);
            Files.writeString(half, "half a file");

            Path whole = killedAt(connection, "aud_archive in exclusive", "0-");
            assertThat(Postgres.count(connection, "aud_archive")).isZero();
            assertThat(Postgres.count(connection, ONLINE)).isGreaterThanOrEqualTo(all);
            byte[] written = Files.readAllBytes(whole);
            Files.write(whole, Arrays.copyOf(written, written.length / 2));

            node.instance().restartServer();
            Await.until("the archive", () -> Postgres.count(connection, "aud_archive") == 1);
            assertThat(parts()).containsExactly(whole);
            assertThat(Postgres.count(connection, acts("answered"))).isEqualTo(1);
            assertThat(Postgres.count(connection, ONLINE + " and seq < " + end(connection)))
                    .isZero();
        }
        JsonNode report = ended(begun());
        assertThat(report.at("/check/state").asText()).as(report.toString()).isEqualTo("PASSED");
        assertThat(report.at("/check/position").asLong()).isGreaterThan(ENTRIES);
    }

    private static String acts(String outcome) {
        return "aud_entry where action = 'audit.archive' and outcome = '" + outcome + "'";
    }

    /** More entries than the archive leaves on line. */
    private static void fill() throws SQLException {
        Rest permit = Rest.system(node, "rest-permit");
        for (int i = 0; i < ENTRIES; i++) {
            assertThat(permit.get("/api/v1/departments").status()).isEqualTo(200);
        }
    }

    /** Kills the server when its archive job waits for the lock; the file it wrote until then. */
    private static Path killedAt(Connection connection, String lock, String file) throws Exception {
        connection.setAutoCommit(false);
        Postgres.execute(connection, "lock table " + lock + " mode");
        try (Connection other = Postgres.open(node)) {
            Postgres.execute(
                    other,
                    "update aud_checkpoint set signed_at = signed_at - interval '7 months'"
                            + " where signed_at > now() - interval '6 months'");
        }
        if (!isRunning()) {
            node.instance().restartServer();
        }
        Await.until("a job that waits", () -> found(file).isPresent());
        Path written = found(file).orElseThrow();
        Await.until("a job that waits", () -> Postgres.waiting(node) > 0);
        node.instance().killServer();
        connection.rollback();
        connection.setAutoCommit(true);
        return written;
    }

    private static boolean isRunning() {
        return ProcessHandle.of(node.instance().serverPid()).isPresent();
    }

    private static java.util.Optional<Path> found(String prefix) throws IOException {
        return files().stream()
                .filter(file -> file.getFileName().toString().startsWith(prefix))
                .findFirst();
    }

    private static List<Path> files() throws IOException {
        Path archive = node.data().resolve("archive");
        if (Files.notExists(archive)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(archive)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Files that have taken their place. */
    private static List<Path> parts() throws IOException {
        return files().stream()
                .filter(file -> !file.getFileName().toString().startsWith("new-"))
                .toList();
    }

    private static long end(Connection connection) throws SQLException {
        return Long.parseLong(text(connection, "select max(size) from aud_archive"));
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (PreparedStatement s = connection.prepareStatement(query);
                ResultSet rows = s.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    @Tag("AUD-38")
    void cancelledCheckEndsAsCancelledAndAKilledOneIsShownAndStartsAgain() throws Exception {
        try (Connection connection = Postgres.open(node)) {
            String cancelled = running(connection);
            Reply asked = auditor.post(checks() + "/" + cancelled + "/cancellation");
            assertThat(asked.status()).as(asked.text()).isEqualTo(200);
            assertThat(asked.json().get("state").asText()).isEqualTo("CANCELLING");
            connection.rollback();
            assertThat(ended(cancelled).at("/check/state").asText()).isEqualTo("CANCELLED");

            String killed = running(connection);
            assertThat(auditor.post(checks(), log).problem()).isEqualTo("audit/check-running");
            node.instance().killServer();
            connection.rollback();
            node.instance().restartServer();
            assertThat(ended(killed).at("/check/state").asText()).isEqualTo("INTERRUPTED");
            assertThat(ended(begun()).at("/check/state").asText()).isEqualTo("PASSED");
        }
    }

    /** A check that is under way and waits for the table of cosignatures. */
    private static String running(Connection connection) throws Exception {
        connection.setAutoCommit(false);
        Postgres.execute(connection, "lock table aud_cosignature in access exclusive mode");
        String id = begun();
        Await.until(
                "a check that runs",
                () -> report(id).at("/check/state").asText().equals("RUNNING"));
        return id;
    }

    private static String begun() {
        Reply begun = auditor.post(checks(), log);
        assertThat(begun.status()).as(begun.text()).isEqualTo(200);
        return begun.json().get("id").asText();
    }

    private static JsonNode ended(String id) throws Exception {
        Set<String> open = Set.of("REQUESTED", "RUNNING", "CANCELLING");
        Await.until(
                "a check that has ended",
                () -> !open.contains(report(id).at("/check/state").asText()));
        return report(id);
    }

    private static JsonNode report(String id) {
        return auditor.get(checks() + "/" + id).json();
    }

    private static String checks() {
        return "/api/v1/audit/checks";
    }
}
