package org.zhengshu.sharing.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhengshu.sharing.boundary.RequestState.APPROVED;
import static org.zhengshu.sharing.boundary.RequestState.COMPLIANCE_REVIEW;
import static org.zhengshu.sharing.boundary.RequestState.PROVIDER_REVIEW;
import static org.zhengshu.sharing.boundary.RequestState.REJECTED;
import static org.zhengshu.sharing.boundary.RequestState.WITHDRAWN;
import static org.zhengshu.sharing.entity.Requests.NOW;
import static org.zhengshu.sharing.entity.Requests.aRequest;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.sharing.boundary.SharingRequestView;

class SharingRequestTest {
    private static final Instant LATER = NOW.plusSeconds(3600);

    @Test
    @Tag("SHR-1")
    void itWaitsForEachStepInTurn() {
        SharingRequest request = aRequest("AUTHORITY", "PROVIDER");
        assertThat(request.view(null, List.of(), null).state()).isEqualTo(COMPLIANCE_REVIEW);
        assertThat(request.currentStep()).isEqualTo("AUTHORITY");
        assertThat(request.agree("wang.wei", LATER)).isFalse();
        assertThat(request.view(null, List.of(), null).state()).isEqualTo(PROVIDER_REVIEW);
        assertThat(request.currentStep()).isEqualTo("PROVIDER");
        assertThat(request.view(null, List.of(), null).closedAt()).isNull();
    }

    @Test
    @Tag("SHR-2")
    void theLastAgreementApproves() {
        SharingRequest request = aRequest("AUTHORITY", "PROVIDER");
        request.agree("wang.wei", NOW);
        assertThat(request.agree("zhao.min", LATER)).isTrue();
        SharingRequestView view = request.view(null, List.of(), null);
        assertThat(view.state()).isEqualTo(APPROVED);
        assertThat(view.closedAt()).isEqualTo(LATER);
        assertThat(view.step()).isEqualTo(2);
        assertThat(request.closedBy()).isEqualTo("zhao.min");
    }

    @Test
    void aRejectionInAnyStepEndsItWithItsReason() {
        SharingRequest request = aRequest("AUTHORITY", "PROVIDER");
        request.reject("wang.wei", "依据不足", LATER);
        assertThat(request.view(null, List.of(), null).state()).isEqualTo(REJECTED);
        assertThat(request.view(null, List.of(), null).reason()).isEqualTo("依据不足");
        assertThat(request.view(null, List.of(), null).step()).isZero();
    }

    @Test
    @Tag("SHR-3")
    void aDecidedRequestCannotBeDecidedAgain() {
        List<Consumer<SharingRequest>> ends =
                List.of(
                        r -> r.agree("a", NOW),
                        r -> r.reject("a", "b", NOW),
                        r -> r.withdraw("a", NOW));
        for (Consumer<SharingRequest> end : ends) {
            SharingRequest request = aRequest("PROVIDER");
            end.accept(request);
            SharingRequestView before = request.view(null, List.of(), null);
            for (Consumer<SharingRequest> again : ends) {
                assertThatThrownBy(() -> again.accept(request))
                        .isInstanceOfSatisfying(
                                Problem.class,
                                p -> assertThat(p.type()).isEqualTo(ProblemType.REQUEST_CLOSED));
            }
            assertThatThrownBy(request::currentStep).isInstanceOf(Problem.class);
            assertThat(request.view(null, List.of(), null)).isEqualTo(before);
        }
    }

    @Test
    void aWithdrawnRequestSaysSo() {
        SharingRequest request = aRequest("PROVIDER");
        request.withdraw("li.na", LATER);
        assertThat(request.view(null, List.of(), null).state()).isEqualTo(WITHDRAWN);
        assertThat(request.closedBy()).isEqualTo("li.na");
    }

    @Test
    @Tag("SHR-4")
    void whatNeedsNoDecisionIsGrantedAtOnceByTheRule() {
        SharingRequest request = aRequest();
        request.grantAtOnce(NOW);
        assertThat(request.view(null, List.of(), null).state()).isEqualTo(APPROVED);
        assertThat(request.closedBy()).isEqualTo("RULE");
    }
}
