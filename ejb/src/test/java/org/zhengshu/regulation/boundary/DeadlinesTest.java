package org.zhengshu.regulation.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlinesTest {

    private static final Instant SUBMITTED = ConfigFiles.inChina("2026-02-12", "23:30");

    private final RulePacks packs =
            new RulePacks(ConfigFiles.PACKS, ConfigFiles.clockAt("2026-02-12"));
    private final WorkCalendar calendar = new WorkCalendar(ConfigFiles.CALENDAR);
    private final Deadlines deadlines = new Deadlines(calendar);

    @Test
    @Tag("REG-11")
    void aDeadlineNamesItsArticleItsDaysAndItsCalendar() {
        Deadline due = deadlines.due(packs.active(), "request.reply.workdays", SUBMITTED);

        assertThat(due.lastDay()).isEqualTo(LocalDate.of(2026, 3, 4));
        assertThat(due.expires()).isEqualTo(Instant.parse("2026-03-04T16:00:00Z"));
        assertThat(due.workdays()).isEqualTo(10);
        assertThat(due.provisional()).isFalse();
        assertThat(due.calendarVersion()).isEqualTo(calendar.version());
        assertThat(due.rule().sources())
                .extracting(Source::pack, Source::article)
                .containsExactly(tuple("CN-809", "21"));
    }

    @Test
    @Tag("REG-9")
    void theLastDayCountsToItsEndInChina() {
        Deadline due = deadlines.due(packs.active(), "request.reply.workdays", SUBMITTED);
        assertThat(due.passed(ConfigFiles.inChina("2026-03-04", "23:59:59"))).isFalse();
        assertThat(due.passed(ConfigFiles.inChina("2026-03-05", "00:00"))).isTrue();
    }

    @Test
    @Tag("REG-9")
    void theDayOfSubmissionIsTheDayInChina() {
        Instant afterMidnight = ConfigFiles.inChina("2026-02-13", "00:10");
        assertThat(deadlines.due(packs.active(), "request.reply.workdays", afterMidnight).lastDay())
                .isEqualTo(LocalDate.of(2026, 3, 5));
    }

    @Test
    @Tag("REG-10")
    void aDeadlineIntoAYearNotAnnouncedIsProvisional() {
        Instant december = ConfigFiles.inChina("2026-12-25", "09:00");
        assertThat(
                        deadlines
                                .due(packs.active(december), "request.reply.workdays", december)
                                .provisional())
                .isTrue();
    }

    @Test
    @Tag("REG-12")
    void anExtensionIsAddedAndNamesAllItsArticles() {
        Deadline longest =
                deadlines.extended(
                        packs.stack(List.of("LN-2019D"), true),
                        "correction.verify.workdays",
                        "correction",
                        SUBMITTED);
        assertThat(longest.workdays()).isEqualTo(15);
        assertThat(longest.lastDay()).isEqualTo(LocalDate.of(2026, 3, 11));
        assertThat(longest.rule().sources()).extracting(Source::article).containsExactly("13");
        assertThat(
                        deadlines
                                .extended(
                                        packs.active(),
                                        "request.reply.workdays",
                                        "request.reply",
                                        SUBMITTED)
                                .rule()
                                .sources())
                .extracting(Source::pack)
                .containsExactly("CN-809", "LN-NODE");
    }

    @Test
    @Tag("REG-12")
    void anExtensionMayBeTheTotal(@TempDir Path folder) {
        ConfigFiles.copy(ConfigFiles.PACKS, folder);
        ConfigFiles.edit(
                folder.resolve("LN-2019D.json"), "{\"value\": \"ADDED\"", "{\"value\": \"TOTAL\"");
        RulePacks changed = new RulePacks(folder, ConfigFiles.clockAt("2026-02-12"));
        assertThat(
                        deadlines
                                .extended(
                                        changed.stack(List.of("LN-2019D"), true),
                                        "correction.verify.workdays",
                                        "correction",
                                        SUBMITTED)
                                .workdays())
                .isEqualTo(10);
    }

    @Test
    void noLimitGivesNoDeadline() {
        RuleSet guangdong = packs.stack(List.of("GD-2018"), true);
        assertThat(deadlines.find(guangdong, "correction.verify.workdays", SUBMITTED)).isEmpty();
        assertThat(deadlines.find(guangdong, "request.reply.workdays", SUBMITTED)).isPresent();
    }

    /** Spring Festival of 2026 lies between: 15 to 23 February off, 14 and 28 February worked. */
    @ParameterizedTest
    @CsvSource({
        // sent back on, goes on on, last day before, left, last day then
        "2026-02-12, 2026-02-12, 2026-03-04, 10, 2026-03-04",
        "2026-02-12, 2026-02-14, 2026-03-04, 10, 2026-03-06",
        "2026-02-13, 2026-02-18, 2026-03-04,  9, 2026-03-05",
        "2026-02-14, 2026-02-28, 2026-03-04,  8, 2026-03-11",
        "2026-03-04, 2026-03-10, 2026-03-04,  0, 2026-03-11",
        "2026-03-04, 2026-03-13, 2026-03-04,  0, 2026-03-16"
    })
    @Tag("REG-19")
    void aTimeLimitThatStoodStillGoesOnWithWhatWasLeft(
            String away, String back, LocalDate before, int left, LocalDate then) {
        assertThat(deadlines.left(before, ConfigFiles.inChina(away, "15:00"))).isEqualTo(left);
        LastDay last = deadlines.resumed(left, ConfigFiles.inChina(back, "23:59"));
        assertThat(last.date()).isEqualTo(then);
        assertThat(last.provisional()).isFalse();
        assertThat(last.calendarVersion()).isEqualTo(calendar.version());
    }

    @Test
    @Tag("REG-10")
    @Tag("REG-19")
    void whatGoesOnIntoAYearNotAnnouncedIsProvisional() {
        LastDay last = deadlines.resumed(5, ConfigFiles.inChina("2026-12-29", "09:00"));
        assertThat(last.date()).isAfter(LocalDate.of(2026, 12, 31));
        assertThat(last.provisional()).isTrue();
    }

    @Test
    @Tag("REG-20")
    void theNextWorkingDayComesAfterTheHolidays() {
        assertThat(deadlines.nextWorkday(ConfigFiles.inChina("2026-02-14", "09:00")))
                .isEqualTo(LocalDate.of(2026, 2, 24));
        assertThat(deadlines.nextWorkday(ConfigFiles.inChina("2026-03-04", "23:59")))
                .isEqualTo(LocalDate.of(2026, 3, 5));
    }
}
