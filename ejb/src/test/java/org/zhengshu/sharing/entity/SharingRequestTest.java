package org.zhengshu.sharing.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhengshu.sharing.boundary.RequestState.APPROVED;
import static org.zhengshu.sharing.boundary.RequestState.COMPLIANCE_REVIEW;
import static org.zhengshu.sharing.boundary.RequestState.PROVIDER_REVIEW;
import static org.zhengshu.sharing.boundary.RequestState.REJECTED;
import static org.zhengshu.sharing.boundary.RequestState.RETURNED_FOR_SUPPLEMENT;
import static org.zhengshu.sharing.boundary.RequestState.WITHDRAWN;
import static org.zhengshu.sharing.entity.Requests.NOW;
import static org.zhengshu.sharing.entity.Requests.aRequest;
import static org.zhengshu.sharing.entity.Requests.view;
import static org.zhengshu.sharing.entity.Requests.wish;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
        assertThat(view(request).state()).isEqualTo(COMPLIANCE_REVIEW);
        assertThat(request.currentStep()).isEqualTo("AUTHORITY");
        assertThat(request.agree("wang.wei", LATER)).isFalse();
        assertThat(view(request).state()).isEqualTo(PROVIDER_REVIEW);
        assertThat(request.currentStep()).isEqualTo("PROVIDER");
        assertThat(view(request).closedAt()).isNull();
    }

    @Test
    @Tag("SHR-2")
    void theLastAgreementApproves() {
        SharingRequest request = aRequest("AUTHORITY", "PROVIDER");
        request.agree("wang.wei", NOW);
        assertThat(request.agree("zhao.min", LATER)).isTrue();
        SharingRequestView view = view(request);
        assertThat(view.state()).isEqualTo(APPROVED);
        assertThat(view.closedAt()).isEqualTo(LATER);
        assertThat(view.step()).isEqualTo(2);
        assertThat(request.closedBy()).isEqualTo("zhao.min");
    }

    @Test
    void aRejectionInAnyStepEndsItWithItsReason() {
        SharingRequest request = aRequest("AUTHORITY", "PROVIDER");
        request.reject("wang.wei", "依据不足", LATER);
        assertThat(view(request).state()).isEqualTo(REJECTED);
        assertThat(view(request).reason()).isEqualTo("依据不足");
        assertThat(view(request).step()).isZero();
    }

    @Test
    @Tag("SHR-3")
    void aDecidedRequestCannotBeDecidedAgain() {
        List<Consumer<SharingRequest>> ends =
                List.of(
                        r -> r.agree("a", NOW),
                        r -> r.reject("a", "b", NOW),
                        r -> r.withdraw("a", NOW));
        List<Consumer<SharingRequest>> acts = new ArrayList<>(ends);
        acts.add(SharingRequest::sendBack);
        acts.add(SharingRequest::remind);
        acts.add(r -> r.requireReturned(1));
        for (Consumer<SharingRequest> end : ends) {
            SharingRequest request = aRequest("PROVIDER");
            end.accept(request);
            SharingRequestView before = view(request);
            for (Consumer<SharingRequest> again : acts) {
                assertThatThrownBy(() -> again.accept(request))
                        .isInstanceOfSatisfying(
                                Problem.class,
                                p -> assertThat(p.type()).isEqualTo(ProblemType.REQUEST_CLOSED));
            }
            assertThatThrownBy(request::currentStep).isInstanceOf(Problem.class);
            assertThat(view(request)).isEqualTo(before);
        }
    }

    @Test
    void aWithdrawnRequestSaysSo() {
        SharingRequest request = aRequest("PROVIDER");
        request.withdraw("li.na", LATER);
        assertThat(view(request).state()).isEqualTo(WITHDRAWN);
        assertThat(request.closedBy()).isEqualTo("li.na");
    }

    @Test
    @Tag("SHR-4")
    void whatNeedsNoDecisionIsGrantedAtOnceByTheRule() {
        SharingRequest request = aRequest();
        request.grantAtOnce(NOW);
        assertThat(view(request).state()).isEqualTo(APPROVED);
        assertThat(request.closedBy()).isEqualTo("RULE");
    }

    private static SharingRequest aReturnedRequest() {
        SharingRequest request = aRequest("AUTHORITY", "PROVIDER");
        request.agree("wang.wei", NOW);
        request.sendBack();
        return request;
    }

    private static void assertRefused(ThrowingCallable act, ProblemType type) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.type()).isEqualTo(type));
    }

    @Test
    @Tag("SHR-13")
    void whatWasSentBackIsNotDecidedOnButMayBeWithdrawn() {
        SharingRequest request = aReturnedRequest();
        assertThat(view(request).state()).isEqualTo(RETURNED_FOR_SUPPLEMENT);
        assertThat(request.rounds()).isEqualTo(1);
        ProblemType returned = ProblemType.REQUEST_RETURNED;
        assertRefused(request::currentStep, returned);
        assertRefused(() -> request.agree("a", NOW), returned);
        assertRefused(() -> request.reject("a", "b", NOW), returned);
        assertRefused(request::sendBack, returned);
        assertRefused(request::remind, returned);
        assertThat(request.due()).as("closed only by an end").isPresent();
        request.withdraw("li.na", LATER);
        assertThat(view(request).state()).isEqualTo(WITHDRAWN);
        assertThat(request.due()).isEmpty();
    }

    @Test
    @Tag("SHR-15")
    void aSupplementGoesOnInTheStepThatHadSentItBack() {
        SharingRequest request = aReturnedRequest();
        request.requireReturned(1);
        request.supplement(new Wish(wish(null, "变更登记")), "UNCONDITIONAL", LATER);
        SharingRequestView view = view(request);
        assertThat(view.state()).isEqualTo(PROVIDER_REVIEW);
        assertThat(view.matter()).isEqualTo("变更登记");
        assertThat(view.shareType()).isEqualTo("UNCONDITIONAL");
        assertThat(view.revision()).isEqualTo(2);
        assertThat(request.stepSince()).isEqualTo(LATER);
        assertRefused(() -> request.requireReturned(2), ProblemType.NOT_RETURNED);
    }

    @Test
    @Tag("SHR-17")
    void aSupplementOfAnOlderContentIsRefused() {
        SharingRequest request = aReturnedRequest();
        request.supplement(new Wish(wish(null, "变更登记")), "CONDITIONAL", LATER);
        request.sendBack();
        assertRefused(() -> request.requireReturned(1), ProblemType.CONFLICT);
        request.requireReturned(2);
    }

    @Test
    @Tag("SHR-16")
    void theLastDayMovesWhenTheTimeGoesOn() {
        SharingRequest request = aReturnedRequest();
        request.supplement(new Wish(wish(null, "变更登记")), "CONDITIONAL", LATER);
        request.dueOn(LocalDate.of(2026, 12, 9), true, "2027");
        assertThat(view(request).dueOn()).isEqualTo(LocalDate.of(2026, 12, 9));
        assertThat(view(request).dueProvisional()).isTrue();
        assertThat(request.calendarVersion()).isEqualTo("2027");
    }

    @Test
    @Tag("SHR-18")
    void whatNobodySupplementsEndsByTheRule() {
        SharingRequest request = aReturnedRequest();
        request.lapse(WITHDRAWN, "补正期限已过", LATER);
        assertThat(view(request).state()).isEqualTo(WITHDRAWN);
        assertThat(view(request).reason()).isEqualTo("补正期限已过");
        assertThat(request.closedBy()).isEqualTo("RULE");
        assertRefused(() -> request.lapse(REJECTED, "", LATER), ProblemType.REQUEST_CLOSED);
        assertRefused(
                () -> aRequest("PROVIDER").lapse(WITHDRAWN, "", LATER), ProblemType.NOT_RETURNED);
    }

    @Test
    @Tag("SHR-19")
    void remindersAreCounted() {
        SharingRequest request = aRequest("PROVIDER");
        request.remind();
        request.remind();
        assertThat(new Reminder(request, "li.na", LATER).view().at()).isEqualTo(LATER);
        assertThat(request.reminders()).isEqualTo(2);
    }
}
