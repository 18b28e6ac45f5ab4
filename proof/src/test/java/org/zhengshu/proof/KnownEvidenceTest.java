package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.proof.log.KnownPlace;
import org.zhengshu.proof.log.LogRecord;
import org.zhengshu.proof.log.LogReport;

/** What somebody kept outside exposes a log that is whole in itself. */
@Tag("PRF-24")
class KnownEvidenceTest {
    private final LogBuilder log = new LogBuilder(LogBuilder.SM3_ORIGIN);
    private final LogBuilder.Keys keys = log.keys("1");
    private final List<LogRecord> before = log.with(keys, 3, 1, 5, 1).seal();

    private KnownPlace receipt(int index) {
        Receipt receipt = log.receipt(before, index);
        assertThat(
                        ReceiptVerifier.verify(
                                        receipt, java.util.Optional.empty(), LogBuilder.anchors())
                                .failures())
                .isEmpty();
        return KnownPlace.of("receipt " + index, receipt);
    }

    private KnownPlace checkpoint(int size) {
        LogRecord.Sealed sealed =
                (LogRecord.Sealed) before.get(LogTamper.placeOfCheckpoint(before, size));
        return KnownPlace.of("checkpoint " + size, SignedCheckpoint.parse(sealed.note()));
    }

    private KnownPlace[] everything() {
        List<KnownPlace> all = new ArrayList<>();
        for (int index = 0; index < 10; index++) {
            all.add(receipt(index));
        }
        for (int size : new int[] {3, 4, 9, 10}) {
            all.add(checkpoint(size));
        }
        return all.toArray(KnownPlace[]::new);
    }

    private static List<String> found(LogReport report) {
        return LogCheckerTest.found(report);
    }

    @Test
    void aWholeLogAgreesWithAllThatWasHandedOut() {
        LogReport report = LogCheckerTest.check(before, everything());
        assertThat(report.whole()).isTrue();
        assertThat(report.unchecked()).isEmpty();
        List<LogRecord> later = log.with(keys, 7).seal();
        assertThat(LogCheckerTest.check(later, everything()).whole()).isTrue();
    }

    /**
     * The superuser changes one entry and makes all hashes, paths, frontiers and signatures new.
     */
    @Test
    void aLogRewrittenWithNewSignaturesIsExposedByAnyEarlierEvidence() {
        log.at(2).put("outcome", "sharing/grant-expired");
        List<LogRecord> rewritten = log.seal();
        assertThat(LogCheckerTest.check(rewritten).whole()).isTrue();
        assertThat(found(LogCheckerTest.check(rewritten, receipt(2))))
                .containsExactly("CONTRADICTED 2");
        assertThat(LogCheckerTest.check(rewritten, receipt(2)).findings().get(0).entry())
                .isEqualTo(LogBuilder.id(2));
        for (int index : new int[] {0, 1, 3, 4, 8, 9}) {
            assertThat(found(LogCheckerTest.check(rewritten, receipt(index))))
                    .as("receipt %s", index)
                    .containsExactly("CONTRADICTED " + LogTamper.entry(before, index).size());
        }
        for (int size : new int[] {3, 4, 9, 10}) {
            assertThat(found(LogCheckerTest.check(rewritten, checkpoint(size))))
                    .containsExactly("CONTRADICTED " + size);
        }
    }

    @Test
    void newBatchesDoNotHideARewrittenLog() {
        LogBuilder other = new LogBuilder(log.origin).with(keys, 12);
        other.at(2).put("outcome", "sharing/grant-expired");
        List<LogRecord> rewritten = other.seal();
        assertThat(LogCheckerTest.check(rewritten).whole()).isTrue();
        assertThat(found(LogCheckerTest.check(rewritten, checkpoint(4), receipt(9))))
                .containsExactly("CONTRADICTED 4", "CONTRADICTED 10");
        List<LogRecord> same = new LogBuilder(log.origin).with(keys, 12).seal();
        assertThat(LogCheckerTest.check(same, everything()).whole()).isTrue();
        assertThat(LogCheckerTest.check(same, everything()).unchecked()).isEmpty();
    }

    @Test
    void aLogRewrittenWithoutTheKeysIsFoundAlone() {
        log.at(5).put("outcome", "sharing/grant-expired");
        List<LogRecord> rewritten = log.seal();
        for (int size : new int[] {9, 10}) {
            LogRecord.Sealed old =
                    (LogRecord.Sealed) before.get(LogTamper.placeOfCheckpoint(before, size));
            LogTamper.changeCheckpoint(
                    rewritten,
                    size,
                    s -> new LogRecord.Sealed(size, old.note(), s.frontier(), s.keyset()));
        }
        assertThat(found(LogCheckerTest.check(rewritten))).contains("CHECKPOINT 9");
        assertThat(found(LogCheckerTest.check(rewritten, checkpoint(9))))
                .contains("CONTRADICTED 9");
    }

    @Test
    void aLogRestoredFromAnOldBackupIsTruncated() {
        LogReport report =
                LogCheckerTest.check(log.seal(0, 2), checkpoint(3), checkpoint(9), receipt(9));
        assertThat(found(report)).containsExactly("TRUNCATED 9", "TRUNCATED 10");
        assertThat(report.findings().get(0).en()).contains("rolled back", "checkpoint 9");
    }

    @Test
    void evidenceOfAnotherLogContradicts() {
        LogBuilder other = new LogBuilder("node.example.gov.cn/other/sm3");
        List<LogRecord> records = other.with(other.keys("1"), 3).seal();
        assertThat(found(LogCheckerTest.check(records, checkpoint(3))))
                .containsExactly("CONTRADICTED 3");
    }

    @Test
    void evidenceOfAnEarlierPartIsNotCompared() {
        LogReport report =
                LogCheckerTest.check(log.seal(2, 4), checkpoint(3), receipt(1), receipt(3));
        assertThat(report.findings()).isEmpty();
        assertThat(report.unchecked()).containsExactly("checkpoint 3", "receipt 1");
        assertThat(Arrays.asList(everything())).hasSize(14);
    }
}
