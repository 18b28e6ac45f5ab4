package org.zhengshu.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** Makes a backup (备份) of a node that runs or not; it has its name only when it is whole. */
final class Backup {
    static final String DUMP = "database/zhengshu.dump";

    private final Options options;
    private final Optional<Path> programs;
    private final Clock clock;

    Backup(Options options, Optional<Path> programs, Clock clock) {
        this.options = options;
        this.programs = programs;
        this.clock = clock;
    }

    /** Writes, reads back, names; then old ones go. */
    Path write(Path folder, int keep) {
        try (BackupFolder target = BackupFolder.take(folder, options.node());
                DatabaseAccess database = DatabaseAccess.open(options)) {
            Instant now = clock.instant();
            Path archive = target.archive(now);
            if (Files.exists(archive)) {
                throw StartFailure.refused(
                        "备份 " + archive + " 已存在", "The backup " + archive + " is there already");
            }
            Path half = target.unfinished(archive, "tar");
            Path dump = target.unfinished(archive, "dump");
            try {
                PrivateFiles.create(half);
                try (BackupWriter writer = new BackupWriter(half)) {
                    write(database, writer, dump, now);
                }
                Screen.step("核验备份", "Reading the backup back");
                new BackupArchive(half).verify();
                PrivateFiles.force(half);
                publish(half, archive);
            } finally {
                Files.deleteIfExists(half);
                Files.deleteIfExists(dump);
            }
            target.prune(keep)
                    .forEach(old -> Screen.step("已删除旧备份 " + old.getFileName(), "Removed"));
            return archive;
        } catch (IOException e) {
            throw StartFailure.failed(
                    "备份未能写入: " + e.getMessage(),
                    "The backup could not be written: " + e.getMessage());
        } catch (SQLException e) {
            throw DatabaseAccess.failure(e);
        }
    }

    private static void publish(Path half, Path archive) throws IOException {
        try (InputStream in = Files.newInputStream(half)) {
            PrivateFiles.write(
                    BackupFolder.sum(archive), Sha256.of(in) + "  " + archive.getFileName() + "\n");
        }
        Files.move(half, archive, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.force(archive.getParent());
    }

    /**
     * The checkpoints first: the database that follows has at least what they cover. Files after
     * the database: whatever a row refers to was there before the row.
     */
    private void write(DatabaseAccess database, BackupWriter writer, Path dump, Instant now)
            throws IOException, SQLException {
        Properties manifest = new Properties();
        Notes notes;
        try (Connection connection = database.connect()) {
            describe(manifest, connection, database, now);
            notes = Notes.record(connection, manifest);
        }
        int client = 0;
        if (!database.builtIn()) {
            client =
                    new DumpPrograms(database, programs)
                            .requireVersion(
                                    "pg_dump", major(manifest.getProperty("database.version")));
            manifest.setProperty("database.client", Integer.toString(client));
        }
        writer.text(BackupArchive.MANIFEST, text(manifest));
        Screen.step("备份数据库", "Backing the database up");
        if (database.builtIn()) {
            try (Connection connection = database.administrator()) {
                new BaseBackup(Database.directory(options.data()), writer).write(connection);
            }
        } else {
            dump(database, writer, dump);
        }
        Screen.step("备份密钥、配置与文件", "Backing keys, configuration and files up");
        for (Path file : BackupFiles.wanted(options.data())) {
            writer.file("data/" + BackupWriter.relative(options.data(), file), file);
        }
        for (var note : notes.byOrigin().entrySet()) {
            writer.text(
                    "data/" + Notes.FOLDER + "/" + note.getKey().replace('/', '_') + ".note",
                    note.getValue());
        }
        if (!options.config().startsWith(options.data())) {
            writer.tree("config", options.config());
        }
        if (!options.properties().startsWith(options.config())
                && Files.exists(options.properties())) {
            writer.file("settings/zhengshu.properties", options.properties());
        }
        writer.finish();
    }

    private void dump(DatabaseAccess database, BackupWriter writer, Path dump) throws IOException {
        DumpPrograms pg = new DumpPrograms(database, programs);
        PrivateFiles.create(dump);
        pg.dump(dump);
        if (pg.contents(dump).stream().noneMatch(line -> line.contains("TABLE DATA"))) {
            throw new IOException("the dump has no tables");
        }
        writer.file(DUMP, dump);
    }

    private void describe(
            Properties manifest, Connection connection, DatabaseAccess database, Instant now)
            throws SQLException, IOException {
        manifest.setProperty("format", BackupArchive.FORMAT);
        manifest.setProperty("time", now.toString());
        manifest.setProperty("node", options.node());
        manifest.setProperty("server", options.server());
        manifest.setProperty("version", Home.version());
        manifest.setProperty("schema", Versions.ofDatabase(connection).orElse(""));
        manifest.setProperty("database", database.builtIn() ? "files" : "dump");
        manifest.setProperty(
                "database.version",
                DatabaseAccess.value(connection, "show server_version").orElseThrow());
        manifest.setProperty(
                "platform", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        List<Path> apart = BackupFiles.apart(options.data());
        manifest.setProperty(
                "apart",
                apart.stream()
                        .map(file -> BackupWriter.relative(options.data(), file))
                        .collect(Collectors.joining(" ")));
    }

    static int major(String version) {
        return Integer.parseInt(version.split("[^0-9]", 2)[0]);
    }

    private static String text(Properties properties) throws IOException {
        StringWriter text = new StringWriter();
        properties.store(text, null);
        return text.toString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
