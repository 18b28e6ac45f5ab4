package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.proof.log.Finding;
import org.zhengshu.proof.log.KnownPlace;
import org.zhengshu.proof.log.LogChecker;
import org.zhengshu.proof.log.LogRecord;
import org.zhengshu.proof.log.LogReport;

class LogCheckerTest {
    private final LogBuilder log = new LogBuilder(LogBuilder.SM3_ORIGIN);
    private final LogBuilder.Keys keys = log.keys("1");

    /** Sizes 3, 4, 9, 10: entries 0-2, 3, 4-8 and 9. */
    private final List<LogRecord> records = log.with(keys, 3, 1, 5, 1).seal();

    static LogReport check(List<LogRecord> records, KnownPlace... known) {
        return check(records, LogChecker.Settings.STANDARD, known);
    }

    static LogReport check(
            List<LogRecord> records, LogChecker.Settings settings, KnownPlace... known) {
        LogChecker checker = new LogChecker(LogBuilder.anchors(), List.of(known), settings);
        records.forEach(checker::accept);
        return checker.finish();
    }

    /** Kind and place of each finding. */
    static List<String> found(LogReport report) {
        return report.findings().stream().map(f -> f.kind() + " " + f.seq()).toList();
    }

    private void assertFound(String... findings) {
        assertThat(found(check(records))).containsExactly(findings);
    }

    @ParameterizedTest
    @ValueSource(strings = {LogBuilder.SM3_ORIGIN, "node.example.gov.cn/log"})
    void aWholeLogHasNoFinding(String origin) {
        LogBuilder whole = new LogBuilder(origin);
        LogReport report = check(whole.with(whole.keys("1"), 1, 1, 7, 300, 1024, 1).seal());
        assertThat(report.findings()).isEmpty();
        assertThat(report.whole()).isTrue();
        assertThat(report.counts()).isEqualTo(new LogReport.Counts(0, 1334, 1334, 6, 0, 0, 0));
    }

    @Test
    @Tag("PRF-20")
    void aMissingEntryIsNamed() {
        records.remove(LogTamper.place(records, 5));
        assertFound("MISSING 5");
        records.remove(LogTamper.place(records, 3));
        assertFound("MISSING 3", "MISSING 5");
    }

    @Test
    @Tag("PRF-20")
    void missingEntriesBeforeACheckpointAreNamed() {
        records.remove(LogTamper.place(records, 8));
        records.remove(LogTamper.place(records, 7));
        LogReport report = check(records);
        assertThat(found(report)).containsExactly("MISSING 7");
        assertThat(report.findings().get(0).en()).contains("7 to 8");
    }

    @Test
    @Tag("PRF-20")
    void aLogThatIsCutOffIsNamed() {
        records.subList(LogTamper.place(records, 4), records.size()).clear();
        assertFound("MISSING 4");
    }

    @Test
    @Tag("PRF-20")
    void aChangedEntryIsOneFinding() {
        LogTamper.change(records, 6, LogTamper::otherOutcome);
        assertFound("CHANGED 6");
        assertThat(check(records).findings().get(0).entry()).isEqualTo(LogBuilder.id(6));
    }

    @Test
    @Tag("PRF-20")
    void aChangedEntryWithItsLeafIsFoundByThePathsOfTheBatch() {
        for (int seq : List.of(1, 3, 6, 9)) {
            LogTamper.change(records, seq, LogTamper::otherOutcome);
            LogTamper.change(records, seq, e -> LogTamper.rehashed(log.hash, e));
        }
        assertFound("CHANGED 1", "CHANGED 3", "CHANGED 6", "CHANGED 9");
    }

    @Test
    @Tag("PRF-20")
    void aChangedSaltOrLeafOrPlaceIsNamed() {
        LogTamper.change(
                records,
                1,
                e ->
                        LogTamper.withContent(
                                e,
                                e.content()
                                        .map(
                                                c ->
                                                        new LogRecord.Content(
                                                                c.canonical(), new byte[32]))));
        LogTamper.change(records, 3, e -> LogTamper.withLeaf(e, new byte[32]));
        LogTamper.change(records, 4, e -> LogTamper.withLeaf(e, new byte[3]));
        LogTamper.change(records, 6, e -> LogTamper.withPlace(e, 6, 9, new byte[64]));
        LogTamper.change(records, 9, e -> LogTamper.withPlace(e, 9, 99, e.path()));
        assertFound("CHANGED 1", "CHANGED 3", "CHANGED 4", "CHANGED 6", "CHANGED 9");
    }

