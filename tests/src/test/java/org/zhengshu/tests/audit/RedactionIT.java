package org.zhengshu.tests.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.proof.log.LogFile;
import org.zhengshu.proof.log.LogRecord;
import org.zhengshu.proof.log.LogReport;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/**
 * Redaction of entries that are in a file of the archive, or in the log of another server of the
 * node (归档条目与他机日志的遮蔽).
 */
class RedactionIT {
    private static final String OTHER = "zhengshu/zhengshu/b/sm3";
    private static final String OWN = "zhengshu/zhengshu/a/sm3";

    private static Node first;
    private static Node second;
    private static AuditNode audit;

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> settings = Map.of("zhengshu.archive.interval", "1");
        first = Node.start("redact-first", settings, "--server", "a");
        audit = new AuditNode(first);
    }

    @AfterAll
    static void stop() {
        if (first != null) {
            first.close();
        }
    }

    @Test
    @Tag("AUD-40")
    void theLogOfAnotherServerTellsOfTheRedactionItself() {
        second = first.beside("redact-second", "b");
        try {
            tells();
        } finally {
            second.close();
        }
    }

    private static void tells() {
        String live = query();
        String left = query();
        String kept = query();
        redact(live);
        told(live, 1);
        second.instance().killServer();
        sealed();
        redact(left);
        told(left, 2);
        sealed();
        assertThat(audit.check(OTHER).at("/check/state").asText()).isEqualTo("PASSED");
        audit.change("update aud_log set closed_at = now() where server = 'b'");
        try {
            Reply refused = audit.auditor().post("/api/v1/audit/redactions", wish(kept));
            assertThat(refused.problem()).as(refused.text()).isEqualTo("audit/other-log");
            assertThat(refused.text()).contains(OTHER);
        } finally {
            audit.change("update aud_log set closed_at = null where server = 'b'");
        }
        assertThat(audit.auditor().get("/api/v1/receipts/" + kept).status()).isEqualTo(200);
    }

    /** The entry is erased, and an entry behind it in the same log says who and why. */
    private static void told(String entry, int redacted) {
        audit.until(
                "1",
                """
                select count(*) from aud_entry e join aud_entry r on r.id = e.redacted_by
                where e.id = ?::uuid and e.canonical is null and e.salt is null and e.actor = ''
                    and r.log_id = e.log_id and r.seq > e.seq and r.action = 'audit.redact'""",
                entry);
        String by = audit.text("select redacted_by::text from aud_entry where id = ?::uuid", entry);
        JsonNode facts =
                audit.ok(audit.auditor().get("/api/v1/audit/entries/" + by)).at("/entry/facts");
        assertThat(facts.get("redacted").asText()).isEqualTo(entry);
        assertThat(facts.get("article").asText()).contains("第四十七条");
        assertThat(facts.get("requestedBy").asText()).isNotEqualTo(facts.get("decidedBy").asText());
        LogReport report = audit.fsck(audit.export(OTHER));
        assertThat(report.findings()).isEmpty();
        assertThat(report.counts().redacted()).isEqualTo(redacted);
        Reply receipt = audit.auditor().get("/api/v1/receipts/" + entry);
        assertThat(receipt.problem()).isEqualTo("audit/redacted");
        assertThat(receipt.text()).contains("第四十七条");
    }

    private static void sealed() {
        audit.until(
                "a 0",
                """
                select sealed_by || ' ' || (select count(*) from aud_entry e
                    where e.log_id = l.id and e.seq is null)
                from aud_log l where server = 'b'""");
    }

    @Test
    @Tag("AUD-39")
    void anArchivedTextIsTakenOutOfItsFile() throws IOException {
        for (int i = 0; i < 300; i++) {
            assertThat(audit.auditor().get("/api/v1/audit/archives").status()).isEqualTo(200);
        }
        audit.change(
                "update aud_checkpoint set signed_at = signed_at - interval '7 months' where log_id ="
                        + " (select id from aud_log where server = 'a')");
        audit.until("1", "select count(*) from aud_archive");
        JsonNode part = registered();
        Path file = file(part);
        String entry = archived(3);
        List<LogRecord> before = records(file);
        Path aside = Files.move(file, file.resolveSibling("aside"));
        String request = requested(entry);
        Reply missing = confirmed(request);
        assertThat(missing.problem()).isEqualTo("audit/archived");
        assertThat(missing.text()).contains(part.get("file").asText());
        assertThat(audit.check(OWN).toString()).contains("FAILED", "is missing");
        Files.move(aside, file);
        Reply done = confirmed(request);
        audit.ok(done);
        JsonNode now = registered();
        JsonNode facts = done.entry().get("facts");
        assertThat(facts.get("oldFileSm3").asText()).isEqualTo(part.get("sm3").asText());
        assertThat(facts.get("fileSm3").asText()).isEqualTo(now.get("sm3").asText());
        assertThat(file).doesNotExist();
        onlyLacks(before, records(file(now)), entry, done.header("Zhengshu-Receipt-Id"));
        goesOnAfter(file, now, entry);
    }

    /**
     * A second one in the same file; what a server left that died before it deleted; the checks.
     */
    private static void goesOnAfter(Path oldest, JsonNode part, String entry) throws IOException {
        Files.copy(file(part), oldest);
        redact(archived(5));
        assertThat(file(part)).doesNotExist();
        assertThat(file(registered())).exists();
        Files.copy(file(registered()), oldest);
        AuditNode.until(oldest + " to go", () -> !Files.exists(oldest));
        Reply again = audit.auditor().post("/api/v1/audit/redactions", wish(entry));
        assertThat(again.problem()).isEqualTo("audit/redacted");
        JsonNode report = audit.check(OWN);
        assertThat(report.at("/check/state").asText()).as(report.toString()).isEqualTo("PASSED");
        List<byte[]> all = new ArrayList<>(List.of(Files.readAllBytes(file(registered()))));
        all.addAll(audit.export(OWN));
        LogReport fsck = audit.fsck(all);
        assertThat(fsck.findings()).isEmpty();
        assertThat(fsck.counts().redacted()).isEqualTo(2);
    }

    private static void onlyLacks(
            List<LogRecord> before, List<LogRecord> after, String entry, String by) {
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i) instanceof LogRecord.Entry old && old.id().equals(entry)) {
                LogRecord.Entry left = (LogRecord.Entry) after.get(i);
                assertThat(old.content()).isPresent();
                assertThat(left.content()).isEmpty();
                assertThat(left.columns()).isEmpty();
                assertThat(left.leaf()).isEqualTo(old.leaf());
                assertThat(left.path()).isEqualTo(old.path());
                assertThat(left.redactedBy()).contains(by);
            } else {
                assertThat(after.get(i)).usingRecursiveComparison().isEqualTo(before.get(i));
            }
        }
    }

    private static List<LogRecord> records(Path file) throws IOException {
        List<LogRecord> records = new ArrayList<>();
        try (LogFile.Reader reader = LogFile.open(file)) {
            for (Optional<LogRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                records.add(next.get());
            }
        }
        return records;
    }

    private static JsonNode registered() {
        return audit.ok(audit.auditor().get("/api/v1/audit/archives")).get(0);
    }

    private static Path file(JsonNode part) {
        return first.data().resolve("archive").resolve(part.get("file").asText());
    }

    private static String archived(int seq) {
        return audit.text(
                "select id::text from aud_entry where archived and seq = " + seq + " limit 1");
    }

    /** An answer of the second server; the id of its entry, which is in that server's log. */
    private static String query() {
        Reply reply =
                Rest.system(second, "rest-permit")
                        .post(
                                "/api/v1/exchange/queries",
                                "{\"grant\":\"%s\",\"purpose\":\"行政审批地址核验\",\"limit\":3}"
                                        .formatted(first.grant("rest-permit.streets")));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.header("Zhengshu-Receipt-Id");
    }

    private static String wish(String entry) {
        return "{'entry':'%s','article':'《个人信息保护法》第四十七条','reason':'删除请求成立','caseReference':'遮〔2026〕2号'}"
                .formatted(entry)
                .replace('\'', '"');
    }

    private static String requested(String entry) {
        return audit.ok(audit.auditor().post("/api/v1/audit/redactions", wish(entry)))
                .get("id")
                .asText();
    }

    private static Reply confirmed(String request) {
        return Rest.person(first, "secadmin")
                .post("/api/v1/audit/redactions/" + request + "/confirmation");
    }

    private static void redact(String entry) {
        assertThat(audit.ok(confirmed(requested(entry))).get("state").asText()).isEqualTo("DONE");
    }
}
