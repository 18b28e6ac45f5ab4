package org.zhengshu.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Versions of the database's schema (数据库结构版本), as the names of migrations carry them. */
final class Versions {
    private static final Pattern MIGRATION = Pattern.compile("V([0-9_]+)__.*\\.sql");

    private Versions() {}

    /** The newest that is in a folder of migrations. */
    static String newest(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> MIGRATION.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1).replace('_', '.'))
                    .max(Comparator.comparing(Versions::numbers, Arrays::compare))
                    .orElse("0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a database is at; empty for one without our tables. */
    static Optional<String> ofDatabase(Connection connection) throws SQLException {
        if (DatabaseAccess.value(connection, "select to_regclass('flyway_schema_history')")
                .isEmpty()) {
            return Optional.empty();
        }
        return DatabaseAccess.value(
                connection,
                """
                select version from flyway_schema_history where success and version is not null
                order by string_to_array(replace(version, '_', '.'), '.')::int[] desc limit 1""");
    }

    static int compare(String one, String other) {
        return Arrays.compare(numbers(one), numbers(other));
    }

    private static int[] numbers(String version) {
        return Stream.of(version.split("[._]")).mapToInt(Integer::parseInt).toArray();
    }
}