    @Test
    @Tag("PRF-20")
    void twoSwappedRowsAreNamed() {
        swap(5, 7, true);
        assertFound("REORDERED 5", "REORDERED 7");
        assertThat(check(records).findings().get(0).en()).contains("at index 7");
    }

    @Test
    @Tag("PRF-20")
    void twoSwappedContentsAreNamed() {
        swap(4, 8, false);
        assertFound("REORDERED 4", "REORDERED 8");
    }

    @Test
    @Tag("PRF-20")
    void rowsSwappedBetweenBatchesAreNamed() {
        swap(1, 6, true);
        assertFound("REORDERED 1", "REORDERED 6");
    }

    /** The contents change places, with or without their own stored place. */
    private void swap(int a, int b, boolean withPath) {
        LogRecord.Entry first = LogTamper.entry(records, a);
        LogRecord.Entry second = LogTamper.entry(records, b);
        LogRecord.Entry toA = LogTamper.withPlace(second, a, second.size(), second.path());
        LogRecord.Entry toB = LogTamper.withPlace(first, b, first.size(), first.path());
        records.set(
                LogTamper.place(records, a),
                withPath ? toA : LogTamper.withPlace(second, a, first.size(), first.path()));
        records.set(
                LogTamper.place(records, b),
                withPath ? toB : LogTamper.withPlace(first, b, second.size(), second.path()));
    }

    @Test
    @Tag("PRF-20")
    void anEntryTakenOutAndTheRestMovedUpIsFound() {
        records.remove(LogTamper.place(records, 5));
        for (int seq = 6; seq <= 8; seq++) {
            int to = seq - 1;
            LogTamper.change(records, seq, e -> LogTamper.withPlace(e, to, e.size(), e.path()));
        }
        assertThat(found(check(records)))
                .contains("MISSING 8")
                .allMatch(f -> f.matches("(REORDERED|CHANGED) [567]|MISSING 8"));
    }

    @Test
    @Tag("PRF-20")
    void rowsOutsideTheLogAreNamed() {
        records.add(new LogRecord.Outside(Optional.empty(), "x", Map.of()));
        records.add(new LogRecord.Outside(Optional.of(77L), "y", Map.of()));
        assertFound("ADDED -1", "ADDED 77");
        assertThat(check(records).findings()).extracting(Finding::entry).containsExactly("x", "y");
    }

    @Test
    @Tag("PRF-20")
    void entriesBeyondTheNewestCheckpointAreNamed() {
        records.remove(records.size() - 1);
        records.set(0, header(records, 9));
        assertFound("ADDED 9");
    }

    private static LogRecord.Header header(List<LogRecord> records, long newest) {
        LogRecord.Header h = (LogRecord.Header) records.get(0);
        return new LogRecord.Header(h.origin(), h.hash(), h.first(), h.frontier(), newest);
    }

    @Test
    @Tag("PRF-20")
    void aSecondRowAtAnIndexIsNamedWhicheverComesFirst() {
        LogRecord.Entry planted =
                LogTamper.withId(
                        LogTamper.rehashed(
                                log.hash, LogTamper.otherOutcome(LogTamper.entry(records, 6))),
                        "planted");
        records.add(LogTamper.place(records, 6) + 1, planted);
        assertFound("ADDED 6");
        assertThat(check(records).findings().get(0).entry()).isEqualTo("planted");
        records.remove(planted);
        records.add(LogTamper.place(records, 6), planted);
        assertFound("ADDED 6");
        assertThat(check(records).findings().get(0).entry()).isEqualTo("planted");
        records.add(records.size(), LogTamper.entry(records, 2));
        assertFound("ADDED 2", "ADDED 6");
    }

    @Test
    @Tag("PRF-20")
    void anEntrySealedTwiceIsNamed() {
        log.at(8).put("id", LogBuilder.id(2));
        assertThat(found(check(log.seal()))).containsExactly("ADDED 8");
    }

