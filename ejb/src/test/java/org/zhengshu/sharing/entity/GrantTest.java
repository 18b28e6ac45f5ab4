package org.zhengshu.sharing.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhengshu.sharing.entity.Requests.NOW;
import static org.zhengshu.sharing.entity.Requests.aRequest;
import static org.zhengshu.sharing.entity.Requests.wish;

import java.time.Instant;
import java.time.ZoneId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.sharing.boundary.GrantView;

class GrantTest {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** 2026-12-31 24:00 in China. */
    private static final Instant END = Instant.parse("2026-12-31T16:00:00Z");

    private static Grant aGrant() {
        return new Grant(aRequest("PROVIDER"), "307009001/000001", NOW, CHINA);
    }

    private static Grant aGrantWithoutAMatter() {
        return new Grant(aRequest(wish(null, null), "PROVIDER"), "c", NOW, CHINA);
    }

    private static void assertRefused(ThrowingCallable use, ProblemType type) {
        assertThatThrownBy(use)
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.type()).isEqualTo(type));
    }

    @Test
    @Tag("SHR-5")
    void theGrantIsTheApprovedRequestWordForWord() throws Exception {
        RowFilter filter =
                Json.MAPPER.readValue(
                        "{\"item\":\"code\",\"operator\":\"PREFIX\",\"value\":\"21\"}",
                        RowFilter.class);
        SharingRequest request = aRequest(wish(filter, "开办企业"), "PROVIDER");
        GrantView view = new Grant(request, "307009001/000001", NOW, CHINA).view(7);
        var asked = Requests.view(request);
        assertThat(view.request()).isEqualTo(request.id());
        assertThat(view.item()).isEqualTo(asked.item());
        assertThat(view.consumer()).isEqualTo("consumer");
        assertThat(view.provider()).isEqualTo("provider");
        assertThat(view.purpose()).isEqualTo(asked.purpose());
        assertThat(view.matter()).isEqualTo(asked.matter());
        assertThat(view.items()).isEqualTo(asked.items());
        assertThat(view.rowFilter()).isEqualTo(filter);
        assertThat(view.quota()).isEqualTo(100);
        assertThat(view.used()).isEqualTo(7);
        assertThat(view.validFrom()).isEqualTo(NOW);
        assertThat(view.validUntil()).isEqualTo(END);
    }

    @Test
    @Tag("SHR-5")
    @Tag("SHR-6")
    void itHoldsUntilTheEndOfItsLastDayInChina() {
        Grant grant = aGrant();
        assertThatCode(() -> grant.require("行政审批", "开办企业", END.minusNanos(1)))
                .doesNotThrowAnyException();
        assertRefused(() -> grant.require("行政审批", "开办企业", END), ProblemType.GRANT_EXPIRED);
    }

    @Test
    @Tag("SHR-6")
    void aRevokedGrantIsRefusedAndSaysWhenAndWhy() {
        Grant grant = aGrant();
        grant.revoke("用途变更", NOW.plusSeconds(5));
        assertRefused(
                () -> grant.require("行政审批", "开办企业", NOW.plusSeconds(6)), ProblemType.GRANT_REVOKED);
        assertThat(grant.view(0).state()).isEqualTo("REVOKED");
        assertThat(grant.view(0).revokedAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(grant.view(0).revokedReason()).isEqualTo("用途变更");
    }

    @Test
    @Tag("SHR-7")
    void anotherPurposeOrMatterIsRefused() {
        Grant grant = aGrant();
        assertRefused(() -> grant.require("商业营销", "开办企业", NOW), ProblemType.PURPOSE_MISMATCH);
        assertRefused(() -> grant.require("行政审批", "其他事项", NOW), ProblemType.PURPOSE_MISMATCH);
        assertRefused(() -> grant.require("行政审批", null, NOW), ProblemType.PURPOSE_MISMATCH);
        assertRefused(() -> grant.require(null, "开办企业", NOW), ProblemType.PURPOSE_MISMATCH);
    }

    @Test
    @Tag("SHR-7")
    void theRefusalNamesWhatWasApproved() {
        assertThatThrownBy(() -> aGrant().require("商业营销", "开办企业", NOW))
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> {
                            assertThat(p.detail().zh()).contains("“行政审批”", "“开办企业”");
                            assertThat(p.detail().en()).contains("“行政审批”", "“开办企业”");
                        });
        assertThatThrownBy(() -> aGrantWithoutAMatter().require("商业营销", null, NOW))
                .isInstanceOfSatisfying(
                        Problem.class,
                        p -> {
                            assertThat(p.detail().zh()).contains("“行政审批”").doesNotContain("事项");
                            assertThat(p.detail().en()).contains("“行政审批”").doesNotContain("matter");
                        });
    }

    @Test
    void aGrantWithoutAMatterTakesAnyMatter() {
        assertThatCode(() -> aGrantWithoutAMatter().require("行政审批", "其他事项", NOW))
                .doesNotThrowAnyException();
    }

    @Test
    @Tag("SHR-8")
    void aRevokedGrantCannotBeRevokedAgain() {
        Grant grant = aGrant();
        grant.revoke("一", NOW);
        assertRefused(() -> grant.revoke("二", NOW), ProblemType.GRANT_CLOSED);
        assertThat(grant.view(0).revokedReason()).isEqualTo("一");
    }
}
