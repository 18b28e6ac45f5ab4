package org.zhengshu.catalogue.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhengshu.catalogue.boundary.ItemState.CHANGING;
import static org.zhengshu.catalogue.boundary.ItemState.DRAFT;
import static org.zhengshu.catalogue.boundary.ItemState.PENDING_REVIEW;
import static org.zhengshu.catalogue.boundary.ItemState.PUBLISHED;
import static org.zhengshu.catalogue.boundary.ItemState.REJECTED;
import static org.zhengshu.catalogue.boundary.ItemState.REVOKED;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.catalogue.boundary.CatalogueItemView;
import org.zhengshu.catalogue.boundary.CoreMetadata;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.catalogue.boundary.ItemState;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;

class CatalogueItemTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);
    private static final String CODE = "307009001/000001";

    private static CoreMetadata core(String title) {
        return new CoreMetadata(
                "307009001",
                title,
                null,
                "摘要",
                "1",
                "1",
                "1",
                null,
                null,
                null,
                null,
                "1",
                "1",
                "0",
                null,
                "1",
                null,
                null);
    }

    private static List<DataItem> items(String name) {
        return List.of(
                new DataItem(name, "名称", "C", 20, null, "1", null, false, true, false, null));
    }

    private static CatalogueItem aDraft() {
        return new CatalogueItem("210000", "dep", "li.na", core("街道"), items("name"), NOW);
    }

    private static CatalogueItem anItem(ItemState state) {
        CatalogueItem item = aDraft();
        if (state != DRAFT) {
            item.submit(DAY, "第九条", NOW);
        }
        if (state == REJECTED) {
            item.reject("缺少依据", NOW);
        }
        if (state == PUBLISHED || state == REVOKED) {
            item.publish(CODE, DAY, NOW);
        }
        if (state == CHANGING) {
            item.publish(CODE, DAY, NOW);
            item.propose("{}", DAY, "第九条", NOW);
        }
        if (state == REVOKED) {
            item.revoke(NOW);
        }
        assertThat(item.state()).isEqualTo(state);
        return item;
    }

    private static final Set<ItemState> REACHED =
            Set.of(DRAFT, PENDING_REVIEW, REJECTED, PUBLISHED, CHANGING, REVOKED);

    /** The step works from the states given and is refused, changing nothing, from all others. */
    private static void assertOnlyFrom(
            Set<ItemState> allowed, ProblemType refusal, Consumer<CatalogueItem> step) {
        Map<ItemState, CatalogueItem> items = new EnumMap<>(ItemState.class);
        REACHED.forEach(state -> items.put(state, anItem(state)));
        items.forEach(
                (state, item) -> {
                    if (allowed.contains(state)) {
                        step.accept(item);
                        return;
                    }
                    CatalogueItemView before = item.view("厅", null, null);
                    assertThatThrownBy(() -> step.accept(item))
                            .as("from %s", state)
                            .isInstanceOfSatisfying(
                                    Problem.class, p -> assertThat(p.type()).isEqualTo(refusal));
                    assertThat(item.view("厅", null, null)).isEqualTo(before);
                });
    }

    @Test
    @Tag("CAT-1")
    void aNewEntryIsADraftOfItsDepartmentWithoutACode() {
        CatalogueItemView view = aDraft().view("厅", null, null);
        assertThat(view.state()).isEqualTo(DRAFT);
        assertThat(view.provider()).isEqualTo("dep");
        assertThat(view.tenant()).isEqualTo("210000");
        assertThat(view.code()).isNull();
        assertThat(view.items()).isEqualTo(items("name"));
    }

    @Test
    @Tag("CAT-2")
    void onlyDraftsAndRejectedEntriesChange() {
        assertOnlyFrom(
                Set.of(DRAFT, REJECTED),
                ProblemType.ITEM_NOT_EDITABLE,
                item -> item.rewrite(core("新"), items("other"), NOW));
        CatalogueItem item = anItem(REJECTED);
        item.rewrite(core("新"), items("other"), NOW.plusSeconds(9));
        assertThat(item.view("厅", null, null).core().title()).isEqualTo("新");
        assertThat(item.view("厅", null, null).items()).isEqualTo(items("other"));
        assertThat(item.view("厅", null, null).changedAt()).isEqualTo(NOW.plusSeconds(9));
    }

    @Test
    @Tag("CAT-2")
    void onlyDraftsAndRejectedEntriesAreSubmitted() {
        assertOnlyFrom(
                Set.of(DRAFT, REJECTED),
                ProblemType.ITEM_WRONG_STATE,
                item -> item.submit(DAY, "第九条", NOW));
        assertThat(anItem(PENDING_REVIEW).view("厅", null, null).reviewDueOn()).isEqualTo(DAY);
        assertThat(anItem(PENDING_REVIEW).view("厅", null, null).reviewDueRule()).isEqualTo("第九条");
    }

    @Test
    @Tag("CAT-3")
    void onlyWhatWaitsForReviewIsPublishedOrRejected() {
        assertOnlyFrom(
                Set.of(PENDING_REVIEW),
                ProblemType.ITEM_WRONG_STATE,
                item -> item.publish(CODE, DAY, NOW));
        assertOnlyFrom(
                Set.of(PENDING_REVIEW, CHANGING),
                ProblemType.ITEM_WRONG_STATE,
                item -> item.reject("不全", NOW));
    }

    @Test
    @Tag("CAT-4")
    void theReasonOfARejectionStaysUntilTheNextSubmission() {
        CatalogueItem item = anItem(REJECTED);
        assertThat(item.view("厅", null, null).rejectedReason()).isEqualTo("缺少依据");
        item.rewrite(core("新"), items("name"), NOW);
        assertThat(item.view("厅", null, null).rejectedReason()).isEqualTo("缺少依据");
        item.submit(null, null, NOW);
        assertThat(item.view("厅", null, null).rejectedReason()).isNull();
    }

    @Test
    @Tag("CAT-5")
    void aPublishedEntryHasItsCodeAndItsDay() {
        CatalogueItemView view = anItem(PUBLISHED).view("厅", null, null);
        assertThat(view.code()).isEqualTo(CODE);
        assertThat(view.publishDate()).isEqualTo(DAY);
        assertThat(anItem(REVOKED).code()).isEqualTo(CODE);
    }

    @Test
    @Tag("CAT-6")
    void onlyPublishedEntriesAreRevoked() {
        assertOnlyFrom(Set.of(PUBLISHED), ProblemType.ITEM_WRONG_STATE, item -> item.revoke(NOW));
    }

    @Test
    @Tag("CAT-10")
    void onlyPublishedEntriesAreChanged() {
        assertOnlyFrom(
                Set.of(PUBLISHED),
                ProblemType.ITEM_WRONG_STATE,
                item -> item.propose("{}", DAY, "第九条", NOW));
        assertOnlyFrom(
                Set.of(CHANGING),
                ProblemType.ITEM_WRONG_STATE,
                item -> item.replace(core("新"), items("other"), DAY, NOW));
    }

    @Test
    @Tag("CAT-10")
    void thePublishedContentIsInForceUntilTheNewOneIsPublished() {
        CatalogueItem item = anItem(CHANGING);
        assertThat(item.state().inForce()).isTrue();
        assertThat(item.view("厅", null, null).items()).isEqualTo(items("name"));
        assertThat(item.proposal()).contains("{}");
        item.replace(core("新"), items("other"), DAY, NOW);
        CatalogueItemView view = item.view("厅", null, null);
        assertThat(view.state()).isEqualTo(PUBLISHED);
        assertThat(view.revision()).isEqualTo(2);
        assertThat(view.code()).isEqualTo(CODE);
        assertThat(view.core().title()).isEqualTo("新");
        assertThat(view.items()).isEqualTo(items("other"));
        assertThat(item.proposal()).isEmpty();
    }

    @Test
    @Tag("CAT-10")
    void aRejectedChangeLeavesThePublishedEntryAsItWas() {
        CatalogueItem item = anItem(CHANGING);
        item.reject("不合理", NOW);
        CatalogueItemView view = item.view("厅", null, null);
        assertThat(view.state()).isEqualTo(PUBLISHED);
        assertThat(view.revision()).isEqualTo(1);
        assertThat(view.items()).isEqualTo(items("name"));
        assertThat(view.rejectedReason()).isEqualTo("不合理");
        assertThat(item.proposal()).isEmpty();
    }
}