    @Test
    @Tag("PRF-21")
    void aColumnThatDiffersFromTheEntryIsNamed() {
        LogTamper.change(records, 2, e -> LogTamper.column(e, "actor", "somebody else"));
        LogTamper.change(records, 4, e -> LogTamper.column(e, "resource", null));
        LogTamper.change(records, 5, e -> LogTamper.column(e, "grant", "g"));
        LogTamper.change(records, 7, e -> LogTamper.withId(e, "other"));
        LogTamper.change(
                records, 9, e -> LogTamper.column(e, "at", "2026-11-20T16:00:09.000+08:00"));
        assertFound("COLUMNS 2", "COLUMNS 4", "COLUMNS 5", "COLUMNS 7");
        assertThat(check(records).findings().get(0).en()).endsWith(": actor");
    }

    @Test
    @Tag("PRF-20")
    void aFalseCheckpointAccusesNoEntry() {
        LogRecord.Sealed other = sealedElsewhere(9);
        LogTamper.changeCheckpoint(
                records, 9, s -> new LogRecord.Sealed(9, other.note(), s.frontier(), "1"));
        assertFound("CHECKPOINT 9");
        LogTamper.changeCheckpoint(
                records, 9, s -> new LogRecord.Sealed(9, "nonsense", s.frontier(), "1"));
        assertFound("CHECKPOINT 9");
        records.remove(LogTamper.placeOfCheckpoint(records, 9));
        assertFound("CHECKPOINT 9");
    }

    /** A checkpoint that these keys signed over other entries. */
    private LogRecord.Sealed sealedElsewhere(int size) {
        List<byte[]> leaves = Collections.nCopies(size, new byte[32]);
        Frontier tree = Frontier.empty(log.hash).append(leaves).frontier();
        return LogBuilder.sealed(log.origin, tree, keys);
    }

    @Test
    @Tag("PRF-20")
    void aChangedFrontierOriginOrSizeIsNamed() {
        LogTamper.changeCheckpoint(
                records, 3, s -> new LogRecord.Sealed(3, s.note(), new byte[64], "1"));
        LogTamper.changeCheckpoint(
                records, 4, s -> new LogRecord.Sealed(4, s.note(), new byte[5], "1"));
        String origin = "node.example.gov.cn/log/other";
        LogTamper.changeCheckpoint(
                records,
                9,
                s ->
                        new LogRecord.Sealed(
                                9, s.note().replace(log.origin, origin), s.frontier(), "1"));
        LogTamper.changeCheckpoint(
                records,
                10,
                s ->
                        new LogRecord.Sealed(
                                10, s.note().replace("\n10\n", "\n11\n"), s.frontier(), "1"));
        assertFound("CHECKPOINT 3", "CHECKPOINT 4", "CHECKPOINT 9", "CHECKPOINT 10");
    }

    @Test
    @Tag("PRF-20")
    void aCheckpointThatDoesNotExtendTheOneBeforeIsNamed() {
        LogBuilder other = new LogBuilder(LogBuilder.SM3_ORIGIN).with(keys, 3, 1, 5, 1);
        other.at(1).put("outcome", "other");
        List<LogRecord> rewritten = other.seal();
        int from = LogTamper.place(records, 4);
        for (int i = from; i < records.size(); i++) {
            records.set(i, rewritten.get(i));
        }
        assertFound("CHECKPOINT 9");
    }

    @Test
    @Tag("PRF-20")
    void tooLongARunWithoutCheckpointIsNamed() {
        LogBuilder longLog = new LogBuilder(LogBuilder.SM3_ORIGIN);
        List<LogRecord> all = longLog.with(longLog.keys("1"), 1000, 1000, 1).seal();
        all.remove(LogTamper.placeOfCheckpoint(all, 1000));
        assertThat(found(check(all))).containsExactly("CHECKPOINT 1024");
        all.remove(LogTamper.placeOfCheckpoint(all, 2000));
        all.remove(LogTamper.placeOfCheckpoint(all, 2001));
        all.set(0, header(all, 0));
        assertThat(found(check(all))).contains("CHECKPOINT 1024", "ADDED 0", "ADDED 2000");
    }

