package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    @Tag("PRF-10")
    void aMissingEntryIsNamed() {
        records.remove(LogTamper.place(records, 5));
        assertFound("MISSING 5");
        records.remove(LogTamper.place(records, 3));
        assertFound("MISSING 3", "MISSING 5");
    }

    @Test
    @Tag("PRF-10")
    void missingEntriesBeforeACheckpointAreNamed() {
        records.remove(LogTamper.place(records, 8));
        records.remove(LogTamper.place(records, 7));
        LogReport report = check(records);
        assertThat(found(report)).containsExactly("MISSING 7");
        assertThat(report.findings().get(0).en()).contains("7 to 8");
    }

    @Test
    @Tag("PRF-10")
    void aLogThatIsCutOffIsNamed() {
        records.subList(LogTamper.place(records, 4), records.size()).clear();
        assertFound("MISSING 4");
    }

    @Test
    @Tag("PRF-10")
    void aChangedEntryIsOneFinding() {
        LogTamper.change(records, 6, LogTamper::otherOutcome);
        assertFound("CHANGED 6");
        assertThat(check(records).findings().get(0).entry()).isEqualTo(LogBuilder.id(6));
    }

    @Test
    @Tag("PRF-10")
    void aChangedEntryWithItsLeafIsFoundByThePathsOfTheBatch() {
        for (int seq : List.of(1, 3, 6, 9)) {
            LogTamper.change(records, seq, LogTamper::otherOutcome);
            LogTamper.change(records, seq, e -> LogTamper.rehashed(log.hash, e));
        }
        assertFound("CHANGED 1", "CHANGED 3", "CHANGED 6", "CHANGED 9");
    }

    @Test
    @Tag("PRF-10")
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
    @Tag("PRF-10")
    void twoSwappedRowsAreNamed() {
        swap(5, 7, true);
        assertFound("REORDERED 5", "REORDERED 7");
        assertThat(check(records).findings().get(0).en()).contains("at index 7");
    }

    @Test
    @Tag("PRF-10")
    void twoSwappedContentsAreNamed() {
        swap(4, 8, false);
        assertFound("REORDERED 4", "REORDERED 8");
    }

    @Test
    @Tag("PRF-10")
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
    @Tag("PRF-10")
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
    @Tag("PRF-10")
    void rowsOutsideTheLogAreNamed() {
        records.add(new LogRecord.Outside(Optional.empty(), "x", Map.of()));
        records.add(new LogRecord.Outside(Optional.of(77L), "y", Map.of()));
        assertFound("ADDED -1", "ADDED 77");
        assertThat(check(records).findings()).extracting(Finding::entry).containsExactly("x", "y");
    }

    @Test
    @Tag("PRF-10")
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
    @Tag("PRF-10")
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
    @Tag("PRF-10")
    void anEntrySealedTwiceIsNamed() {
        log.at(8).put("id", LogBuilder.id(2));
        assertThat(found(check(log.seal()))).containsExactly("ADDED 8");
    }

    @Test
    @Tag("PRF-11")
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
    @Tag("PRF-10")
    void aFalseCheckpointAccusesNoEntry() {
        LogRecord.Sealed other = sealedElsewhere(9);
        LogTamper.changeCheckpoint(
                records, 9, s -> new LogRecord.Sealed(9, other.note(), s.frontier(), "1"));
        assertFound("CHECKPOINT 9");
        LogTamper.changeCheckpoint(
                records, 9, s -> new LogRecord.Sealed(9, "nonsense", s.frontier(), "1"));
        assertFound("CHECKPOINT 9");
        LogTamper.changeCheckpoint(
                records,
                9,
                s -> new LogRecord.Sealed(9, other.note().repeat(9000), s.frontier(), "1"));
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
    @Tag("PRF-10")
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
    @Tag("PRF-10")
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
    @Tag("PRF-10")
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
    @Tag("PRF-10")
    void partsInARowAreOneLog() {
        List<LogRecord> all = new ArrayList<>(log.seal(0, 2));
        all.addAll(log.seal(2, 4));
        assertThat(check(all).findings()).isEmpty();
        assertThat(check(all).counts().size()).isEqualTo(10);
        assertThat(check(log.seal(2, 4)).findings()).isEmpty();
        assertThat(check(log.seal(2, 4)).counts().first()).isEqualTo(4);
    }

    @Test
    @Tag("PRF-10")
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
