package org.zhengshu.catalogue.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.catalogue.boundary.CoreMetadata;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.catalogue.boundary.EnterItem;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Violation;

/** Uses the delivered stack CN-809 and LN-2019. */
class CatalogueRulesTest {
    private final CatalogueRules rules = DeliveredRules.CATALOGUE;

    /** How an entry is shared: type, condition, rank and title of the basis. */
    private record Sharing(String type, String condition, String level, String title) {}

    private static final Sharing FREELY = new Sharing("1", null, null, null);

    private static CoreMetadata core(Sharing sharing, String updateCycle) {
        return new CoreMetadata(
                "307009001",
                " 街道 ",
                null,
                "摘要",
                "数据库",
                "csv",
                sharing.type(),
                sharing.condition(),
                sharing.level(),
                sharing.title(),
                "第三条",
                "1",
                "1",
                "0",
                null,
                updateCycle,
                null,
                null);
    }

    private static DataItem item(String name, String shareType) {
        return new DataItem(name, "名称", "C", 20, null, shareType, null, false, false, true, null);
    }

    private static EnterItem anEntry(Sharing sharing, DataItem... items) {
        return new EnterItem(core(sharing, "1"), List.of(items));
    }

    private List<Violation> violations(EnterItem entry) {
        Problem problem = catchThrowableOfType(Problem.class, () -> rules.checked(entry));
        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_INPUT);
        return problem.violations();
    }

    @Test
    @Tag("CAT-7")
    void everyUnknownCodeAndRepeatedItemIsNamedAtOnce() {
        EnterItem entry =
                new EnterItem(
                        core(FREELY, "whenever"),
                        List.of(item("name", "9"), item("code", null), item("name", null)));
        assertThat(violations(entry))
                .extracting(Violation::place)
                .containsExactlyInAnyOrder(
                        "core.updateCycle", "items[0].shareType", "items[2].technicalName");
    }

    @Test
    @Tag("CAT-8")
    void codesAreKeptInTheirOfficialForm() {
        Sharing byWord = new Sharing("无条件", null, null, null);
        EnterItem checked = rules.checked(anEntry(byWord, item("a", null), item("b", "3")));
        assertThat(checked.core().shareType()).isEqualTo("1");
        assertThat(checked.core().title()).isEqualTo("街道");
        assertThat(checked.items()).extracting(DataItem::shareType).containsExactly("1", "3");
    }

    @Test
    @Tag("CAT-9")
    void aRestrictionStatesItsConditionItsInstrumentAndItsRank() {
        List<Violation> bare =
                violations(anEntry(new Sharing("2", null, null, null), item("a", null)));
        assertThat(bare)
                .extracting(Violation::place)
                .containsExactly("core.shareCondition", "core.shareBasisTitle");
        assertThat(bare.get(1).message().zh()).contains("12");
    }

    @Test
    @Tag("CAT-9")
    void onlyTheRanksOfTheRulesAreABasis() {
        Sharing policy = new Sharing("3", null, "CENTRAL_POLICY", "某意见");
        Violation wrong = violations(anEntry(policy, item("a", null))).get(0);
        assertThat(wrong.place()).isEqualTo("core.shareBasisLevel");
        assertThat(wrong.rule()).isEqualTo("BasisLevel");
        Sharing lawful = new Sharing("3", null, "法律", "某法");
        assertThat(rules.checked(anEntry(lawful, item("a", null))).core().shareBasisLevel())
                .isEqualTo("LAW");
    }
}
