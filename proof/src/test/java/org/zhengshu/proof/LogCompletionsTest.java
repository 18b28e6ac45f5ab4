package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.proof.log.LogChecker;
import org.zhengshu.proof.log.LogRecord;
import org.zhengshu.proof.log.LogReport;

/** Time-stamps and cosignatures that stand behind the checkpoints of a log. */
@Tag("PRF-22")
class LogCompletionsTest {
    private static final Instant LATER = LogBuilder.START.plusSeconds(60);

    private final LogBuilder log = new LogBuilder(LogBuilder.SM3_ORIGIN);
    private final List<LogRecord> records = log.with(log.keys("1"), 3, 2).seal();
    private final TestTsa tsa = TestTsa.sm2(LogBuilder.ROOT);
    private final CosignatureSigner witness =
            CosignatureSigner.ed25519(
                    "witness.example", new Ed25519PrivateKeyParameters(new SecureRandom()));

    private SignedCheckpoint note(int size) {
        return SignedCheckpoint.parse(
                ((LogRecord.Sealed) records.get(LogTamper.placeOfCheckpoint(records, size)))
                        .note());
    }

    private LogRecord.Timestamp stamp(int of, int size, Instant time) {
        return new LogRecord.Timestamp(
                size, tsa.stamp(note(of).text().getBytes(StandardCharsets.UTF_8), time));
    }

    private LogRecord.Cosignature cosignature(int of, int size) {
        String line = witness.sign(note(of).checkpoint(), LATER).line();
        return new LogRecord.Cosignature(size, line.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> found(LogRecord behind, int size) {
        records.add(LogTamper.placeOfCheckpoint(records, size) + 1, behind);
        LogReport report =
                LogCheckerTest.check(
                        records,
                        new LogChecker.Settings(
                                9, Runnable::run, done -> true, List.of(witness.key())));
        records.remove(behind);
        return LogCheckerTest.found(report);
    }

    @Test
    void trueOnesBehindTheirCheckpointVerify() {
        assertThat(found(stamp(3, 3, LATER), 3)).isEmpty();
        assertThat(found(cosignature(3, 3), 3)).isEmpty();
        records.add(stamp(5, 5, LATER));
        records.add(cosignature(5, 5));
        LogReport report = LogCheckerTest.check(records);
        assertThat(report.whole()).isTrue();
        assertThat(report.counts().timestamps()).isOne();
        assertThat(report.counts().cosignatures()).isOne();
    }

    @Test
    void thoseOfAnotherCheckpointOrOfAnEarlierTimeAreNamed() {
        assertThat(found(stamp(5, 3, LATER), 3)).containsExactly("TIMESTAMP 3");
        assertThat(found(stamp(3, 3, LogBuilder.START.plusSeconds(1)), 3))
                .containsExactly("TIMESTAMP 3");
        assertThat(found(new LogRecord.Timestamp(3, new byte[] {1}), 3))
                .containsExactly("TIMESTAMP 3");
        assertThat(found(cosignature(5, 3), 3)).containsExactly("SIGNATURE 3");
        assertThat(found(new LogRecord.Cosignature(3, new byte[] {1}), 3))
                .containsExactly("SIGNATURE 3");
    }

    @Test
    void thoseThatDoNotFollowTheirCheckpointAreNamed() {
        assertThat(found(stamp(3, 3, LATER), 5)).containsExactly("CHECKPOINT 3");
        assertThat(found(cosignature(3, 3), 5)).containsExactly("CHECKPOINT 3");
    }
}
