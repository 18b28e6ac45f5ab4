package org.zhengshu.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Lays a backup down (恢复). What was there is put aside, never deleted; what anything at hand knows
 * of the log beyond the backup is kept, so that the node finds at its start that it is an old one.
 * All of it happens inside the data directory: what is around it need not be the operator's.
 */
final class Restore {
    /** The backup while it is being unpacked, and while it takes its place. */
    private static final String UNPACKED = "restore.part";

    private static final String ASIDE = "before_restore_";
    private static final String TAKING_PLACE = "restore.swap";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

    private Options options;
    private final BackupArchive archive;
    private final Properties manifest;
    private final Optional<Path> secrets;
    private final Optional<Path> programs;
    private final String aside;

    Restore(
            Options options,
            BackupArchive archive,
            Optional<Path> secrets,
            Optional<Path> programs,
            Clock clock) {
        this.options = options;
        this.archive = archive;
        this.manifest = archive.manifest();
        this.secrets = secrets;
        this.programs = programs;
        this.aside = ASIDE + TIME.format(clock.instant());
    }

    /** Whether anything would be put aside. */
    boolean replaces() {
        try {
            return !empty(options.data())
                    || Files.exists(options.data().resolve(TAKING_PLACE))
                    || options.database() != null && databaseHasTables();
        } catch (IOException e) {
            throw failure(e);
        } catch (SQLException e) {
            throw DatabaseAccess.failure(e);
        }
    }

    /** Whether a folder below the data directory belongs to a restore and not to the node. */
    static boolean owns(String name) {
        return name.startsWith(ASIDE) || name.equals(UNPACKED) || name.equals(TAKING_PLACE);
    }

    /** A restore that was cut off half-way leaves neither the old node nor the new one. */
    static void requireWhole(Path data) {
        if (Files.exists(data.resolve(TAKING_PLACE))) {
            throw StartFailure.refused(
                    "上次恢复中途断开, 请以 restore … --replace 重新恢复, 再启动",
                    "A restore was cut off half-way: run restore … --replace again, then start");
        }
    }

    private static boolean empty(Path folder) throws IOException {
        return Files.notExists(folder) || contents(folder).isEmpty();
    }

