package org.zhengshu.tests.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.proof.ReceiptVerifier;
import org.zhengshu.proof.log.LogReport;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** What auditors can ask the log, against a running node. */
class AuditIT {
    private static final String SUBJECT =
            "{'subject':'%s','caseReference':'核〔2026〕1号','reason':'个人查询'}";

    private final AuditNode audit = AuditNode.shared();

    private String person(int row) {
        return audit.persons(",'items':['id_number'],'limit':9")
                .json()
                .get("rows")
                .get(row)
                .get("id_number")
                .asText();
    }

    @Test
    @Tag("AUD-22")
    @Tag("AUD-24")
    void whoSawAPersonIsFoundThoughTheNumberWasNotGiven() {
        String person = person(0);
        Reply seen = audit.persons(",'items':['name'],'limit':1");
        String entry = seen.header("Zhengshu-Receipt-Id");
        assertThat(seen.text()).doesNotContain(person);
        Reply asked =
                audit.auditor()
                        .post("/api/v1/audit/subject-accesses", json(SUBJECT.formatted(person)));
        JsonNode answer = audit.ok(asked);
        assertThat(asked.text()).doesNotContain(person);
        assertThat(answer.get("subject").asText()).matches("[0-9]{6}\\*{8}[0-9]{3}[0-9X]");
        assertThat(answer.get("entries").findValuesAsText("id")).contains(entry);
        assertThat(answer.get("groups"))
                .anySatisfy(
                        g -> {
                            assertThat(g.get("items").asText()).isEqualTo("name");
                            assertThat(g.get("purpose").asText()).isEqualTo("社会救助对象核对");
                            assertThat(g.get("departmentName").asText()).contains("民政");
                        });
        assertThat(answer.get("csv").asText()).contains(entry);
        assertThat(answer.get("report").asText()).contains("核〔2026〕1号", "社会救助对象核对");
        assertThat(asked.entry().at("/facts/caseReference").asText()).isEqualTo("核〔2026〕1号");
        assertThat(
                        audit.text(
                                "select count(*) from aud_entry where position(convert_to(?, 'UTF8') in canonical) > 0",
                                person))
                .isEqualTo("0");
        assertThat(
                        audit.auditor()
                                .post(
                                        "/api/v1/audit/subject-accesses",
                                        json(SUBJECT.formatted("1")))
                                .problem())
                .isEqualTo("kernel/invalid-input");
    }

    @Test
    @Tag("AUD-21")
    void aRefusedCallIsFoundWithWhatItSaidOfItself() {
        String grant = audit.node().grant("rest-welfare.persons");
        Reply refused =
                Rest.system(audit.node(), "rest-welfare")
                        .post(
                                "/api/v1/exchange/queries",
                                json("{'grant':'" + grant + "','purpose':'别的用途'}"));
        assertThat(refused.problem()).isEqualTo("exchange/purpose-mismatch");
        JsonNode found =
                audit.post("searches", "{'grant':'%s','outcome':'refused'}".formatted(grant));
        assertThat(found.get("entries"))
                .anySatisfy(
                        e -> {
                            assertThat(e.get("trace").asText())
                                    .isEqualTo(refused.header("Zhengshu-Trace"));
                            assertThat(e.at("/facts/purpose").asText()).isEqualTo("别的用途");
                            assertThat(e.get("system").asText()).isNotEmpty();
                            assertThat(e.get("at").asText()).endsWith("+08:00");
                        });
    }

