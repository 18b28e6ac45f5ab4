package org.zhengshu.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One launcher a data directory; the operating system lets go of the lock even after kill -9. */
final class DataLock implements AutoCloseable {
    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    static DataLock take(Path data) {
        FileChannel channel = null;
        try {
            channel =
                    FileChannel.open(
                            data.resolve("launcher.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new DataLock(channel);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OverlappingFileLockException e) {
            close(channel);
            throw taken(data);
        }
        close(channel);
        throw taken(data);
    }

    boolean held() {
        return channel.isOpen();
    }

    /** Whether somebody runs on the data directory at this moment. */
    static boolean isTaken(Path data) {
        Path file = data.resolve("launcher.lock");
        if (Files.notExists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StartFailure taken(Path data) {
        return StartFailure.refused(
                "数据目录 " + data + " 正被另一个政枢实例使用, 可用 --data 另选目录",
                "Another instance is running on " + data + "; choose a directory with --data");
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        close(channel);
    }
}
