package org.zhengshu.tests.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengshu.proof.Receipt;
import org.zhengshu.proof.SignedCheckpoint;
import org.zhengshu.proof.log.Finding;
import org.zhengshu.proof.log.KnownPlace;
import org.zhengshu.proof.log.LogReport;
import org.zhengshu.tests.node.Reply;

/**
 * The owner of the database changes the log (篡改): the check on line names it; who also recomputes
 * every hash and signs anew with the node's own keys is exposed by an earlier receipt or
 * checkpoint.
 */
@Tag("AUD-30")
class TamperIT {
    private static final String KEEP =
            "create temporary table kept_%1$s on commit preserve rows as select * from aud_%1$s";

    private final AuditNode audit = AuditNode.shared();

    /** Two places in the middle of what is on line. */
    private long victim() {
        for (int i = 0; i < 4; i++) {
            audit.persons(",'limit':1");
        }
        return Long.parseLong(audit.text("select max(seq) - 3 from aud_entry"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    an entry deleted     | MISSING    | delete from aud_entry where seq = ?
                    the text changed     | CHANGED    | update aud_entry set canonical = convert_to(replace(convert_from(canonical, 'UTF8'), 'answered', 'refused!'), 'UTF8') where seq = ?
                    a column changed     | COLUMNS    | update aud_entry set actor = 'nobody' where seq = ?
                    subjects taken away  | COLUMNS    | update aud_entry set subjects = null where seq = ?
                    the text erased      | REDACTION  | update aud_entry set canonical = null, salt = null where seq = ?
                    the leaf changed     | CHANGED    | update aud_entry set leaf = sha256(leaf) where seq = ?
                    a checkpoint deleted | CHECKPOINT | delete from aud_checkpoint where size = (select tree_size from aud_entry where seq = ?)
                    """)
    void theCheckNamesWhatTheOwnerOfTheDatabaseDid(String what, Finding.Kind kind, String sql) {
        long seq = victim();
        keep();
        try {
            assertThat(audit.change(sql, seq)).as(what).isEqualTo(1);
            failsWith(kind, seq);
        } finally {
            restore();
        }
        assertThat(audit.check().at("/check/state").asText()).isEqualTo("PASSED");
    }

    @Test
    void twoEntriesExchangedAreNamed() {
        long seq = victim();
        keep();
        try {
            audit.change("update aud_entry set seq = -1 where seq = ?", seq);
            audit.change("update aud_entry set seq = ? where seq = ?", seq, seq + 1);
            audit.change("update aud_entry set seq = ? where seq = -1", seq + 1);
            failsWith(Finding.Kind.REORDERED, seq);
        } finally {
            restore();
        }
    }

    @Test
    void anAddedRowIsNamed() {
        victim();
        keep();
        try {
            audit.change(
                    """
                    insert into aud_entry (id, log_id, seq, tree_size, path, tenant, at, action,
                        outcome, actor, department, trace, canonical, salt, leaf)
                    select gen_random_uuid(), log_id, 1000000, 1000001, path, tenant, at, action,
                        outcome, actor, department, trace, canonical, salt, leaf
                    from aud_entry where seq = (select max(seq) from aud_entry)""");
            failsWith(Finding.Kind.ADDED, -1);
        } finally {
            restore();
        }
    }

    @Test
    void whoRewritesTheWholeLogIsExposedByAnEarlierReceiptOrCheckpoint() throws SQLException {
        Reply call = audit.persons(",'limit':1");
        Receipt receipt = Receipt.parse(call.receipt().getBytes(StandardCharsets.US_ASCII));
        audit.persons(",'limit':1");
        long seq = receipt.log().index();
        SignedCheckpoint checkpoint =
                SignedCheckpoint.parse(
                        audit.text("select note from aud_checkpoint order by size desc limit 1"));
        keep();
        List<byte[]> parts;
        try {
            new Rewriting(audit).entry(seq);
            parts = audit.export();
        } finally {
            restore();
        }
        LogReport alone = audit.fsck(parts);
        assertThat(alone.findings()).as("all hashes and signatures agree").isEmpty();
        assertThat(audit.fsck(parts, KnownPlace.of("receipt", receipt)).findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.CONTRADICTED);
        assertThat(audit.fsck(parts, KnownPlace.of("checkpoint", checkpoint)).findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.CONTRADICTED);
        assertThat(audit.fsck(audit.export(), KnownPlace.of("receipt", receipt)).findings())
                .isEmpty();
    }

    /** The receipt handed out at first stays what it was. */
    @Test
    @Tag("AUD-34")
    void aCompletedReceiptThatTheChangedLogDoesNotBearIsCalledDamaged() {
        long seq = victim();
        String path =
                "/api/v1/receipts/" + audit.text("select id from aud_entry where seq = ?", seq);
        JsonNode complete = audit.awaited(path, "COMPLETE");
        keep();
        JsonNode damaged;
        try {
            audit.change("update aud_entry set leaf = sha256(leaf) where seq = ?", seq - 1);
            damaged = audit.auditor().get(path).json();
        } finally {
            restore();
        }
        assertThat(damaged.get("status").asText()).isEqualTo("DAMAGED");
        assertThat(damaged.path("completed").isTextual()).isFalse();
        assertThat(damaged.get("receipt")).isEqualTo(complete.get("receipt"));
        assertThat(audit.awaited(path, "COMPLETE")).isEqualTo(complete);
    }

    private void failsWith(Finding.Kind kind, long seq) {
        JsonNode report = audit.check();
        assertThat(report.at("/check/state").asText()).as(report.toString()).isEqualTo("FAILED");
        assertThat(report.get("findings"))
                .as(report.toString())
                .anySatisfy(
                        f -> {
                            assertThat(f.get("kind").asText()).isEqualTo(kind.name());
                            assertThat(f.get("message").asText()).isNotBlank();
                            if (seq >= 0) {
                                assertThat(f.get("seq").asLong()).isBetween(seq, seq + 4);
                            }
                        });
    }

    private void keep() {
        for (String table : List.of("entry", "checkpoint")) {
            audit.change("drop table if exists kept_" + table);
            audit.change(KEEP.formatted(table));
        }
    }

    /** Puts the rows back as they were; what came meanwhile stays. */
    private void restore() {
        audit.change("delete from aud_entry where seq >= 1000000");
        audit.change("delete from aud_entry where id in (select id from kept_entry)");
        audit.change("insert into aud_entry select * from kept_entry");
        audit.change(
                "delete from aud_checkpoint where size <= (select max(size) from kept_checkpoint)");
        audit.change("insert into aud_checkpoint select * from kept_checkpoint");
    }
}
