package org.zhengshu.regulation.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("REG-6")
class FaultyPackTest {

    @TempDir Path folder;

    @BeforeEach
    void copyTheDeliveredPacks() {
        ConfigFiles.copy(ConfigFiles.PACKS, folder);
    }

    private RulePacks packs() {
        return new RulePacks(folder, ConfigFiles.clockAt("2026-03-02"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CN-809.json   | "request.reply.workdays": {"value": 10  | "request.reply.workdays": {"value": "10" | request.reply.workdays
                    CN-809.json   | "request.reply.workdays": {"value": 10  | "request.reply.workdays": {"value": 10.5 | request.reply.workdays
                    CN-809.json   | "request.reply.workdays": {"value": 10  | "request.reply.workdays": {"value": 0    | request.reply.workdays
                    CN-809.json   | "request.reply.workdays": {"value": 10  | "request.reply.workdays": {"valeu": 10   | request.reply.workdays.valeu
                    CN-809.json   | "request.reply.workdays"                | "request.replay.workdays"                | request.replay.workdays
                    CN-809.json   | "request.delivery.workdays"             | "request.reply.workdays"                 | 14:29
                    CN-809.json   | "article": "25"                         | "article": " "                           | thirdparty.forbidden.article
                    CN-809.json   | "article": "25", "confidence": "secondary" | "article": "25", "confidence": "sure" | thirdparty.forbidden.confidence
                    CN-809.json   | "source.single": {"value": true         | "source.single": {"value": "true"        | source.single
                    CN-809.json   | "IN_FORCE"                              | "INFORCE"                                | status
                    CN-809.json   | "2025-08-01"                            | "2025-08-32"                             | from
                    CN-809.json   | "id": "CN-809"                          | "id": "CN-810"                           | id
                    CN-809.json   | "textComplete": false                   | "textComplete": "no"                     | textComplete
                    LN-2019D.json | "01-15"                                 | "1 月 15 日"                              | report.department.due
                    LN-2019.json  | "LAW_AMENDED"                           | "LAW_CHANGED"                            | catalogue.update.triggers
                    CZ-2018.json  | "AUTHORITY", {                          | "NEGOTIATION", {                         | dispute.levels
                    node.json     | "LN-2019"]                              | "GD-2018"]                               | stack
                    keys.json     | "merge": "earliest"                     | "merge": "min"                           | report.department.due.merge
                    statuses.json | "use": "never"                          | "use": "sometimes"                       | EXPLANATION.use
                    approvers.json| "PROVIDER": ["PROVIDER"]                | "PROVIDERS": ["PROVIDER"]                | PROVIDER
                    """)
    void aFaultIsNamedByFileKeyAndReasonAndTheLastGoodSetStays(
            String file, String good, String bad, String key) throws Exception {
        RulePacks packs = packs();
        RuleSet before = packs.active();
        String original = Files.readString(folder.resolve(file));

        ConfigFiles.edit(folder.resolve(file), good, bad);

        assertThat(packs.problems()).isNotEmpty();
        ConfigProblem problem = packs.problems().get(0);
        assertThat(problem.file()).isEqualTo(file);
        assertThat(problem.key()).isEqualTo(key);
        assertThat(problem.reason(Locale.CHINESE)).isNotBlank();
        assertThat(problem.reason(Locale.ENGLISH)).isNotBlank();
        assertThat(packs.active()).isSameAs(before);

        ConfigFiles.write(folder.resolve(file), original);
        assertThat(packs.problems()).isEmpty();
        assertThat(packs.active().all()).isEqualTo(before.all());
    }

    @Test
    void allFaultsOfAFileAreNamedAtOnce() {
        ConfigFiles.edit(folder.resolve("CZ-2018.json"), "\"value\": true", "\"value\": 1");
        assertThat(packs().problems())
                .extracting(ConfigProblem::key)
                .contains("request.refusal.reason", "thirdparty.forbidden");
    }

    @Test
    void aPackThatIsFaultyFromTheStartIsMissingOnlyWhereItIsAskedFor() {
        ConfigFiles.write(folder.resolve("CZ-2018.json"), "{");
        RulePacks packs = packs();
        assertThat(packs.problems()).extracting(ConfigProblem::file).contains("CZ-2018.json");
        assertThat(packs.active().packs()).contains("CN-809");
        assertThatThrownBy(() -> packs.stack(List.of("CZ-2018"), true))
                .isInstanceOf(RefusedPack.class);
    }

    @Test
    void aNodeWhoseOwnPackIsFaultyFromTheStartAppliesNoRules() {
        ConfigFiles.write(folder.resolve("CN-809.json"), "[]");
        assertThatThrownBy(() -> packs().active()).isInstanceOf(RefusedPack.class);
    }

    @Test
    void withoutTheCommonFilesNothingRuns() throws Exception {
        Files.delete(folder.resolve("keys.json"));
        RulePacks packs = packs();
        assertThatThrownBy(packs::active)
                .isInstanceOf(BrokenConfig.class)
                .hasMessageContaining("keys.json");
    }

    @Test
    void oversizedAndBinaryFilesAreRefused() throws Exception {
        RulePacks packs = packs();
        RuleSet before = packs.active();
        ConfigFiles.write(folder.resolve("NX.json"), " ".repeat((1 << 20) + 1));
        assertThat(packs.problems())
                .extracting(ConfigProblem::en)
                .contains("the file is too large");
        Files.write(folder.resolve("NX.json"), new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe});
        assertThat(packs.problems()).extracting(ConfigProblem::file).contains("NX.json");
        assertThat(packs.active()).isSameAs(before);
    }

    @Test
    void aFolderThatDisappearsKeepsTheLastGoodSet() throws Exception {
        RulePacks packs = packs();
        RuleSet before = packs.active();
        Path away = folder.resolveSibling(folder.getFileName() + "-away");
        Files.move(folder, away);
        assertThat(packs.problems()).isNotEmpty();
        assertThat(packs.active()).isSameAs(before);
        Files.move(away, folder);
        assertThat(packs.problems()).isEmpty();
    }

    @Test
    void readersSeeOneWholeSetWhileFilesChange() throws Exception {
        RulePacks packs = packs();
        AtomicBoolean running = new AtomicBoolean(true);
        ExecutorService readers = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> results =
                    IntStream.range(0, 4)
                            .mapToObj(i -> readers.submit(() -> alwaysWhole(packs, running)))
                            .toList();
            Path file = folder.resolve("CN-809.json");
            for (int i = 0; i < 20; i++) {
                ConfigFiles.edit(file, "\"value\": 10,", "\"value\": 111,");
                ConfigFiles.edit(file, "\"value\": 111,", "\"value\": 10,");
            }
            running.set(false);
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            readers.shutdownNow();
        }
    }

    /** The edit changes reply and extension together: never may one be new and the other old. */
    private static boolean alwaysWhole(RulePacks packs, AtomicBoolean running) {
        boolean whole = true;
        while (running.get()) {
            RuleSet rules = packs.active();
            whole &=
                    rules.workdays("request.reply.workdays")
                            .value()
                            .equals(rules.workdays("request.reply.extension.workdays").value());
        }
        return whole;
    }
}
