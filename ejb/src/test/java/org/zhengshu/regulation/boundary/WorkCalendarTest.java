package org.zhengshu.regulation.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkCalendarTest {

    private static final String HEAD = "# source=x; licence=MIT; version=1; announced=2026\n";
    private static final String COLUMNS = "date,kind,name,notice\n";

    private final WorkCalendar calendar = new WorkCalendar(ConfigFiles.CALENDAR);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "2004,252", "2005,250", "2006,251", "2007,249", "2008,251", "2009,250", "2010,250",
        "2011,250", "2012,249", "2013,250", "2014,250", "2015,249", "2016,250", "2017,249",
        "2018,250", "2019,250", "2020,249", "2021,250", "2022,249", "2023,249", "2024,251",
        "2025,248", "2026,248"
    })
    @Tag("REG-8")
    void eachYearHasItsWorkingDays(int year, int workdays) {
        assertThat(calendar.announced(year)).isTrue();
        assertThat(calendar.count(LocalDate.of(year - 1, 12, 31), LocalDate.of(year, 12, 31)))
                .isEqualTo(workdays);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2018|01-01 02-15~02-21 04-05~04-07 04-29~05-01 06-18 09-24 10-01~10-07 12-30~12-31|02-11 02-24 04-08 04-28 09-29 09-30 12-29
                    2019|01-01 02-04~02-10 04-05~04-07 05-01~05-04 06-07~06-09 09-13~09-15 10-01~10-07|02-02 02-03 04-28 05-05 09-29 10-12
                    2020|01-01 01-24~02-02 04-04~04-06 05-01~05-05 06-25~06-27 10-01~10-08|01-19 04-26 05-09 06-28 09-27 10-10
                    2021|01-01~01-03 02-11~02-17 04-03~04-05 05-01~05-05 06-12~06-14 09-19~09-21 10-01~10-07|02-07 02-20 04-25 05-08 09-18 09-26 10-09
                    2022|01-01~01-03 01-31~02-06 04-03~04-05 04-30~05-04 06-03~06-05 09-10~09-12 10-01~10-07 12-31|01-29 01-30 04-02 04-24 05-07 10-08 10-09
                    2023|01-01~01-02 01-21~01-27 04-05 04-29~05-03 06-22~06-24 09-29~10-06|01-28 01-29 04-23 05-06 06-25 10-07 10-08
                    2024|01-01 02-10~02-17 04-04~04-06 05-01~05-05 06-10 09-15~09-17 10-01~10-07|02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12
                    2025|01-01 01-28~02-04 04-04~04-06 05-01~05-05 05-31~06-02 10-01~10-08|01-26 02-08 04-27 09-28 10-11
                    2026|01-01~01-03 02-15~02-23 04-04~04-06 05-01~05-05 06-19~06-21 09-25~09-27 10-01~10-07|01-04 02-14 02-28 05-09 09-20 10-10
                    """)
    @Tag("REG-8")
    void theDaysAreThoseOfTheNotices(int year, String off, String worked) {
        Set<LocalDate> named =
                Year.of(year)
                        .atDay(1)
                        .datesUntil(Year.of(year + 1).atDay(1))
                        .filter(day -> calendar.name(day).isPresent())
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<LocalDate> offDays = days(year, off);
        Set<LocalDate> workedDays = days(year, worked);

        assertThat(offDays).allMatch(day -> !calendar.isWorkday(day));
        assertThat(workedDays).allMatch(calendar::isWorkday);
        offDays.addAll(workedDays);
        assertThat(named).isEqualTo(offDays);
    }

    private static Set<LocalDate> days(int year, String text) {
        return Arrays.stream(text.split(" "))
                .map(block -> block.split("~"))
                .flatMap(
                        block ->
                                LocalDate.parse(year + "-" + block[0])
                                        .datesUntil(
                                                LocalDate.parse(
                                                                year
                                                                        + "-"
                                                                        + block[block.length - 1])
                                                        .plusDays(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-05, 5,2024-02-18",
        "2024-09-13,10,2024-09-29",
        "2024-09-29, 1,2024-09-30",
        "2025-01-24, 5,2025-02-07",
        "2025-08-01,10,2025-08-15",
        "2025-09-26,10,2025-10-16",
        "2025-09-26,20,2025-10-30",
        "2026-01-01, 1,2026-01-04",
        "2026-02-12,10,2026-03-04",
        "2026-02-14, 1,2026-02-24",
        "2026-09-18,10,2026-10-09",
        "2026-09-18,15,2026-10-15",
        "2026-09-30, 1,2026-10-08"
    })
    @Tag("REG-9")
    void aPeriodEndsOnItsLastWorkingDay(LocalDate start, int workdays, LocalDate end) {
        LastDay last = calendar.add(start, workdays);

        assertThat(last.date()).isEqualTo(end);
        assertThat(last.provisional()).isFalse();
        assertThat(last.expires()).isEqualTo(Instant.parse(end + "T16:00:00Z"));
        assertThat(last.calendarVersion()).isEqualTo(calendar.version());
        assertThat(calendar.count(start, end)).isEqualTo(workdays);
    }

    @Test
    @Tag("REG-8")
    void newYearsEveOf2024WasAWorkingDayInLaw() {
        assertThat(calendar.isWorkday(LocalDate.of(2024, 2, 9))).isTrue();
    }

    @Test
    @Tag("REG-10")
    void aPeriodThatReachesAYearNotAnnouncedIsProvisional() {
        assertThat(calendar.announced(2027)).isFalse();
        assertThat(calendar.add(LocalDate.of(2026, 12, 30), 1).provisional()).isFalse();
        LastDay reaching = calendar.add(LocalDate.of(2026, 12, 30), 2);
        assertThat(reaching.provisional()).isTrue();
        assertThat(reaching.date())
                .as("1 January is off by the regulation itself")
                .isEqualTo(LocalDate.of(2027, 1, 4));
    }

    @Test
    @Tag("REG-1")
    void anImportedYearTakesEffectAtOnce() {
        Path file = folder.resolve("china.csv");
        ConfigFiles.write(file, HEAD + COLUMNS);
        WorkCalendar changing = new WorkCalendar(file);
        String before = changing.version();
        assertThat(changing.isWorkday(LocalDate.of(2027, 2, 8))).isTrue();

        ConfigFiles.write(
                file, HEAD.replace("=2026", "=2026-2027") + COLUMNS + "2027-02-08,休,春节,国办发明电\n");

        assertThat(changing.isWorkday(LocalDate.of(2027, 2, 8))).isFalse();
        assertThat(changing.announced(2027)).isTrue();
        assertThat(changing.version()).startsWith("1+").isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-01,休,元旦,",
                "2026-01-01,放假,元旦,",
                "2026-01-01,休,元旦",
                "2026-01-05,班,元旦,",
                "2026-01-01,休,元旦,\n2026-01-01,休,元旦,",
                "\"2026-01-01,休"
            })
    @Tag("REG-6")
    void aFaultyFileKeepsTheLastGoodCalendar(String rows) throws Exception {
        Path file = folder.resolve("china.csv");
        ConfigFiles.write(file, HEAD + COLUMNS + "2026-01-02,休,元旦,\n");
        WorkCalendar kept = new WorkCalendar(file);
        String version = kept.version();

        ConfigFiles.write(file, HEAD + COLUMNS + rows + "\n");
        assertThat(kept.problems()).hasSize(1);
        assertThat(kept.problems().get(0).file()).isEqualTo("china.csv");
        assertThat(kept.version()).isEqualTo(version);
        assertThat(kept.isWorkday(LocalDate.of(2026, 1, 2))).isFalse();

        Files.delete(file);
        assertThat(kept.problems()).hasSize(1);
        assertThat(kept.version()).isEqualTo(version);
    }

    @Test
    @Tag("REG-6")
    void withoutAnyGoodCalendarNothingIsCounted() {
        Path file = folder.resolve("china.csv");
        ConfigFiles.write(file, COLUMNS);
        WorkCalendar broken = new WorkCalendar(file);

        assertThatExceptionOfType(BrokenConfig.class)
                .isThrownBy(() -> broken.isWorkday(LocalDate.of(2026, 1, 5)))
                .withMessageContaining("china.csv")
                .satisfies(e -> assertThat(e.zh()).contains("首行注释"));
    }

    @Test
    void aPeriodHasAtLeastOneDay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> calendar.add(LocalDate.of(2026, 1, 5), 0));
        assertThat(IntStream.rangeClosed(2004, 2026)).allMatch(calendar::announced);
    }
}
