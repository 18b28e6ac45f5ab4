package org.zhengshu.regulation.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharingRulesTest {

    private static final Instant SUBMITTED = ConfigFiles.inChina("2026-02-12", "10:00");

    private final RulePacks packs =
            new RulePacks(ConfigFiles.PACKS, ConfigFiles.clockAt("2026-02-12"));
    private final SharingRules sharing =
            new SharingRules(new Deadlines(new WorkCalendar(ConfigFiles.CALENDAR)));

    private RuleSet stack(String ids) {
        return packs.stack(Arrays.asList(ids.split(" ")), true);
    }

    @ParameterizedTest
    @CsvSource({
        "CN-809 LN-2019 LN-NODE, PROVIDER,                PROVIDER,           2026-03-04, CN-809,   21",
        "GD-2018,                AUTHORITY_WITH_PROVIDER, AUTHORITY PROVIDER, 2026-03-04, GD-2018,  19",
        "CZ-2018,                PROVIDER,                PROVIDER,           2026-03-04, CZ-2018,  17",
        "LN-2019D,               PROVIDER,                PROVIDER,           2026-02-26, LN-2019D, 12",
        "GD-2008,                PROVIDER,                PROVIDER,           2026-03-11, GD-2008,  22"
    })
    @Tag("REG-14")
    void theSameRequestTakesTheWayOfItsInstrument(
            String ids, String approver, String steps, LocalDate due, String pack, String article) {
        Decider decider = sharing.decisionFor(stack(ids), "CONDITIONAL", SUBMITTED);

        assertThat(decider.mode()).isEqualTo(Decider.Mode.REVIEW);
        assertThat(decider.approver().orElseThrow().value()).isEqualTo(approver);
        assertThat(decider.steps()).containsExactly(steps.split(" "));
        assertThat(decider.due().orElseThrow().lastDay()).isEqualTo(due);
        assertThat(decider.due().orElseThrow().rule().sources())
                .extracting(Source::pack, Source::article)
                .containsExactly(tuple(pack, article));
    }

    @ParameterizedTest
    @CsvSource({"CN-809 LN-2019 LN-NODE, 2026-02-13", "GD-2018,", "CZ-2018,"})
    @Tag("REG-15")
    void unconditionalDataAreGrantedAtOnce(String ids, LocalDate due) {
        Decider decider = sharing.decisionFor(stack(ids), "UNCONDITIONAL", SUBMITTED);
        assertThat(decider.mode()).isEqualTo(Decider.Mode.IMMEDIATE);
        assertThat(decider.steps()).isEmpty();
        assertThat(decider.due().map(Deadline::lastDay).orElse(null)).isEqualTo(due);
    }

    @Test
    @Tag("REG-16")
    void dataNotSharedAreNegotiatedOnlyWhereTheRulesSaySo() {
        Decider changzhou = sharing.decisionFor(stack("CZ-2018"), "NONE", SUBMITTED);
        assertThat(changzhou.mode()).isEqualTo(Decider.Mode.NEGOTIATION);
        assertThat(changzhou.steps()).containsExactly("NEGOTIATION", "AUTHORITY", "LEADING_GROUP");

        Decider liaoning = sharing.decisionFor(packs.active(), "NONE", SUBMITTED);
        assertThat(liaoning.mode()).isEqualTo(Decider.Mode.NOT_REQUESTABLE);
        assertThat(liaoning.steps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CN-809 LN-2019, CONDITIONAL,   true",
        "GD-2018,        CONDITIONAL,   true",
        "CZ-2018,        CONDITIONAL,   false",
        "CZ-2018,        NONE,          true",
        "CN-809 LN-2019, UNCONDITIONAL, false"
    })
    @Tag("REG-17")
    void whetherABasisIsNeededDependsOnTheInstrument(String ids, String type, boolean needed) {
        Rule<Boolean> basis = sharing.basisRequired(stack(ids), type);
        assertThat(basis.value()).isEqualTo(needed);
        assertThat(basis.sources()).isNotEmpty();
    }

    @Test
    @Tag("REG-17")
    void theRanksThatCountDifferAndAnInternalRuleNeverDoes() {
        assertThat(sharing.basisLevels(packs.active()).value())
                .contains("GOV_RULE", "NATIONAL_OR_PROVINCIAL_PROVISION");
        assertThat(sharing.basisLevels(stack("CZ-2018")).value())
                .containsExactly("LAW", "ADMIN_REGULATION", "CENTRAL_POLICY");
    }

    @Test
    @Tag("REG-5")
    void aNeededRuleThatIsMissingIsNotGuessed() {
        assertThatThrownBy(() -> sharing.decisionFor(stack("LN-2019"), "CONDITIONAL", SUBMITTED))
                .isInstanceOf(MissingRule.class);
        assertThatThrownBy(() -> sharing.basisRequired(stack("GD-2008"), "CONDITIONAL"))
                .isInstanceOf(MissingRule.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sharing.decisionFor(packs.active(), "有条件", SUBMITTED));
    }

    @Test
    @Tag("REG-14")
    void requestsAndConditionsStateWhatTheRulesAskFor() {
        assertThat(sharing.requiredFields(packs.active()).value())
                .containsExactly("legalBasis", "scenario", "scope", "mode", "term");
        assertThat(sharing.requiredFields(stack("GD-2018")).value())
                .containsExactly("purpose", "matter", "items");
        assertThat(sharing.requiredFields(stack("CZ-2018")).value()).isEmpty();
        assertThat(sharing.conditionFields(stack("CZ-2018")).value())
                .containsExactly("condition", "scope", "purpose");
    }

    @Test
    @Tag("REG-1")
    void aChangedPackChangesTheWayAndTheDateWithoutARestart(@TempDir Path folder) {
        ConfigFiles.copy(ConfigFiles.PACKS, folder);
        RulePacks changing = new RulePacks(folder, ConfigFiles.clockAt("2026-02-12"));
        Decider before = sharing.decisionFor(changing.active(), "CONDITIONAL", SUBMITTED);
        assertThat(before.steps()).containsExactly("PROVIDER");

        ConfigFiles.edit(
                folder.resolve("CN-809.json"),
                "\"request.reply.workdays\": {\"value\": 10,",
                "\"request.reply.workdays\": {\"value\": 7,");
        ConfigFiles.edit(
                folder.resolve("LN-NODE.json"),
                "{\"value\": \"PROVIDER\",",
                "{\"value\": \"CITY_AUTHORITY\",");

        Decider after = sharing.decisionFor(changing.active(), "CONDITIONAL", SUBMITTED);
        assertThat(after.steps()).containsExactly("COUNTY_ASSIST", "CITY_AUTHORITY");
        assertThat(after.due().orElseThrow().lastDay()).isEqualTo(LocalDate.of(2026, 2, 28));
        assertThat(before.due().orElseThrow().lastDay()).isEqualTo(LocalDate.of(2026, 3, 4));
    }

    @Test
    @Tag("REG-14")
    void everyStepHasANameInTheDictionary() {
        CodeLists codes = new CodeLists(ConfigFiles.CODE_LISTS);
        for (String approver : List.of("PROVIDER", "AUTHORITY_WITH_PROVIDER", "CITY_AUTHORITY")) {
            for (String step : packs.active().steps(approver)) {
                assertThat(codes.require("approval-step", step).zh()).isNotBlank();
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> packs.active().steps("NOBODY"));
    }

    @Test
    @Tag("REG-18")
    void aRequestIsSentBackAsTheRulesSay() {
        Instant since = ConfigFiles.inChina("2026-02-12", "16:00");
        Instant now = ConfigFiles.inChina("2026-02-13", "10:00");
        SupplementRule rule = sharing.supplement(packs.active(), since, now);
        assertThat(rule.askBy().lastDay()).isEqualTo(LocalDate.of(2026, 2, 26));
        assertThat(rule.once().orElseThrow().sources())
                .extracting(Source::pack)
                .containsExactly("CN-809");
        assertThat(rule.clockStops()).isTrue();
        assertThat(rule.answerBy().orElseThrow().lastDay()).isEqualTo(LocalDate.of(2026, 3, 5));
        assertThat(rule.overdue().orElseThrow().value()).isEqualTo("WITHDRAWN");
    }

    @Test
    @Tag("REG-18")
    void whereAllAreSilentNothingIsSentBack() {
        assertThatThrownBy(() -> sharing.supplement(stack("CZ-2018"), SUBMITTED, SUBMITTED))
                .isInstanceOfSatisfying(
                        MissingRule.class,
                        e -> assertThat(e.key()).isEqualTo("request.supplement.ask.workdays"));
    }

    /** The operator's files stay as they are when the server is upgraded. */
    @Test
    @Tag("REG-18")
    @Tag("REG-20")
    void olderFilesThatDoNotKnowTheKeysLeaveTheRulesOut(@TempDir Path folder) {
        ConfigFiles.copy(ConfigFiles.PACKS, folder);
        ConfigFiles.without(folder.resolve("keys.json"), "request.supplement.ask", "request.rem");
        ConfigFiles.without(
                folder.resolve("LN-NODE.json"), "request.supplement.ask", "request.rem");
        RulePacks older = new RulePacks(folder, ConfigFiles.clockAt("2026-02-12"));
        assertThat(older.problems()).isEmpty();
        assertThatThrownBy(() -> sharing.supplement(older.active(), SUBMITTED, SUBMITTED))
                .isInstanceOfSatisfying(
                        MissingRule.class, e -> assertThat(e.en()).contains("keys.json"));
        assertThat(sharing.remindableOn(older.active(), SUBMITTED))
                .isEqualTo(LocalDate.of(2026, 2, 13));
    }

    @Test
    @Tag("REG-20")
    void oneMayRemindAgainAfterTheDaysOfTheRules(@TempDir Path folder) {
        assertThat(sharing.remindableOn(packs.active(), SUBMITTED))
                .isEqualTo(LocalDate.of(2026, 2, 13));
        assertThat(sharing.remindableOn(stack("CZ-2018"), SUBMITTED))
                .as("silent: the next working day")
                .isEqualTo(LocalDate.of(2026, 2, 13));
        ConfigFiles.copy(ConfigFiles.PACKS, folder);
        ConfigFiles.edit(
                folder.resolve("LN-NODE.json"),
                "\"request.reminder.workdays\": {\"value\": 1",
                "\"request.reminder.workdays\": {\"value\": 3");
        RulePacks changed = new RulePacks(folder, ConfigFiles.clockAt("2026-02-12"));
        assertThat(sharing.remindableOn(changed.active(), SUBMITTED))
                .isEqualTo(LocalDate.of(2026, 2, 24));
    }
}