    @Test
    @Tag("PRF-22")
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
    @Tag("PRF-22")
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
    @Tag("PRF-22")
    void keysChangeOverTimeAndOldOnesMayNotSignLater() {
        Instant end = LogBuilder.START.plusSeconds(5);
        LogBuilder.Keys old = LogBuilder.Keys.of("old", log.origin, "node.example.gov.cn", end);
        LogBuilder rotated = new LogBuilder(log.origin);
        rotated.with(old, 2, 4).with(keys, 3, 1);
        assertThat(check(rotated.seal()).findings()).isEmpty();
        assertThat(found(check(rotated.with(old, 2).seal()))).containsExactly("SIGNATURE 12");
    }

    @Test
    @Tag("PRF-23")
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
    @Tag("PRF-23")
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
    @Tag("PRF-23")
    void aRedactionInAForgedEntryDoesNotCount() {
        redact(log.at(9), 6);
        List<LogRecord> forged = log.seal();
        List<LogRecord> all = new ArrayList<>(records);
        all.set(LogTamper.place(all, 9), LogTamper.entry(forged, 9));
        LogTamper.change(all, 6, e -> LogTamper.redacted(e, Optional.of(LogBuilder.id(9))));
        assertThat(found(check(all))).containsExactly("REDACTION 6", "CHANGED 9");
    }

    @Test
    @Tag("PRF-20")
    void partsInARowAreOneLog() {
        List<LogRecord> all = new ArrayList<>(log.seal(0, 2));
        all.addAll(log.seal(2, 4));
        assertThat(check(all).findings()).isEmpty();
        assertThat(check(all).counts().size()).isEqualTo(10);
        assertThat(check(log.seal(2, 4)).findings()).isEmpty();
        assertThat(check(log.seal(2, 4)).counts().first()).isEqualTo(4);
    }

    @Test
    @Tag("PRF-20")
    void partsThatDoNotJoinAreNamed() {
        List<LogRecord> gap = new ArrayList<>(log.seal(0, 1));
        gap.addAll(log.seal(2, 4));
        assertThat(found(check(gap))).containsExactly("MISSING 3");
        List<LogRecord> twice = new ArrayList<>(log.seal(0, 2));
        twice.addAll(log.seal(1, 4));
        assertThat(found(check(twice))).contains("FORMAT 4");
        LogBuilder other = new LogBuilder(log.origin).with(keys, 3, 1, 5, 1);
        other.at(1).put("outcome", "other");
        List<LogRecord> mixed = new ArrayList<>(log.seal(0, 2));
        mixed.addAll(other.seal(2, 4));
        assertThat(found(check(mixed))).containsExactly("CHECKPOINT 4", "CHECKPOINT 9");
        LogRecord.Header h = (LogRecord.Header) records.get(0);
        records.set(0, new LogRecord.Header(h.origin(), h.hash(), 0, new byte[32], 10));
        assertThat(found(check(records))).contains("CHECKPOINT 0");
    }

    @Test
    void oneWrongEntryDoesNotAccuseTheRestAndFindingsAreLimited() {
        LogBuilder many = new LogBuilder(log.origin);
        List<LogRecord> all = many.with(many.keys("1"), 200, 200, 200).seal();
        for (int seq = 0; seq < 200; seq++) {
            LogTamper.change(all, seq, LogTamper::otherOutcome);
        }
        LogReport report =
                check(all, new LogChecker.Settings(50, Runnable::run, done -> true, List.of()));
        assertThat(report.findings()).hasSize(50);
        assertThat(report.more()).isEqualTo(150);
        assertThat(report.whole()).isFalse();
    }

    @Test
    void signaturesMayBeVerifiedOnAnotherThread() {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            LogChecker.Settings settings =
                    new LogChecker.Settings(50, executor, done -> true, List.of());
            assertThat(check(records, settings).findings()).isEmpty();
            LogTamper.changeCheckpoint(
                    records, 4, s -> new LogRecord.Sealed(4, s.note(), s.frontier(), "none"));
            assertThat(found(check(records, settings))).containsExactly("SIGNATURE 4");
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void aCheckCanBeCancelled() {
        LogBuilder many = new LogBuilder(log.origin);
        List<LogRecord> all = many.with(many.keys("1"), 1024, 1024).seal();
        assertThatThrownBy(
                        () ->
                                check(
                                        all,
                                        new LogChecker.Settings(
                                                9, Runnable::run, d -> d < 2000, List.of())))
                .isInstanceOf(CancellationException.class);
    }
}
