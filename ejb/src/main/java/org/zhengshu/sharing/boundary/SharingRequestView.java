package org.zhengshu.sharing.boundary;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.zhengshu.mounting.boundary.RowFilter;

/**
 * A sharing request as both sides see it (共享申请).
 *
 * @param approverArticles the articles that say who decides
 * @param steps who decides, in order; {@code step} counts the decisions already made
 * @param dueOn last working day for the reply; {@code dueProvisional} when the calendar of that
 *     year is not announced yet
 * @param dueArticles the articles that say so
 * @param workdaysLeft working days until {@code dueOn}: none on the day itself, negative when it is
 *     over; absent once the request is closed
 * @param decisions what was decided so far, in order
 * @param grant the grant once approved
 */
public record SharingRequestView(
        UUID id,
        RequestState state,
        UUID item,
        String itemTitle,
        String consumer,
        String provider,
        String shareType,
        String purpose,
        String matter,
        String legalBasis,
        String scenario,
        String scope,
        String mode,
        List<String> items,
        RowFilter rowFilter,
        Long quota,
        LocalDate validUntil,
        String approver,
        String approverArticles,
        List<String> steps,
        int step,
        LocalDate dueOn,
        boolean dueProvisional,
        String dueArticles,
        Integer workdaysLeft,
        List<String> rulePacks,
        Instant submittedAt,
        Instant closedAt,
        String reason,
        List<DecisionView> decisions,
        UUID grant) {
    /** One step that was decided (审批记录): by whom, when, how and why. */
    public record DecisionView(
            int step,
            String department,
            String decider,
            String outcome,
            String reason,
            Instant decidedAt) {}
}
