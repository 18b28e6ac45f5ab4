package org.zhengshu.regulation.entity;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** The days on which the official arrangement departs from the plain week (节假日安排). */
public record HolidayCalendar(
        String version, Set<Integer> announced, Map<LocalDate, SpecialDay> days) {

    public HolidayCalendar {
        announced = Set.copyOf(announced);
        days = Map.copyOf(days);
    }

    /** A day off (休) or a weekend day worked (班), and the notice that says so. */
    public record SpecialDay(boolean worked, String name, String notice) {}

    /** Monday to Friday and not off, or worked by arrangement. */
    public boolean isWorkday(LocalDate day) {
        SpecialDay special = days.get(day);
        return special == null ? !isWeekend(day) : special.worked();
    }

    /** Saturday or Sunday. */
    public static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
