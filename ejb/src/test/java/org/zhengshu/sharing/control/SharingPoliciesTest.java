package org.zhengshu.sharing.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.catalogue.boundary.ItemState;
import org.zhengshu.catalogue.boundary.Resources;
import org.zhengshu.catalogue.boundary.ShareType;
import org.zhengshu.catalogue.control.DeliveredRules;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.sharing.boundary.SubmitSharingRequest;

/** Uses the delivered stack CN-809 and LN-2019 on 2026-11-20. */
class SharingPoliciesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private final SharingPolicies policies =
            new SharingPolicies(
                    DeliveredRules.resources(), DeliveredRules.SHARING, DeliveredRules.CLOCK);

    private static DataItem item(String name, String shareType) {
        return new DataItem(name, "名称", "C", 20, null, shareType, null, false, false, true, null);
    }

    private static Resources.Resource aResource(ItemState state) {
        return new Resources.Resource(
                UUID.fromString("00000000-0000-4000-8000-000000000001"),
                "307009001/000001",
                "街道",
                "210000",
                "provider",
                state,
                1,
                ShareType.CONDITIONAL,
                List.of(item("free", "1"), item("bound", "2"), item("closed", "3")));
    }

    private static SubmitSharingRequest aFullRequest(String... items) {
        return new SubmitSharingRequest(
                aResource(ItemState.PUBLISHED).id(),
                "行政审批",
                "开办企业",
                "某条例第三条",
                "窗口核验",
                "本市",
                "接口",
                Arrays.asList(items),
                null,
                null,
                TODAY);
    }

    private static SubmitSharingRequest aBareRequest(
            LocalDate until, RowFilter filter, String... items) {
        return new SubmitSharingRequest(
                aResource(ItemState.PUBLISHED).id(),
                "行政审批",
                null,
                " ",
                null,
                null,
                null,
                Arrays.asList(items),
                filter,
                null,
                until);
    }

    private ShareType admit(SubmitSharingRequest request, ItemState state) {
        return policies.admit(request, aResource(state), DeliveredRules.PACKS.active());
    }

    private Problem refusal(SubmitSharingRequest request, ItemState state) {
        return catchThrowableOfType(Problem.class, () -> admit(request, state));
    }

    @Test
    @Tag("SHR-9")
    void onlyAPublishedResourceCanBeRequested() {
        for (ItemState state : ItemState.values()) {
            if (!state.inForce()) {
                assertThat(refusal(aFullRequest("free"), state).type())
                        .as("%s", state)
                        .isEqualTo(ProblemType.ITEM_NOT_PUBLISHED);
            }
        }
    }

    @Test
    @Tag("SHR-9")
    void anItemThatIsNotSharedIsNeverGranted() {
        assertThat(refusal(aFullRequest("free", "closed"), ItemState.PUBLISHED).type())
                .isEqualTo(ProblemType.NOT_SHARED);
    }

    @Test
    @Tag("SHR-11")
    void theStrictestOfTheWishedItemsDecides() {
        assertThat(admit(aFullRequest("free"), ItemState.PUBLISHED))
                .isEqualTo(ShareType.UNCONDITIONAL);
        assertThat(admit(aFullRequest("bound", "free"), ItemState.PUBLISHED))
                .isEqualTo(ShareType.CONDITIONAL);
    }

    @Test
    @Tag("SHR-10")
    void allGapsAreNamedAtOnce() {
        RowFilter filter = new RowFilter(null, null, "unknown", RowFilter.Operator.EQ, "x", null);
        Problem problem =
                refusal(
                        aBareRequest(TODAY.minusDays(1), filter, "bound", "other"),
                        ItemState.PUBLISHED);
        assertThat(problem.type()).isEqualTo(ProblemType.REQUEST_INCOMPLETE);
        assertThat(problem.violations())
                .extracting(Violation::place)
                .contains("items[1]", "validUntil", "matter", "legalBasis", "scenario", "scope")
                .contains("mode")
                .doesNotHaveDuplicates();
        assertThat(problem.violations()).extracting(Violation::rule).contains("RowFilter");
    }

    @Test
    @Tag("SHR-10")
    void unconditionalDataNeedNoReasonsAndMayBeUsedUntilToday() {
        assertThat(admit(aBareRequest(TODAY, null, "free"), ItemState.PUBLISHED))
                .isEqualTo(ShareType.UNCONDITIONAL);
    }
}
