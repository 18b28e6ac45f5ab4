package org.zhengshu.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder with the backups of nodes (备份目录): one writer at a time, old ones go by count. */
final class BackupFolder implements AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String END = ".tar.gz";
    private static final String UNFINISHED = ".part";

    private final Path folder;
    private final String prefix;
    private final FileChannel channel;
    private final FileLock lock;

    private BackupFolder(Path folder, String prefix, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.prefix = prefix;
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes the folder and clears away what a backup that was killed left there. */
    static BackupFolder take(Path folder, String node) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve(".zhengshu-backup.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw StartFailure.refused(
                        "另一个备份正在写入 " + folder, "Another backup is being written to " + folder);
            }
            BackupFolder taken = new BackupFolder(folder, prefix(node), channel, lock);
            taken.clear();
            return taken;
        } catch (IOException e) {
            throw StartFailure.refused(
                    "备份目录 " + folder + " 无法使用: " + e.getMessage(),
                    "The folder " + folder + " cannot be used: " + e.getMessage());
        }
    }

    static String prefix(String node) {
        return "zhengshu-" + node + "-";
    }

    private void clear() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    (Iterable<Path>)
                            files.filter(f -> name(f).startsWith(prefix))
                                            .filter(f -> name(f).endsWith(UNFINISHED))
                                    ::iterator) {
                Screen.step("清除未完成的备份 " + file.getFileName(), "Removing an unfinished backup");
                Files.delete(file);
            }
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    Path archive(Instant at) {
        return folder.resolve(prefix + TIME.format(at) + END);
    }

    Path unfinished(Path archive, String what) {
        return archive.resolveSibling(name(archive) + "." + what + UNFINISHED);
    }

    /** Newest first. */
    static List<Path> archives(Path folder, String prefix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> name(f).startsWith(prefix))
                    .filter(
                            f ->
                                    name(f).substring(prefix.length())
                                            .matches("[0-9TZ]{16}\\.tar\\.gz"))
                    .sorted(Comparator.comparing(BackupFolder::name).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes all but the newest. */
    List<Path> prune(int keep) {
        List<Path> deleted = new ArrayList<>();
        try {
            for (Path old : archives(folder, prefix).stream().skip(keep).toList()) {
                Files.delete(old);
                Files.deleteIfExists(sum(old));
                deleted.add(old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return deleted;
    }

    static Path sum(Path archive) {
        return archive.resolveSibling(name(archive) + ".sha256");
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
