package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.proof.log.LogFile;
import org.zhengshu.proof.log.LogRecord;

class LogFileTest {
    @TempDir Path directory;

    private static List<LogRecord> records() {
        LogBuilder log = new LogBuilder(LogBuilder.SM3_ORIGIN);
        List<LogRecord> records = log.with(log.keys("1"), 2, 1).seal();
        LogTamper.change(records, 0, e -> LogTamper.redacted(e, Optional.of(LogBuilder.id(2))));
        LogTamper.change(
                records,
                1,
                e ->
                        LogTamper.withContent(
                                e,
                                Optional.of(
                                        new LogRecord.Content(
                                                new byte[] {'{', (byte) 0xff}, new byte[3]))));
        records.add(new LogRecord.Timestamp(3, new byte[] {1, 2}));
        records.add(new LogRecord.Cosignature(3, new byte[] {3}));
        records.add(new LogRecord.Outside(Optional.empty(), "x", Map.of("tenant", "市\n")));
        records.add(new LogRecord.Outside(Optional.of(9L), "y", Map.of()));
        return records;
    }

    private static byte[] written(List<LogRecord> records) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LogFile.Writer writer = LogFile.write(bytes)) {
            for (LogRecord record : records) {
                writer.write(record);
            }
        }
        return bytes.toByteArray();
    }

    static List<LogRecord> read(LogFile.Reader reader) throws IOException {
        List<LogRecord> records = new ArrayList<>();
        try (reader) {
            Optional<LogRecord> next = reader.next();
            while (next.isPresent()) {
                records.add(next.get());
                next = reader.next();
            }
        }
        return records;
    }

    private static LogFile.Reader reader(String text) {
        return LogFile.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"log.ndjson", "log.ndjson.gz"})
    void whatWasWrittenIsReadAgain(String name) throws IOException {
        Path file = directory.resolve(name);
        try (LogFile.Writer writer = LogFile.create(file)) {
            for (LogRecord record : records()) {
                writer.write(record);
            }
        }
        List<LogRecord> again = read(LogFile.open(file));
        assertThat(again).hasSize(11);
        byte[] bytes = written(again);
        assertThat(read(LogFile.read(new ByteArrayInputStream(bytes), "again"))).hasSize(11);
        assertThat(Files.readAllBytes(file).length < bytes.length).isEqualTo(name.endsWith("gz"));
    }

    @Test
    void everyMemberSurvives() throws IOException {
        byte[] first = written(records().subList(2, 11));
        List<LogRecord> again = read(LogFile.read(new ByteArrayInputStream(first), "test"));
        assertThat(written(again)).isEqualTo(first);
        LogRecord.Entry redacted = (LogRecord.Entry) again.get(0);
        assertThat(redacted.content()).isEmpty();
        assertThat(redacted.redactedBy()).contains(LogBuilder.id(2));
        assertThat(redacted.columns()).containsEntry("grant", null);
        LogRecord.Entry damaged = (LogRecord.Entry) again.get(1);
        assertThat(damaged.content().get().canonical()).containsExactly('{', 0xff);
        assertThat(new String(first, StandardCharsets.UTF_8).lines())
                .allSatisfy(
                        line -> {
                            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                            assertThat(CanonicalJson.encode(CanonicalJson.parse(bytes)))
                                    .isEqualTo(bytes);
                        });
    }

    @Test
    @Tag("PRF-4")
    void aLineThatIsNoRecordIsRefusedAndTheNextOneIsRead() throws IOException {
        String good = "{\"id\":\"x\",\"columns\":{},\"record\":\"outside\"}\n";
        String[] wrong = {
            "",
            "[]",
            "{}",
            "nonsense",
            good.strip().replace("outside", "other"),
            good.strip().replace("\"x\"", "1"),
            good.strip().replace("{}", "[]"),
            good.strip().replace("{}", "{\"a\":1}"),
            good.strip().replace("}", ",\"more\":1}"),
            good.strip() + "{}",
            good.strip().replace("\"id\"", "\"id\":\"y\",\"id\"")
        };
        for (String line : wrong) {
            try (LogFile.Reader reader = reader(line + "\n" + good)) {
                assertThatThrownBy(reader::next).as(line).isInstanceOf(ProofException.class);
                assertThat(reader.place()).isEqualTo("test:1");
                assertThat(reader.next()).as(line).isPresent();
                assertThat(reader.next()).isEmpty();
            }
        }
    }

    @Test
    @Tag("PRF-4")
    void aCutOrOverlongLineIsRefused() throws IOException {
        try (LogFile.Reader cut = reader("{\"id\":\"x\",\"columns\":{},\"record\":\"outside\"}")) {
            assertThatThrownBy(cut::next).hasMessageContaining("cut off");
        }
        InputStream endless =
                new InputStream() {
                    private long left = 3L * LogFile.MAX_LINE;

                    @Override
                    public int read() {
                        return left-- > 0 ? '{' : left == -1 ? '\n' : -1;
                    }
                };
        try (LogFile.Reader reader = LogFile.read(endless, "endless")) {
            assertThatThrownBy(reader::next).hasMessageContaining("longer than");
            assertThat(reader.next()).isEmpty();
        }
    }
}
