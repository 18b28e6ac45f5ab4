package org.zhengshu.regulation.boundary;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.zhengshu.regulation.control.CalendarReader;
import org.zhengshu.regulation.control.Reloading;
import org.zhengshu.regulation.entity.HolidayCalendar;
import org.zhengshu.regulation.entity.HolidayCalendar.SpecialDay;

/** The official working days of China (工作日历), as an administrator imports them each year. */
public final class WorkCalendar {

    /** The time of China (北京时间), in which every period is counted. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Reloading<HolidayCalendar> file;

    /** Reads the calendar; what is wrong in it shows in {@link #problems()}. */
    public WorkCalendar(Path file) {
        this.file = new Reloading<>(file, CalendarReader::read);
    }

    /** Whether departments work on that day (工作日): by 国务院办公厅's notice, else by the week. */
    public boolean isWorkday(LocalDate day) {
        return file.current().isWorkday(day);
    }

    /** Whether the holidays of that year are announced (放假安排已公布). */
    public boolean announced(int year) {
        return file.current().announced().contains(year);
    }

    /** What the calendar calls a day off or a worked weekend day. */
    public Optional<String> name(LocalDate day) {
        return Optional.ofNullable(file.current().days().get(day)).map(SpecialDay::name);
    }

    /**
     * The end of a period: the day it starts is not counted (民法典第二百零一条), the last day ends at 24:00
     * (第二百零三条).
     */
    public LastDay add(LocalDate start, int workdays) {
        if (workdays < 1) {
            throw new IllegalArgumentException(
                    "a period has at least one working day: " + workdays);
        }
        HolidayCalendar calendar = file.current();
        boolean provisional = false;
        LocalDate day = start;
        for (int left = workdays; left > 0; ) {
            day = day.plusDays(1);
            provisional |= !calendar.announced().contains(day.getYear());
            if (calendar.isWorkday(day)) {
                left--;
            }
        }
        return new LastDay(
                day,
                day.plusDays(1).atStartOfDay(ZONE).toInstant(),
                provisional,
                calendar.version());
    }

    /** The first working day after that day (次一工作日). */
    public LocalDate nextWorkday(LocalDate after) {
        HolidayCalendar calendar = file.current();
        LocalDate day = after.plusDays(1);
        while (!calendar.isWorkday(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    /** How many working days follow the start, up to and with the end; none if the end is first. */
    public int count(LocalDate start, LocalDate end) {
        HolidayCalendar calendar = file.current();
        int count = 0;
        for (LocalDate day = start.plusDays(1); !day.isAfter(end); day = day.plusDays(1)) {
            if (calendar.isWorkday(day)) {
                count++;
            }
        }
        return count;
    }

    /** The version of the calendar with a fingerprint of its content. */
    public String version() {
        return file.current().version();
    }

    /** What is wrong with the file as it is now; the last good calendar is in use meanwhile. */
    public List<ConfigProblem> problems() {
        return file.problems();
    }
}
