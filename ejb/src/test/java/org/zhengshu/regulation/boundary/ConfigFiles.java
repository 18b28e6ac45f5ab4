package org.zhengshu.regulation.boundary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operator's files as they are delivered, and copies that a test may change. */
public final class ConfigFiles {

    static final Path CONFIG = Path.of(System.getProperty("basedir", ".")).resolve("../config");
    public static final Path PACKS = CONFIG.resolve("packs");
    public static final Path CALENDAR = CONFIG.resolve("calendar/china.csv");
    public static final Path CODE_LISTS = CONFIG.resolve("codelists");

    private ConfigFiles() {}

    static Instant inChina(String day, String time) {
        return LocalDate.parse(day)
                .atTime(LocalTime.parse(time))
                .atZone(WorkCalendar.ZONE)
                .toInstant();
    }

    public static Clock clockAt(String day) {
        return Clock.fixed(inChina(day, "10:00"), WorkCalendar.ZONE);
    }

    static Path copy(Path folder, Path target) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a text that must be there. */
    static void edit(Path file, String from, String to) {
        try {
            String text = Files.readString(file);
            if (!text.contains(from)) {
                throw new IllegalStateException(file + " does not hold " + from);
            }
            Files.writeString(file, text.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the lines out that hold one of the words. */
    static void without(Path file, String... words) {
        try {
            write(
                    file,
                    Files.readAllLines(file).stream()
                            .filter(line -> Stream.of(words).noneMatch(line::contains))
                            .collect(Collectors.joining("\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
