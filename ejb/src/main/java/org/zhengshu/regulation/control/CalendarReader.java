package org.zhengshu.regulation.control;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.zhengshu.regulation.control.Reloading.Attempt;
import org.zhengshu.regulation.entity.HolidayCalendar;
import org.zhengshu.regulation.entity.HolidayCalendar.SpecialDay;

/** Reads the official calendar: a header comment, then {@code date,kind(休|班),name,notice}. */
public final class CalendarReader {

    private static final long MAX_BYTES = 1 << 20;
    private static final List<String> COLUMNS = List.of("date", "kind", "name", "notice");
    private static final Set<String> HEADER = Set.of("source", "licence", "version", "announced");
    private static final Pattern YEARS = Pattern.compile("([0-9]{4})(?:-([0-9]{4}))?");
    private static final String OFF = "休";
    private static final String WORKED = "班";

    private CalendarReader() {}

    /** Reads the file; a fault anywhere in it leaves nothing. */
    public static Attempt<HolidayCalendar> read(Path file) {
        Findings findings = new Findings();
        Optional<HolidayCalendar> calendar = findings.of(file, () -> calendar(text(file)));
        return new Attempt<>(calendar, findings.all());
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new Malformed("", "文件过大", "the file is too large");
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException e) {
            throw new Malformed("", "文件无法按 UTF-8 读取", "cannot read the file as UTF-8");
        }
    }

    private static HolidayCalendar calendar(String text) {
        Map<String, String> header = header(text.lines().findFirst().orElse(""));
        return new HolidayCalendar(
                header.get("version") + "+" + fingerprint(text),
                years(header.get("announced")),
                days(text));
    }

    /** Tells two contents apart even when the operator forgot to raise the version. */
    private static String fingerprint(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }

    private static Map<String, String> header(String line) {
        Map<String, String> header = new HashMap<>();
        if (line.startsWith("#")) {
            for (String part : line.substring(1).split(";", -1)) {
                String[] pair = part.strip().split("=", 2);
                header.put(pair[0], pair.length == 2 ? pair[1].strip() : "");
            }
        }
        for (String name : HEADER) {
            if (header.getOrDefault(name, "").isEmpty()) {
                throw new Malformed(
                        "1",
                        "首行注释应含 " + name + "=",
                        "the first line must be a comment with " + name + "=");
            }
        }
        return header;
    }

    private static Set<Integer> years(String text) {
        Set<Integer> years = new HashSet<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = YEARS.matcher(part.strip());
            if (!matcher.matches()) {
                throw new Malformed(
                        "1", "announced 应为年份或年份区间", "announced must hold years or ranges of years");
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            for (int year = first; year <= last; year++) {
                years.add(year);
            }
        }
        return years;
    }

    private static Map<LocalDate, SpecialDay> days(String text) {
        Map<LocalDate, SpecialDay> days = new HashMap<>();
        boolean columnsSeen = false;
        try (CsvReader<CsvRecord> csv =
                CsvReader.builder()
                        .commentStrategy(CommentStrategy.SKIP)
                        .allowExtraFields(false)
                        .allowMissingFields(false)
                        .ofCsvRecord(text)) {
            for (CsvRecord row : csv) {
                if (columnsSeen) {
                    put(days, row);
                } else if (!row.getFields().equals(COLUMNS)) {
                    throw new Malformed(line(row), "列应为 " + COLUMNS, "columns must be " + COLUMNS);
                }
                columnsSeen = true;
            }
        } catch (CsvParseException | IOException e) {
            throw new Malformed("", "不是合法的 CSV: " + e.getMessage(), "not valid CSV");
        }
        return days;
    }

    private static void put(Map<LocalDate, SpecialDay> days, CsvRecord row) {
        LocalDate date = date(row);
        String kind = row.getField(1);
        boolean worked = kind.equals(WORKED);
        if (!worked && !kind.equals(OFF)) {
            throw new Malformed(line(row), "kind 应为 休 或 班", "kind must be 休 or 班");
        }
        if (worked && !HolidayCalendar.isWeekend(date)) {
            throw new Malformed(line(row), "班 只能是周六或周日", "班 can only be a Saturday or a Sunday");
        }
        if (days.put(date, new SpecialDay(worked, row.getField(2), row.getField(3))) != null) {
            throw new Malformed(line(row), "日期重复", "the date is there twice");
        }
    }

    private static LocalDate date(CsvRecord row) {
        try {
            return LocalDate.parse(row.getField(0));
        } catch (DateTimeException e) {
            throw new Malformed(line(row), "日期应为 YYYY-MM-DD", "the date must be YYYY-MM-DD");
        }
    }

    private static String line(CsvRecord row) {
        return Long.toString(row.getStartingLineNumber());
    }
}