    /** What a node has written there. */
    private static List<Path> contents(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> !f.getFileName().toString().equals("launcher.lock"))
                    .filter(f -> !owns(f.getFileName().toString()))
                    .toList();
        }
    }

    private boolean databaseHasTables() throws SQLException {
        try (DatabaseAccess database = DatabaseAccess.open(options);
                Connection connection = database.connect()) {
            return DatabaseAccess.value(
                            connection,
                            "select 1 from pg_tables where schemaname = 'public' limit 1")
                    .isPresent();
        }
    }

    void run(boolean replace) {
        requireFits();
        Path fresh = options.data().resolve(UNPACKED);
        try (DataLock lock = lock()) {
            PrivateFiles.delete(fresh);
            Screen.step("解开备份", "Unpacking the backup");
            archive.extract("data", fresh);
            placeSecrets(fresh);
            findDatabase(fresh);
            notes(fresh).write(fresh);
            if (files()) {
                archive.extract(BaseBackup.FOLDER, fresh.resolve("postgres"));
            } else {
                restoreDump(fresh, replace);
            }
            swap(fresh, lock);
            restoreConfiguration();
        } catch (IOException e) {
            throw failure(e);
        } catch (SQLException e) {
            throw DatabaseAccess.failure(e);
        } finally {
            PrivateFiles.delete(fresh);
        }
        check();
    }

    /** Before anything is touched. */
    private void requireFits() {
        boolean files = files();
        if (files && options.database() != null) {
            throw StartFailure.refused(
                    "此备份来自内置数据库, 请不要设置 DB_URL",
                    "This backup is of the built-in database: do not set DB_URL");
        }
        String version = manifest.getProperty("database.version");
        String own = DatabasePrograms.version();
        if (files && Backup.major(version) != Backup.major(own)) {
            throw StartFailure.refused(
                    "备份的数据库版本 " + version + " 与本版本内置的 " + own + " 不同, 请用原版本恢复",
                    "The backup is of PostgreSQL "
                            + version
                            + ", this build has "
                            + own
                            + ": restore it with the build that made it");
        }
        if (files && Database.running(options.data()).isPresent()) {
            throw StartFailure.refused("请先停止节点", "Stop the node first");
        }
    }

    private boolean files() {
        return manifest.getProperty("database").equals("files");
    }

    /** A node that was set up knows its database, also when nothing else of it is left. */
    private void findDatabase(Path fresh) {
        if (files() || options.database() != null) {
            return;
        }
        Answers answers =
                Answers.of(fresh)
                        .orElseThrow(
                                () ->
                                        StartFailure.refused(
                                                "此备份来自外部数据库, 请以 DB_URL 指明要恢复到的数据库",
                                                "This backup is of an outside database: name the one"
                                                        + " to restore into by DB_URL"));
        String password = Secrets.of(fresh).get("db.password");
        options =
                options.on(
                        new Options.ExternalDatabase(
                                answers.databaseUrl(),
                                answers.get(Question.DATABASE_USER),
                                () -> password));
    }

    /** The data directory is locked if it is there: no node runs on it. */
    private DataLock lock() throws IOException {
        if (Files.notExists(options.data())) {
            PrivateFiles.directory(options.data());
        }
        return DataLock.take(options.data());
    }

    private void placeSecrets(Path fresh) {
        Path own = options.data().resolve("secrets.properties");
        Path given = secrets.orElse(own);
        if (!Files.isRegularFile(given)) {
            throw StartFailure.refused(
                    "备份中没有口令, 请以 --secrets 指明另行保存的 secrets.properties",
                    "The passwords are not in the backup: name the secrets.properties that was kept"
                            + " apart with --secrets");
        }
        try {
            PrivateFiles.write(fresh.resolve("secrets.properties"), Files.readAllBytes(given));
            KeyFiles.key(fresh.resolve("pki/log-sm2.key"), Secrets.of(fresh).get("pki.password"));
        } catch (Exception e) {
            throw StartFailure.refused(
                    given + " 打不开备份中的密钥: " + e.getMessage(),
                    given + " does not open the keys of the backup: " + e.getMessage());
        }
    }

    /** Of the backup, of what it replaces or replaced before, and of newer backups beside it. */
    private Notes notes(Path fresh) throws IOException {
        Notes notes = Notes.of(fresh);
        notes.add(Notes.of(options.data()));
        for (Path old : putAside(options.data())) {
            notes.add(Notes.of(old));
        }
        String prefix = BackupFolder.prefix(manifest.getProperty("node"));
        for (Path other : BackupFolder.archives(archive.file().getParent(), prefix)) {
            try {
                notes.add(Notes.of(new BackupArchive(other).manifest()));
            } catch (StartFailure damaged) {
                Screen.step("略过 " + other + ": " + damaged.getMessage(), "Passing it over");
            }
        }
        return notes;
    }

    private void restoreDump(Path fresh, boolean replace) throws IOException, SQLException {
        Path dump = fresh.resolve("restore/zhengshu.dump");
        Path list = fresh.resolve("restore/list");
        archive.extract("database", fresh.resolve("restore"));
        try (DatabaseAccess database = DatabaseAccess.open(options)) {
            DumpPrograms pg = new DumpPrograms(database, programs);
            pg.requireVersion(
                    "pg_restore", Integer.parseInt(manifest.getProperty("database.client")));
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                requireUnused(connection);
                if (!replace && databaseHasTables()) {
                    throw StartFailure.refused(
                            "数据库中已有内容, 如确要替换请加 --replace",
                            "The database is not empty; --replace puts what is there aside");
                }
                if (replace) {
                    putAside(connection, statement);
                }
            }
            Screen.step("恢复数据库", "Restoring the database");
            pg.restore(dump, list);
        }
        PrivateFiles.delete(fresh.resolve("restore"));
    }

    private void putAside(Connection connection, Statement statement) throws SQLException {
        for (String schema : List.of("public", "mnt_data")) {
            if (DatabaseAccess.value(connection, "select to_regnamespace('" + schema + "')")
                    .isPresent()) {
                statement.execute("alter schema " + schema + " rename to " + aside + "_" + schema);
            }
        }
        statement.execute("create schema public");
    }

    private static void requireUnused(Connection connection) throws SQLException {
        Optional<String> other =
                DatabaseAccess.value(
                        connection,
                        """
                        select application_name from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid()
                        and backend_type = 'client backend' limit 1""");
        if (other.isPresent()) {
            throw StartFailure.refused(
                    "数据库仍在使用 (" + other.get() + "), 请先停止节点的全部服务器",
                    "The database is in use (" + other.get() + "): stop all servers of the node");
        }
    }

    private void swap(Path fresh, DataLock lock) throws IOException {
        if (!lock.held()) {
            throw new IOException("the lock on the data directory is gone");
        }
        Path data = options.data();
        Path ready = data.resolve(TAKING_PLACE);
        PrivateFiles.delete(ready);
        Files.move(fresh, ready, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.force(data);
        List<Path> before = contents(data);
        if (!before.isEmpty()) {
            Path old = data.resolve(aside);
            PrivateFiles.directory(old);
            move(before, old);
            Screen.step("原有数据已移至 " + old, "What was there is now there");
        }
        move(contents(ready), data);
        PrivateFiles.force(data);
        Files.delete(ready);
        PrivateFiles.force(data);
    }

    private static void move(List<Path> files, Path into) throws IOException {
        for (Path file : files) {
            Files.move(file, into.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** An existing configuration stays as it is, the one of the backup is put beside it. */
    private void restoreConfiguration() throws IOException {
        Path target =
                empty(options.config())
                        ? options.config()
                        : options.data().resolve("restored/config");
        PrivateFiles.delete(options.data().resolve("restored"));
        archive.extract("config", target);
        if (!target.equals(options.config()) && Files.exists(target)) {
            Screen.step("备份中的配置在 " + target, "The configuration of the backup is there");
        }
        archive.extract("settings", options.data().resolve("restored/settings"));
    }

    /** The database comes up and has what the backup promised. */
    private void check() {
        Screen.step("检查恢复的数据库", "Checking the restored database");
        try (DatabaseAccess database = DatabaseAccess.open(options);
                Connection connection = database.connect()) {
            String schema = Versions.ofDatabase(connection).orElse("");
            Notes found = Notes.record(connection, new Properties());
            Notes promised = Notes.of(manifest);
            boolean whole =
                    promised.byOrigin().entrySet().stream()
                            .allMatch(
                                    e ->
                                            Notes.size(e.getValue())
                                                    <= Optional.ofNullable(
                                                                    found.byOrigin()
                                                                            .get(e.getKey()))
                                                            .map(Notes::size)
                                                            .orElse(-1L));
            if (!schema.equals(manifest.getProperty("schema")) || !whole) {
                throw StartFailure.failed(
                        "恢复的数据库与备份清单不符, 请勿启动",
                        "The restored database is not what the backup's manifest says; do not start it");
            }
        } catch (SQLException e) {
            throw DatabaseAccess.failure(e);
        }
    }

    private static StartFailure failure(IOException e) {
        return StartFailure.failed(
                "恢复失败: " + e.getMessage(), "The backup could not be restored: " + e.getMessage());
    }

    /** What earlier restores put aside. */
    static List<Path> putAside(Path data) throws IOException {
        if (Files.notExists(data)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(data)) {
            return folders.filter(f -> f.getFileName().toString().startsWith(ASIDE)).toList();
        }
    }
}
