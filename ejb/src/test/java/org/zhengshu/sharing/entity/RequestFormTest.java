package org.zhengshu.sharing.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhengshu.sharing.entity.Requests.LAST_DAY;
import static org.zhengshu.sharing.entity.Requests.wish;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.sharing.boundary.SharingRequestView.ChangeView;
import org.zhengshu.sharing.boundary.SubmitSharingRequest;
import org.zhengshu.sharing.boundary.SupplementSharingRequest;

class RequestFormTest {
    private static final RowFilter FILTER = RowFilter.where("code", RowFilter.Operator.EQ, "1");
    private static final SubmitSharingRequest FORM = wish(FILTER, "开办企业");

    private static SupplementSharingRequest basis(String legalBasis, List<String> items) {
        return new SupplementSharingRequest(
                1, null, null, legalBasis, null, null, null, items, null, null, null, null);
    }

    @Test
    @Tag("SHR-15")
    void exactlyTheNamedMembersChange() {
        SubmitSharingRequest after =
                RequestForm.supplemented(
                        FORM, Set.of("legalBasis", "items"), basis("第四条", List.of("name")));
        assertThat(RequestForm.changes(FORM, after))
                .containsExactly(
                        new ChangeView("legalBasis", "某条例第三条", "第四条"),
                        new ChangeView("items", "name,code", "name"));
        assertThat(after.matter()).isEqualTo("开办企业");
        assertThat(after.rowFilter()).isEqualTo(FILTER);
        assertThat(after.quota()).isEqualTo(100);
        assertThat(after.validUntil()).isEqualTo(LAST_DAY);
    }

    @Test
    @Tag("SHR-15")
    void eachMemberCanBeNamedAndIsEmptyWhenLeftOut() {
        SupplementSharingRequest nothing = basis(null, null);
        for (String member : RequestForm.texts(FORM).keySet()) {
            SubmitSharingRequest after = RequestForm.supplemented(FORM, Set.of(member), nothing);
            assertThat(RequestForm.changes(FORM, after))
                    .extracting(ChangeView::field, ChangeView::after)
                    .as(member)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(member, null));
        }
    }

    @Test
    @Tag("SHR-15")
    void whatWasNotAskedForIsNamed() {
        SupplementSharingRequest all =
                new SupplementSharingRequest(
                        1,
                        "用途",
                        "事项",
                        "依据",
                        "场景",
                        "范围",
                        "方式",
                        List.of("x"),
                        FILTER,
                        5L,
                        LAST_DAY,
                        "说明");
        assertThat(RequestForm.beyond(Set.of("scope"), all))
                .containsExactly(
                        "purpose",
                        "matter",
                        "legalBasis",
                        "scenario",
                        "mode",
                        "items",
                        "rowFilter",
                        "quota",
                        "validUntil");
        assertThat(RequestForm.beyond(Set.of("legalBasis"), basis("第四条", null))).isEmpty();
    }

    @Test
    @Tag("SHR-15")
    void whatLooksTheSameIsNoChange() {
        SubmitSharingRequest after =
                RequestForm.supplemented(
                        FORM, Set.of("legalBasis"), basis(" \u200b某条例\u202e第三条\ufeff ", null));
        assertThat(RequestForm.changes(FORM, after)).isEmpty();
    }
}
