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
 * @param dueOn last working day for the reply, absent while that time stands still; {@code
 *     dueProvisional} when the calendar of that year is not announced yet
 * @param dueArticles the articles that say so
 * @param workdaysLeft working days until {@code dueOn}: none on the day itself, negative when it is
 *     over; absent while the time stands still and once the request is closed
 * @param decisions what was decided so far, in order
 * @param grant the grant once approved
 * @param revision counts the contents: 1 as submitted, one more with each supplement
 * @param supplements each time the request was sent back; the last one is open while {@code state}
 *     says so
 * @param reminders how the requesting department reminded the deciding one, in order
 * @param remindableOn day from which on it may remind again; absent when it may at once or not at
 *     all
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
        UUID grant,
        int revision,
        List<SupplementView> supplements,
        List<ReminderView> reminders,
        LocalDate remindableOn) {
    /** One step that was decided (审批记录): by whom, when, how and why. */
    public record DecisionView(
            int step,
            String department,
            String decider,
            String outcome,
            String reason,
            Instant decidedAt) {}

    /**
     * One time that the request was sent back (补正记录): what was asked, and what came of it.
     *
     * @param fields members that were to be supplemented
     * @param articles the articles that let it be sent back
     * @param clockStopped true when the time of the reply stands still meanwhile
     * @param workdaysKept working days that were left of it
     * @param answerOn last working day for the supplement; absent where no rule says so
     * @param answerWorkdaysLeft working days until then, while it is open
     * @param otherwise what becomes of the request after that day: WITHDRAWN or REJECTED
     * @param note the requesting department's word
     * @param changes what was changed, from what to what
     * @param lapsedAt when the request was ended because nobody supplemented it
     */
    public record SupplementView(
            int step,
            String department,
            String returnedBy,
            Instant returnedAt,
            String opinion,
            List<String> fields,
            String articles,
            boolean clockStopped,
            Integer workdaysKept,
            LocalDate answerOn,
            boolean answerProvisional,
            String answerArticles,
            Integer answerWorkdaysLeft,
            String otherwise,
            String supplementedBy,
            Instant supplementedAt,
            String note,
            List<ChangeView> changes,
            Instant lapsedAt) {}

    /**
     * A member of the request that was changed (补正差异); absent means that it was empty. Items are
     * separated by commas, a row filter is the JSON of a request.
     */
    public record ChangeView(String field, String before, String after) {}

    /** One reminder (催办记录): by whom, when, and whose step it was. */
    public record ReminderView(int step, String department, String remindedBy, Instant at) {}
}
