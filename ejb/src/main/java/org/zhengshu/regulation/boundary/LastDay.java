package org.zhengshu.regulation.boundary;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The last day of a period of working days (期限届满日); it expires at 24:00 of that day in China, and
 * is provisional where a year's holidays were not announced when it was counted.
 */
public record LastDay(
        LocalDate date, Instant expires, boolean provisional, String calendarVersion) {}
