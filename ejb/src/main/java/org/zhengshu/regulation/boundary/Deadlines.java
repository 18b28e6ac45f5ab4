package org.zhengshu.regulation.boundary;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Counts time limits (期限) in working days from the rules and the official calendar. */
public final class Deadlines {

    private static final String EXTENSION = ".extension.workdays";
    private static final String EXTENSION_MODE = ".extension.mode";
    private static final String ADDED = "ADDED";

    private final WorkCalendar calendar;

    /** Counts by this calendar. */
    public Deadlines(WorkCalendar calendar) {
        this.calendar = Objects.requireNonNull(calendar, "calendar");
    }

    /** The time limit that the rules set for what began at that time (起算). */
    public Deadline due(RuleSet rules, String key, Instant from) {
        Rule<Integer> rule = rules.workdays(key);
        return deadline(rule, rule.value(), from);
    }

    /** As {@link #due}, empty where the rules set none. */
    public Optional<Deadline> find(RuleSet rules, String key, Instant from) {
        return rules.findWorkdays(key).map(rule -> deadline(rule, rule.value(), from));
    }

    /**
     * The longest time limit after an extension (延长期限), from the same beginning: the extension of
     * {@code prefix} is added to the limit or, where the mode says so, replaces it.
     */
    public Deadline extended(RuleSet rules, String key, String prefix, Instant from) {
        Rule<Integer> limit = rules.workdays(key);
        Rule<Integer> extension = rules.workdays(prefix + EXTENSION);
        Rule<String> mode = rules.text(prefix + EXTENSION_MODE);
        int workdays =
                mode.value().equals(ADDED)
                        ? limit.value() + extension.value()
                        : Math.max(limit.value(), extension.value());
        List<Source> sources =
                Stream.of(limit, extension, mode)
                        .flatMap(rule -> rule.sources().stream())
                        .distinct()
                        .toList();
        Rule<Integer> rule = new Rule<>(extension.key(), extension.value(), sources);
        return deadline(rule, workdays, from);
    }

    /**
     * How many working days are left (剩余工作日): none on the last day itself, negative when it is
     * over.
     */
    public int left(LocalDate lastDay, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, WorkCalendar.ZONE);
        return today.isAfter(lastDay)
                ? -Math.max(1, calendar.count(lastDay, today))
                : calendar.count(today, lastDay);
    }

    /**
     * The last day of a time limit that stood still (中止计时) and goes on now: the day it goes on is
     * not counted (民法典第二百零一条), and there is one working day even where none was left.
     */
    public LastDay resumed(int left, Instant now) {
        return calendar.add(LocalDate.ofInstant(now, WorkCalendar.ZONE), Math.max(1, left));
    }

    /** The first working day after that time (次一工作日). */
    public LocalDate nextWorkday(Instant after) {
        return calendar.nextWorkday(LocalDate.ofInstant(after, WorkCalendar.ZONE));
    }

    private Deadline deadline(Rule<Integer> rule, int workdays, Instant from) {
        LastDay last = calendar.add(LocalDate.ofInstant(from, WorkCalendar.ZONE), workdays);
        return new Deadline(
                last.date(),
                last.expires(),
                last.provisional(),
                workdays,
                last.calendarVersion(),
                rule);
    }
}
