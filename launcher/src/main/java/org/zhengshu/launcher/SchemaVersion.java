package org.zhengshu.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Version of the database's schema (库表版本), as numbered by its migrations. */
record SchemaVersion(String text) implements Comparable<SchemaVersion> {
    private static final Pattern MIGRATION =
            Pattern.compile("db/migration/V([0-9]+(?:_[0-9]+)*)__.*\\.sql");

    /** What a build of the application brings the schema to. */
    static SchemaVersion ofBuild(Path application) {
        try (ZipInputStream ear = new ZipInputStream(Files.newInputStream(application))) {
            Optional<SchemaVersion> newest = Optional.empty();
            for (ZipEntry entry = ear.getNextEntry(); entry != null; entry = ear.getNextEntry()) {
                if (entry.getName().endsWith(".jar")) {
                    newest = later(newest, newestIn(new ZipInputStream(ear)));
                }
            }
            return newest.orElseThrow(() -> new IOException("no migrations in " + application));
        } catch (IOException e) {
            throw StartFailure.failed(
                    "应用 " + application + " 无法读取: " + e.getMessage(),
                    "The application " + application + " cannot be read: " + e.getMessage());
        }
    }

    private static Optional<SchemaVersion> newestIn(ZipInputStream jar) throws IOException {
        Optional<SchemaVersion> newest = Optional.empty();
        for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
            Matcher name = MIGRATION.matcher(entry.getName());
            if (name.matches()) {
                String version = name.group(1).replace('_', '.');
                newest = later(newest, Optional.of(new SchemaVersion(version)));
            }
        }
        return newest;
    }

    private static Optional<SchemaVersion> later(
            Optional<SchemaVersion> a, Optional<SchemaVersion> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.or(() -> b);
        }
        return a.get().compareTo(b.get()) >= 0 ? a : b;
    }

    /** What the database is at; empty for one without our tables. */
    static Optional<SchemaVersion> ofDatabase(Connection connection) throws SQLException {
        if (DatabaseAccess.value(connection, "select to_regclass('flyway_schema_history')")
                .isEmpty()) {
            return Optional.empty();
        }
        return DatabaseAccess.value(
                        connection,
                        """
                        select version from flyway_schema_history
                        where success and version is not null order by installed_rank desc limit 1""")
                .map(SchemaVersion::new);
    }

    @Override
    public int compareTo(SchemaVersion other) {
        return Arrays.compare(numbers(), other.numbers());
    }

    private int[] numbers() {
        return Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    @Override
    public String toString() {
        return text;
    }
}
