package org.zhengshu.launcher;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A base backup of the built-in PostgreSQL by its low-level interface: the files as they are while
 * it runs, and the write-ahead log that makes them consistent. The library has no pg_dump.
 */
final class BaseBackup {
    static final String FOLDER = "database/base";

    /** Made anew by the server, or of no use to another one; the folders stay. */
    private static final Set<String> EMPTIED =
            Set.of(
                    "pg_wal",
                    "pg_replslot",
                    "pg_dynshmem",
                    "pg_notify",
                    "pg_serial",
                    "pg_snapshots",
                    "pg_stat_tmp",
                    "pg_subtrans",
                    "log");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "backup_label", "backup_label.old");

    private static final String CONTROL = "global/pg_control";

    private final Path directory;
    private final BackupWriter writer;

    BaseBackup(Path directory, BackupWriter writer) {
        this.directory = directory;
        this.writer = writer;
    }

    /** The backup ends with its session, whatever ends that. */
    void write(Connection connection) throws SQLException, IOException {
        keepLog(connection);
        String first =
                DatabaseAccess.value(
                                connection,
                                "select pg_walfile_name(pg_backup_start('zhengshu', true))")
                        .orElseThrow();
        copy();
        String last;
        try (PreparedStatement stop =
                        connection.prepareStatement(
                                """
                                select pg_walfile_name(lsn), labelfile, spcmapfile
                                from pg_backup_stop(false)""");
                ResultSet row = stop.executeQuery()) {
            row.next();
            last = row.getString(1);
            writer.text(FOLDER + "/backup_label", row.getString(2));
        }
        copyLog(first, last);
    }

    /** Until the session ends nothing is removed from the write-ahead log. */
    private static void keepLog(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "select pg_create_physical_replication_slot('zhengshu_backup_'"
                            + " || pg_backend_pid(), true, true)");
        }
    }

    /** The control file last, as the server's own program for this does. */
    private void copy() throws IOException {
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a)
                            throws IOException {
                        String name = BackupWriter.relative(directory, folder);
                        if (!name.isEmpty()) {
                            writer.folder(FOLDER + "/" + name);
                        }
                        return EMPTIED.contains(name)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                            throws IOException {
                        add(BackupWriter.relative(directory, file), file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        return droppedMeanwhile(e);
                    }
                });
        writer.file(FOLDER + "/" + CONTROL, directory.resolve(CONTROL));
    }

    private void add(String name, Path file) throws IOException {
        if (name.equals(CONTROL) || !wanted(name)) {
            return;
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("a table space outside of the data directory: " + file);
        }
        try {
            writer.file(FOLDER + "/" + name, file);
        } catch (NoSuchFileException e) {
            droppedMeanwhile(e);
        }
    }

    /** Of a table that was dropped the write-ahead log knows. */
    private static FileVisitResult droppedMeanwhile(IOException e) throws IOException {
        if (e instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw e;
    }

    private static boolean wanted(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return !LEFT_OUT.contains(name)
                && !name.contains("pgsql_tmp")
                && !last.startsWith("pg_internal.init");
    }

    /** The segments between; each has its name in the order of the log. */
    private void copyLog(String first, String last) throws IOException {
        Path wal = directory.resolve("pg_wal");
        writer.folder(FOLDER + "/pg_wal/archive_status");
        writer.folder(FOLDER + "/pg_wal/summaries");
        List<Path> segments;
        try (Stream<Path> files = Files.list(wal)) {
            segments =
                    files.filter(f -> f.getFileName().toString().matches("[0-9A-F]{24}"))
                            .filter(f -> f.getFileName().toString().compareTo(first) >= 0)
                            .filter(f -> f.getFileName().toString().compareTo(last) <= 0)
                            .sorted()
                            .toList();
        }
        for (Path segment : segments) {
            writer.file(FOLDER + "/pg_wal/" + segment.getFileName(), segment);
        }
    }
}
