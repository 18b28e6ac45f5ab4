package org.zhengshu.regulation.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.MonthDay;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulePacksTest {

    private static final List<String> NATION_AND_PROVINCE = List.of("CN-809", "LN-2019");

    private final RulePacks packs =
            new RulePacks(ConfigFiles.PACKS, ConfigFiles.clockAt("2026-03-02"));

    @Test
    void theDeliveredPacksAreSound() {
        assertThat(packs.problems()).isEmpty();
        assertThat(packs.packs())
                .extracting(PackView::id)
                .containsExactly(
                        "CN-2016",
                        "CN-809",
                        "CN-CSL",
                        "CZ-2018",
                        "GD-2008",
                        "GD-2018",
                        "LN-2019",
                        "LN-2019D",
                        "LN-NODE",
                        "LY-2021",
                        "NX");
        assertThat(packs.jurisdiction()).isEqualTo("辽宁省");
        assertThat(packs.active().packs()).containsExactly("CN-CSL", "CN-809", "LN-2019", "LN-NODE");
    }

    @Test
    @Tag("REG-2")
    void equalLimitsKeepBothArticlesAndWhereOneIsSilentTheOtherApplies() {
        Rule<Integer> update = packs.active().workdays("catalogue.update.workdays");
        assertThat(update.value()).isEqualTo(10);
        assertThat(update.sources())
                .extracting(Source::pack)
                .containsExactlyElementsOf(NATION_AND_PROVINCE);

        Rule<Integer> reply = packs.active().workdays("request.reply.workdays");
        assertThat(reply.sources()).extracting(Source::pack).containsExactly("CN-809");
        assertThat(reply.citation(Locale.CHINESE)).isEqualTo("政务数据共享条例（国务院令第809号）第21条（待核对）");
        assertThat(packs.active().text("share.none.basis").citation(Locale.ENGLISH))
                .isEqualTo("辽宁省政务数据资源共享管理办法（省政府令第330号）, Art. 12");
    }

    @Test
    @Tag("REG-2")
    void theStricterValueWinsWhateverTheOrder() {
        for (List<String> stack :
                List.of(List.of("LN-2019D", "GD-2018"), List.of("GD-2018", "LN-2019D"))) {
            RuleSet rules = packs.stack(stack, true);
            assertThat(rules.workdays("request.reply.workdays").value()).isEqualTo(5);
            assertThat(rules.workdays("request.reply.workdays").sources())
                    .extracting(Source::pack)
                    .containsExactly("LN-2019D");
            assertThat(rules.text("request.approver").value()).isEqualTo("AUTHORITY_WITH_PROVIDER");
            assertThat(rules.text("share.conditional.basis").value()).isEqualTo("REQUIRED");
        }
    }

    @Test
    @Tag("REG-2")
    void listsAreJoinedOrNarrowedAsTheirKeySays() {
        RuleSet rules = packs.stack(List.of("CN-809", "LN-2019", "GD-2018", "CZ-2018"), true);
        assertThat(rules.texts("request.fields").value())
                .containsExactly(
                        "legalBasis",
                        "scenario",
                        "purpose",
                        "matter",
                        "items",
                        "scope",
                        "mode",
                        "term");
        assertThat(rules.texts("share.basis.levels").value())
                .containsExactly("LAW", "ADMIN_REGULATION");
        assertThat(rules.entries("base.catalogues").value())
                .contains(new Entry("POPULATION", List.of("公安", "省政务数据主管部门")));
        assertThat(rules.entries("dispute.levels").value())
                .contains(new Entry("LEADING_GROUP", List.of("PROVINCIAL_COUNTERPART")));
        assertThat(rules.texts("network").value()).isEmpty();
    }

    @Test
    @Tag("REG-2")
    void datesFlagsAndCountsFollowTheirMerge() {
        RuleSet rules = packs.stack(List.of("CZ-2018", "LN-2019D", "GD-2008"), true);
        assertThat(rules.monthDay("report.department.due").value()).isEqualTo(MonthDay.of(1, 15));
        assertThat(rules.count("rectification.triggers").value()).isEqualTo(7);
        assertThat(rules.flag("thirdparty.forbidden").sources()).hasSize(2);
        assertThat(rules.findMonthDay("report.authority.due")).isPresent();
        assertThat(rules.findEntries("open.types")).isEmpty();
        assertThat(packs.stack(List.of("GD-2018"), true).flag("share.internalRuleIsBasis").value())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GD-2018", "GD-2008", "CZ-2018", "LN-2019D", "GD-2018-50"})
    @Tag("REG-3")
    void draftsAndOldTextsRunInASandboxOnly(String id) {
        assertThatExceptionOfType(RefusedPack.class)
                .isThrownBy(() -> packs.stack(List.of(id), false))
                .satisfies(e -> assertThat(e.zh()).contains("不得在此启用"))
                .satisfies(e -> assertThat(e.message(Locale.ENGLISH)).contains("may not be used"));
        assertThat(packs.stack(List.of(id), true).packs()).hasSize(1);
    }

    @Test
    @Tag("REG-3")
    void anExplanationNeverRunsAndAnUnknownPackIsRefused() {
        assertThatThrownBy(() -> packs.stack(List.of("LY-2021"), true))
                .isInstanceOf(RefusedPack.class);
        assertThatThrownBy(() -> packs.stack(List.of("XX-1"), true))
                .isInstanceOfSatisfying(
                        RefusedPack.class, e -> assertThat(e.pack()).isEqualTo("XX-1"));
    }

    @Test
    void aliasesLeadToTheirPackOnce() {
        assertThat(packs.stack(List.of("LN-FINAL", "LN-2019"), false).packs())
                .containsExactly("LN-2019");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-07-31,23:59:59,LN-2019",
        "2025-08-01,00:00:00,CN-809 LN-2019",
        "2019-12-31,23:59:59,''"
    })
    @Tag("REG-4")
    void anInstrumentCountsFromItsFirstDayByTheTimeOfChina(String day, String time, String ids) {
        RuleSet rules = packs.active(ConfigFiles.inChina(day, time));
        assertThat(String.join(" ", rules.packs())).isEqualTo((ids + " LN-NODE").strip());
        assertThat(rules.findWorkdays("request.reply.workdays").isPresent())
                .isEqualTo(ids.contains("CN-809"));
    }

    @Test
    @Tag("REG-5")
    void aRuleThatNobodySetsIsNamedWithItsStack() {
        RuleSet rules = packs.stack(NATION_AND_PROVINCE, false);
        assertThatExceptionOfType(MissingRule.class)
                .isThrownBy(() -> rules.text("request.approver"))
                .satisfies(e -> assertThat(e.key()).isEqualTo("request.approver"))
                .satisfies(e -> assertThat(e.stack()).isEqualTo(NATION_AND_PROVINCE))
                .satisfies(e -> assertThat(e.zh()).contains("审批主体", "CN-809"))
                .satisfies(e -> assertThat(e.en()).contains("request.approver", "LN-2019"));
        assertThat(rules.findText("request.approver")).isEmpty();
    }

    @Test
    @Tag("REG-7")
    void theSupplementOnlyFillsWhatAllLeaveOpen() {
        Rule<String> approver = packs.active().text("request.approver");
        assertThat(approver.sources().get(0).pack()).isEqualTo("LN-NODE");
        assertThat(approver.citation(Locale.CHINESE)).contains("本节点补充规定", "待核对");

        RuleSet sandbox = packs.stack(List.of("LN-NODE", "CZ-2018", "LN-2019D"), true);
        assertThat(sandbox.entries("dispute.levels").sources())
                .extracting(Source::pack)
                .containsExactly("CZ-2018", "LN-2019D");
        assertThat(sandbox.text("request.reply.extension.mode").value()).isEqualTo("ADDED");
    }

    @Test
    void aKeyThatDoesNotExistOrHoldsAnotherTypeIsAProgrammersFault() {
        assertThatIllegalArgumentException().isThrownBy(() -> packs.active().flag("no.such.key"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> packs.active().flag("request.reply.workdays"));
        assertThat(packs.active().describe("request.approver").zh()).contains("审批主体");
        assertThat(packs.active().all()).containsKey("request.approver");
        assertThat(packs.active().find("request.approver")).isPresent();
    }

    @Test
    @Tag("REG-1")
    void aChangedPackTakesEffectWithoutARestart(@TempDir Path folder) {
        ConfigFiles.copy(ConfigFiles.PACKS, folder);
        RulePacks changing = new RulePacks(folder, ConfigFiles.clockAt("2026-03-02"));
        RuleSet before = changing.active();
        assertThat(changing.active()).isSameAs(before);

        ConfigFiles.edit(
                folder.resolve("LN-2019.json"),
                "\"catalogue.update.workdays\": {\"value\": 10,",
                "\"catalogue.update.workdays\": {\"value\": 8,");

        assertThat(before.workdays("catalogue.update.workdays").value()).isEqualTo(10);
        Rule<Integer> rule = changing.active().workdays("catalogue.update.workdays");
        assertThat(rule.value()).isEqualTo(8);
        assertThat(rule.sources()).extracting(Source::pack).containsExactly("LN-2019");
    }
}
