package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.proof.log.LogChecker;
import org.zhengshu.proof.log.LogRecord;
import org.zhengshu.proof.log.LogReport;

/** Signatures, keysets and redactions of whole logs. */
class LogSigningTest {
    private final LogBuilder log = new LogBuilder(LogBuilder.SM3_ORIGIN);
    private final LogBuilder.Keys keys = log.keys("1");

    /** Sizes 3, 4, 9, 10: entries 0-2, 3, 4-8 and 9. */
    private final List<LogRecord> records = log.with(keys, 3, 1, 5, 1).seal();

    private static LogReport check(List<LogRecord> records) {
        return LogCheckerTest.check(records);
    }

    private static List<String> found(LogReport report) {
        return LogCheckerTest.found(report);
    }

    private void assertFound(String... findings) {
        assertThat(found(check(records))).containsExactly(findings);
    }

    @Test
    @Tag("PRF-12")
    void everySignatureOfACheckpointIsVerified() {
        NoteSigner.Sm2Signing sm2 = (NoteSigner.Sm2Signing) keys.signers().get(0);
        NoteSigner lying = new NoteSigner.Sm2Signing(sm2.key(), t -> sm2.sign(new byte[] {1}));
        LogBuilder.Keys liar =
                new LogBuilder.Keys(
                        "1", List.of(lying, keys.signers().get(1)), keys.certificates());
        LogBuilder.Keys half =
                new LogBuilder.Keys("1", keys.signers().subList(0, 1), keys.certificates());
        LogBuilder signed = new LogBuilder(LogBuilder.SM3_ORIGIN);
        signed.with(keys, 2).with(liar, 1).with(keys, 1).with(half, 1).with(log.keys("1"), 1);
        List<LogRecord> all = signed.seal();
        all.removeIf(LogRecord.Keyset.class::isInstance);
        all.add(1, keys.record());
        assertThat(found(check(all))).containsExactly("SIGNATURE 3", "SIGNATURE 5", "SIGNATURE 6");
    }

    @Test
    @Tag("PRF-12")
    void aKeysetThatIsNotTrustedIsNamedOnce() {
        LogChecker checker =
                new LogChecker(
                        new TrustAnchors(List.of(TestCa.sm2Root("Other").certificate())),
                        List.of(),
                        LogChecker.Settings.STANDARD);
        records.forEach(checker::accept);
        assertThat(found(checker.finish())).containsExactly("SIGNATURE 3");
        LogBuilder.Keys foreign =
                LogBuilder.Keys.of("1", log.origin, "node.example.gov.cn/lo", TestCa.UNTIL);
        LogBuilder taken = new LogBuilder(log.origin).with(foreign, 2, 2);
        assertThat(found(check(taken.seal()))).containsExactly("SIGNATURE 2");
        records.remove(1);
        assertFound("SIGNATURE 3");
    }

    @Test
    @Tag("PRF-12")
    void keysChangeOverTimeAndOldOnesMayNotSignLater() {
        Instant end = LogBuilder.START.plusSeconds(5);
        LogBuilder.Keys old = LogBuilder.Keys.of("old", log.origin, "node.example.gov.cn", end);
        LogBuilder rotated = new LogBuilder(log.origin);
        rotated.with(old, 2, 4).with(keys, 3, 1);
        assertThat(check(rotated.seal()).findings()).isEmpty();
        assertThat(found(check(rotated.with(old, 2).seal()))).containsExactly("SIGNATURE 12");
    }

    @Test
    @Tag("PRF-13")
    void aLoggedRedactionKeepsTheLogWhole() {
        redact(log.at(9), 6);
        List<LogRecord> all = log.seal();
        LogTamper.change(all, 6, e -> LogTamper.redacted(e, Optional.of(LogBuilder.id(9))));
        LogReport report = check(all);
        assertThat(report.findings()).isEmpty();
        assertThat(report.counts().redacted()).isOne();
        LogTamper.change(all, 6, e -> LogTamper.redacted(e, Optional.of(LogBuilder.id(8))));
        assertThat(found(check(all))).containsExactly("REDACTION 6");
        LogTamper.change(all, 6, e -> LogTamper.withLeaf(e, new byte[32]));
        assertThat(found(check(all))).containsExactly("CHANGED 6");
    }

    private static void redact(ObjectNode entry, int seq) {
        entry.put("action", "audit.redact");
        entry.putObject("facts")
                .put("entry", LogBuilder.id(seq))
                .put("seq", Integer.toString(seq))
                .put("reason", "《个人信息保护法》第四十七条");
    }

    @Test
    @Tag("PRF-13")
    void aRemovalThatNobodyLoggedIsNamed() {
        LogTamper.change(records, 6, e -> LogTamper.redacted(e, Optional.empty()));
        assertFound("REDACTION 6");
        redact(log.at(9), 5);
        List<LogRecord> all = log.seal();
        LogTamper.change(all, 6, e -> LogTamper.redacted(e, Optional.of(LogBuilder.id(9))));
        assertThat(found(check(all))).containsExactly("REDACTION 6");
        LogTamper.change(all, 6, e -> LogTamper.withId(e, LogBuilder.id(5)));
        LogTamper.change(all, 5, e -> LogTamper.withId(e, LogBuilder.id(6)));
        assertThat(found(check(all))).containsExactly("COLUMNS 5", "REDACTION 6");
    }

    @Test
    @Tag("PRF-13")
    void aRedactionThatWasRefusedDoesNotCount() {
        redact(log.at(9), 6);
        log.at(9).put("outcome", "kernel/conflict");
        List<LogRecord> all = log.seal();
        LogTamper.change(all, 6, e -> LogTamper.redacted(e, Optional.of(LogBuilder.id(9))));
        assertThat(found(check(all))).containsExactly("REDACTION 6");
    }

    @Test
    @Tag("PRF-13")
    void aRedactionInAForgedEntryDoesNotCount() {
        redact(log.at(9), 6);
        List<LogRecord> forged = log.seal();
        List<LogRecord> all = new ArrayList<>(records);
        all.set(LogTamper.place(all, 9), LogTamper.entry(forged, 9));
        LogTamper.change(all, 6, e -> LogTamper.redacted(e, Optional.of(LogBuilder.id(9))));
        assertThat(found(check(all))).containsExactly("REDACTION 6", "CHANGED 9");
    }
}
