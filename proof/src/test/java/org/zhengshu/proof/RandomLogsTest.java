package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.proof.log.LogRecord;
import org.zhengshu.proof.log.LogReport;

/** The checker and a naive second one agree on small logs to which anything was done. */
class RandomLogsTest {
    private static final int LOGS = 60;
    private static final int CASES = 50;

    @Test
    @Tag("PRF-20")
    void bothSayTheSameOfWholeAndTamperedLogs() {
        long seed = System.nanoTime();
        System.out.println("RandomLogsTest seed " + seed);
        Random random = new Random(seed);
        int whole = 0;
        for (int i = 0; i < LOGS; i++) {
            LogBuilder log =
                    new LogBuilder(i % 2 == 0 ? LogBuilder.SM3_ORIGIN : "node.example.gov.cn/x");
            LogBuilder.Keys keys = log.keys("1");
            for (int batches = 1 + random.nextInt(3); batches > 0; batches--) {
                log.with(keys, 1 + random.nextInt(5));
            }
            List<LogRecord> records = log.seal();
            for (int j = 0; j < CASES; j++) {
                List<LogRecord> tampered = new ArrayList<>(records);
                for (int times = random.nextInt(3); times > 0; times--) {
                    tamper(tampered, random);
                }
                boolean naive = new NaiveLogCheck(tampered, keys).whole();
                LogReport report = LogCheckerTest.check(tampered);
                assertThat(report.whole())
                        .as("seed %s log %s case %s %s", seed, i, j, report.findings())
                        .isEqualTo(naive);
                whole += naive ? 1 : 0;
            }
        }
        assertThat(whole).isBetween(LOGS * CASES / 10, LOGS * CASES * 9 / 10);
    }

    private static void tamper(List<LogRecord> records, Random random) {
        int at = 2 + random.nextInt(records.size() - 2);
        int other = 2 + random.nextInt(records.size() - 2);
        switch (random.nextInt(6)) {
            case 0 -> {
                if (records.size() > 4) {
                    records.remove(at);
                }
            }
            case 1 -> records.add(other, records.get(at));
            case 2 -> records.set(other, records.set(at, records.get(other)));
            case 3 -> records.add(new LogRecord.Outside(Optional.of(3L), "out", Map.of()));
            default -> {
                if (records.get(at) instanceof LogRecord.Entry entry) {
                    records.set(at, changed(entry, random));
                } else if (records.get(at) instanceof LogRecord.Sealed sealed) {
                    records.set(at, changed(sealed, random));
                }
            }
        }
    }

    private static LogRecord changed(LogRecord.Entry e, Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> LogTamper.otherOutcome(e);
            case 1 -> LogTamper.column(e, "tenant", "320200");
            case 2 -> LogTamper.withId(e, LogBuilder.id(random.nextInt(9)));
            case 3 -> LogTamper.withLeaf(e, flipped(e.leaf(), random));
            case 4 -> LogTamper.withPlace(e, random.nextInt(9), e.size(), e.path());
            case 5 -> LogTamper.withPlace(e, e.seq(), random.nextInt(9), e.path());
            case 6 -> LogTamper.withPlace(e, e.seq(), e.size(), flipped(e.path(), random));
            default ->
                    LogTamper.withContent(
                            e,
                            e.content()
                                    .map(
                                            c ->
                                                    new LogRecord.Content(
                                                            c.canonical(),
                                                            flipped(c.salt(), random))));
        };
    }

    private static LogRecord changed(LogRecord.Sealed s, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new LogRecord.Sealed(random.nextInt(9), s.note(), s.frontier(), s.keyset());
            case 1 ->
                    new LogRecord.Sealed(
                            s.size(), s.note(), flipped(s.frontier(), random), s.keyset());
            case 2 -> new LogRecord.Sealed(s.size(), s.note(), s.frontier(), "none");
            default -> {
                char[] note = s.note().toCharArray();
                note[random.nextInt(note.length)] = 'A';
                yield new LogRecord.Sealed(s.size(), new String(note), s.frontier(), s.keyset());
            }
        };
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        byte[] copy = bytes.clone();
        if (copy.length > 0) {
            copy[random.nextInt(copy.length)] ^= 1;
        }
        return copy;
    }
}