    @Test
    @Tag("AUD-23")
    void pagesOfASearchGiveEachEntryOnceWhileTheLogGrows() {
        String until =
                audit.text(
                        "select to_char(max(at) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from aud_entry");
        String all =
                audit.text(
                        "select count(*) from aud_entry where at < ?::timestamptz and outcome = 'answered'",
                        until);
        Set<String> seen = new HashSet<>();
        String cursor = "";
        do {
            JsonNode page =
                    audit.post(
                            "searches",
                            "{'outcome':'answered','to':'%s','limit':40%s}"
                                    .formatted(until, cursor));
            assertThat(page.get("total").asText()).isEqualTo(all);
            page.get("entries").forEach(e -> assertThat(seen.add(e.get("id").asText())).isTrue());
            cursor =
                    page.has("nextCursor")
                            ? ",'cursor':'" + page.get("nextCursor").asText() + "'"
                            : "";
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(Integer.parseInt(all));
    }

    @Test
    @Tag("AUD-25")
    void oneTraceGivesItsEntriesWithTheirProof() {
        Reply call = audit.persons(",'limit':1");
        JsonNode trace =
                audit.ok(
                        audit.auditor()
                                .get("/api/v1/audit/traces/" + call.header("Zhengshu-Trace")));
        assertThat(trace.get("entries")).hasSize(1);
        String id = trace.at("/entries/0/id").asText();
        assertThat(id).isEqualTo(call.header("Zhengshu-Receipt-Id"));
        JsonNode proof = audit.ok(audit.auditor().get("/api/v1/audit/entries/" + id));
        assertThat(
                        ReceiptVerifier.verify(
                                        proof.get("receipt")
                                                .asText()
                                                .getBytes(
                                                        java.nio.charset.StandardCharsets.US_ASCII),
                                        Optional.of(call.message()),
                                        audit.node().anchors())
                                .failures())
                .isEmpty();
    }

    @Test
    @Tag("AUD-26")
    void whatIsExportedIsCheckedWithoutTheNode() throws IOException {
        String many = "{'log':'%s','first':0,'limit':300000}".formatted(audit.log());
        Reply tooMany = audit.auditor().post("/api/v1/audit/exports", json(many));
        assertThat(tooMany.problem()).isEqualTo("kernel/invalid-input");
        assertThat(tooMany.text()).contains("limit", "20000", "next");
        assertThat(
                        audit.auditor()
                                .post("/api/v1/audit/found-exports", json("{'limit':300000}"))
                                .text())
                .contains("limit", "200", "nextCursor");
        List<byte[]> parts = audit.export();
        LogReport report = audit.fsck(parts);
        assertThat(report.findings()).isEmpty();
        assertThat(report.counts().entries()).isPositive();
        assertThat(audit.persons(",'limit':1").status()).isEqualTo(200);
        JsonNode found = audit.post("found-exports", "{'action':'exchange.query','limit':5}");
        int receipts = 0;
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(AuditNode.bytes(found.get("file"))))) {
            for (ZipEntry file = zip.getNextEntry(); file != null; file = zip.getNextEntry()) {
                if (file.getName().endsWith(".json")) {
                    receipts++;
                    assertThat(
                                    ReceiptVerifier.verify(
                                                    zip.readAllBytes(),
                                                    Optional.empty(),
                                                    audit.node().anchors())
                                            .failures())
                            .isEmpty();
                }
            }
        }
        assertThat(receipts).isEqualTo(found.get("entries").asInt()).isPositive();
    }

    @Test
    @Tag("AUD-27")
    void aRedactionTakesTwoPeopleAndLeavesTheLogWhole() {
        Reply call = audit.persons(",'items':['name'],'limit':1");
        String entry = call.header("Zhengshu-Receipt-Id");
        String wish =
                json(
                        "{'entry':'%s','article':'《个人信息保护法》第四十七条','reason':'删除请求成立','caseReference':'遮〔2026〕1号'}"
                                .formatted(entry));
        String id =
                audit.ok(audit.auditor().post("/api/v1/audit/redactions", wish)).get("id").asText();
        String confirm = "/api/v1/audit/redactions/" + id + "/confirmation";
        assertThat(audit.auditor().post(confirm).problem()).isEqualTo("audit/second-person");
        Rest second = Rest.person(audit.node(), "secadmin");
        Reply done = second.post(confirm);
        assertThat(audit.ok(done).get("state").asText()).isEqualTo("DONE");
        assertThat(second.post(confirm).problem()).isEqualTo("audit/redaction-decided");
        assertThat(done.entry().at("/facts/redacted").asText()).isEqualTo(entry);
        Reply receipt = audit.auditor().get("/api/v1/receipts/" + entry);
        assertThat(receipt.status()).isEqualTo(410);
        assertThat(receipt.problem()).isEqualTo("audit/redacted");
        assertThat(receipt.text()).contains("第四十七条", "遮〔2026〕1号");
        assertThat(
                        audit.text(
                                "select count(*) from aud_entry where id = ?::uuid and canonical is null and salt is null and subjects is null and actor = '' and leaf is not null and redacted_by = ?::uuid",
                                entry,
                                done.header("Zhengshu-Receipt-Id")))
                .isEqualTo("1");
        assertThat(audit.fsck(audit.export()).findings()).isEmpty();
        assertThat(audit.fsck(audit.export()).counts().redacted()).isPositive();
    }

    @Test
    @Tag("AUD-28")
    @Tag("AUD-29")
    void oldPartsAreArchivedAndTheCheckReadsOnThroughTheirFiles() {
        for (int i = 0; i < 300; i++) {
            assertThat(audit.auditor().get("/api/v1/audit/archives").status()).isEqualTo(200);
        }
        JsonNode none = audit.post("archives", "{'dryRun':true}");
        assertThat(none.get("parts")).isEmpty();
        assertThat(none.get("months").asInt()).isEqualTo(6);
        assertThat(none.get("rule").asText()).contains("网络安全法", "第二十一条");
        String old = audit.text("select id::text from aud_entry where seq = 3");
        audit.change("update aud_checkpoint set signed_at = signed_at - interval '7 months'");
        assertThat(audit.post("archives", "{'dryRun':true}").get("parts")).hasSize(1);
        JsonNode part = audit.post("archives", "{'dryRun':false}").at("/parts/0");
        assertThat(part.get("first").asLong()).isZero();
        assertThat(audit.node().data().resolve("archive").resolve(part.get("file").asText()))
                .exists();
        assertThat(
                        audit.text(
                                "select count(*) from aud_entry where seq < ? and (canonical is not null or not archived or leaf is null)",
                                part.get("end").asLong()))
                .isEqualTo("0");
        Reply receipt = audit.auditor().get("/api/v1/receipts/" + old);
        assertThat(receipt.problem()).isEqualTo("audit/archived");
        assertThat(receipt.text()).contains(part.get("file").asText());
        JsonNode report = audit.check();
        assertThat(report.at("/check/state").asText()).as(report.toString()).isEqualTo("PASSED");
        assertThat(report.at("/check/position").asLong()).isGreaterThan(part.get("end").asLong());
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
