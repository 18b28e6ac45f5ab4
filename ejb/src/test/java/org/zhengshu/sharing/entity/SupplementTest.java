package org.zhengshu.sharing.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhengshu.sharing.entity.Requests.NOW;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SupplementTest {
    private static final LocalDate ANSWER_ON = LocalDate.of(2026, 12, 4);

    private static Supplement aSupplement(boolean stopped, Integer kept, String otherwise) {
        SharingRequest request = Requests.aRequest("PROVIDER");
        request.sendBack();
        return new Supplement(
                request,
                new Supplement.Asked("wang.wei", "provider", "请写明条款", List.of("legalBasis"), NOW),
                new Supplement.Terms("条款", stopped, kept, ANSWER_ON, false, "条款", otherwise));
    }

    @Test
    @Tag("SHR-18")
    void itIsOverAfterItsLastDayWhereTheRulesEndIt() {
        Supplement supplement = aSupplement(true, 5, "WITHDRAWN");
        assertThat(supplement.over(ANSWER_ON)).isFalse();
        assertThat(supplement.over(ANSWER_ON.plusDays(1))).isTrue();
        assertThat(aSupplement(true, 5, null).over(ANSWER_ON.plusDays(1))).isFalse();
        supplement.done("li.na", null, List.of(), NOW);
        assertThat(supplement.over(ANSWER_ON.plusDays(1))).isFalse();
    }

    @Test
    @Tag("SHR-16")
    void theTimeGoesOnOnlyWhereItStoodStillAndWasNotOver() {
        assertThat(aSupplement(true, 5, null).resumes()).contains(5);
        assertThat(aSupplement(true, 0, null).resumes()).contains(0);
        assertThat(aSupplement(true, -1, null).resumes()).as("a late reply stays late").isEmpty();
        assertThat(aSupplement(false, 5, null).resumes()).isEmpty();
    }
}
