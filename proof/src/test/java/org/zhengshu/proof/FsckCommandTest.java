package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhengshu.proof.log.LogFile;
import org.zhengshu.proof.log.LogRecord;

class FsckCommandTest {
    @TempDir Path directory;
    private final LogBuilder log = new LogBuilder(LogBuilder.SM3_ORIGIN);
    private final List<LogRecord> records = log.with(log.keys("1"), 3, 1, 5, 1).seal();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String trust;
    private String file;

    @BeforeEach
    void writeFiles() throws IOException {
        trust =
                Files.writeString(
                                directory.resolve("root.pem"),
                                TestCa.pem(LogBuilder.ROOT.certificate()))
                        .toString();
        file = file("log.ndjson", records);
    }

    private String file(String name, List<LogRecord> content) throws IOException {
        Path path = directory.resolve(name);
        try (LogFile.Writer writer = LogFile.create(path)) {
            for (LogRecord record : content) {
                writer.write(record);
            }
        }
        return path.toString();
    }

    private String receipt(int index) throws IOException {
        byte[] receipt = log.receipt(records, index).encode();
        return Files.write(directory.resolve("receipt" + index), receipt).toString();
    }

    private String checkpoint(long size) throws IOException {
        LogRecord.Sealed sealed =
                (LogRecord.Sealed) records.get(LogTamper.placeOfCheckpoint(records, size));
        return Files.writeString(directory.resolve("checkpoint" + size), sealed.note()).toString();
    }

    private int fsck(String... arguments) {
        out.reset();
        err.reset();
        List<String> all = new ArrayList<>(List.of("fsck", "--trust", trust));
        all.addAll(List.of(arguments));
        return Main.run(
                all.toArray(String[]::new),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aWholeLogExitsWithZero() throws IOException {
        assertThat(fsck(file)).isZero();
        assertThat(printed()).contains("0 至 9，共 10 条", "4 checkpoints", "日志完整 WHOLE");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("10 entries", "entries/s");
        assertThat(
                        fsck(
                                "--receipt",
                                receipt(1),
                                "--receipt",
                                receipt(8),
                                "--checkpoint",
                                checkpoint(4),
                                file))
                .isZero();
        assertThat(fsck(file("log.ndjson.gz", records), "--lang", "en")).isZero();
        assertThat(printed()).contains("Result: WHOLE").doesNotContain("日志");
    }

    @Test
    void aChangedEntryExitsWithOneAndIsNamed() throws IOException {
        LogTamper.change(records, 6, LogTamper::otherOutcome);
        assertThat(fsck(file("changed.ndjson", records))).isOne();
        assertThat(printed()).contains("CHANGED       6", LogBuilder.id(6), "日志有问题 NOT WHOLE");
        assertThat(fsck("--json", file("changed.ndjson", records))).isOne();
        JsonNode report = CanonicalJson.parse(out.toByteArray());
        assertThat(report.path("verdict").asText()).isEqualTo("NOT_WHOLE");
        assertThat(report.path("findings")).hasSize(1);
        assertThat(report.path("findings").path(0).path("kind").asText()).isEqualTo("CHANGED");
        assertThat(report.path("findings").path(0).path("seq").asLong()).isEqualTo(6);
        assertThat(report.path("findings").path(0).path("zh").asText()).contains("被改动");
    }

    @Test
    @Tag("PRF-24")
    void aRewrittenLogExitsWithOneWhenAReceiptIsGiven() throws IOException {
        String receipt = receipt(2);
        String checkpoint = checkpoint(10);
        log.at(2).put("outcome", "sharing/grant-expired");
        String rewritten = file("rewritten.ndjson", log.seal());
        assertThat(fsck(rewritten)).isZero();
        assertThat(fsck("--receipt", receipt, rewritten)).isOne();
        assertThat(printed()).contains("CONTRADICTED  2", "receipt2");
        assertThat(fsck("--checkpoint", checkpoint, rewritten)).isOne();
        assertThat(printed()).contains("CONTRADICTED  10");
    }

    @Test
    void partsAreGivenInARow() throws IOException {
        String first = file("1.ndjson.gz", log.seal(0, 2));
        String second = file("2.ndjson", log.seal(2, 4));
        assertThat(fsck(first, second)).isZero();
        assertThat(fsck(second)).isZero();
        assertThat(fsck(second, "--receipt", receipt(0))).isEqualTo(3);
        assertThat(printed()).contains("未能比对 not compared", "receipt0");
        assertThat(fsck(second, first)).isOne();
    }

    @Test
    void aBrokenLineIsAFinding() throws IOException {
        String text = Files.readString(Path.of(file)).replaceFirst("\n", "\nnonsense\n");
        String broken = Files.writeString(directory.resolve("broken"), text).toString();
        assertThat(fsck(broken)).isOne();
        assertThat(printed()).contains("FORMAT", "broken:2");
    }

    @Test
    void wrongUsageExitsWithTwo() throws IOException {
        String receipt = receipt(1);
        String other = Files.writeString(directory.resolve("no.pem"), "no").toString();
        TestLog foreign = new TestLog();
        String invalid =
                Files.write(directory.resolve("invalid"), foreign.receipt().encode()).toString();
        String[][] wrong = {
            {},
            {directory + "/none"},
            {"--receipt"},
            {"--receipt", other, file},
            {"--receipt", invalid, file},
            {"--checkpoint", receipt, file},
            {"--lang", "fr", file},
            {"--colour", "red", file},
            {"--trust", trust, file}
        };
        for (String[] arguments : wrong) {
            assertThat(fsck(arguments)).as(String.join(" ", arguments)).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
            assertThat(out.size()).isZero();
        }
        trust = other;
        assertThat(fsck(file)).isEqualTo(2);
    }

    @Test
    void aPipeIsRead() {
        FsckCommand command = FsckCommand.of(List.of("--trust", trust, "-"));
        byte[] bytes = bytes(file);
        int exit =
                command.run(
                        new ByteArrayInputStream(bytes),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(exit).isZero();
    }

    private static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The log is generated into the pipe of a process that may use 64 MB. */
    @Test
    @Tag("PRF-25")
    void aLargeLogIsCheckedInLittleMemory() throws Exception {
        int batches = 1600;
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "fsck",
                                "--trust",
                                trust,
                                "--lang",
                                "en",
                                "-")
                        .redirectError(directory.resolve("err").toFile())
                        .redirectOutput(directory.resolve("out").toFile())
                        .start();
        try (LogFile.Writer writer = LogFile.write(process.getOutputStream())) {
            LongLog.write(writer, batches, 128);
        }
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(directory.resolve("out")))
                .contains("204800 in all", "Result: WHOLE");
        assertThat(process.exitValue()).as(Files.readString(directory.resolve("err"))).isZero();
        assertThat(Optional.of(process.exitValue())).contains(0);
    }
}
