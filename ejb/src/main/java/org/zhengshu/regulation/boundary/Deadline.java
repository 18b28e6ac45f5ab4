package org.zhengshu.regulation.boundary;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A statutory time limit (法定期限) with the article that sets it and the calendar it was counted by.
 */
public record Deadline(
        LocalDate lastDay,
        Instant expires,
        boolean provisional,
        int workdays,
        String calendarVersion,
        Rule<Integer> rule) {

    /** Whether the time limit is over (逾期): its last day, to 24:00, still counts. */
    public boolean passed(Instant now) {
        return !now.isBefore(expires);
    }
}
