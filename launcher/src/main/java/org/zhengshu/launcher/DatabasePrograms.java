package org.zhengshu.launcher;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL as it comes in a library, unpacked once. */
public final class DatabasePrograms {
    private DatabasePrograms() {}

    /** Lays the programs down in a new folder, for a server that stands by itself. */
    public static void unpackInto(Path folder) {
        try (InputStream archive =
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), machine())) {
            unpack(archive, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Commands unpack(Home home) {
        Path directory = home.databasePrograms(version());
        if (Files.notExists(directory)) {
            try {
                Path half = Files.createTempDirectory(directory.getParent(), "postgresql");
                try (InputStream archive =
                        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), machine())) {
                    unpack(archive, half);
                }
                publish(half, directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Commands(directory);
    }

    /** Two launchers may unpack at the same time: the first one wins. */
    private static void publish(Path half, Path directory) throws IOException {
        try {
            Files.move(half, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            PrivateFiles.delete(half);
            if (Files.notExists(directory)) {
                throw e;
            }
        }
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("entry outside of the archive: " + entry.getName());
                }
                unpack(tar, entry, file);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            try {
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } catch (FileAlreadyExistsException e) {
                throw new IOException("entry twice in the archive: " + entry.getName(), e);
            }
            return;
        }
        Files.copy(tar, file);
        if ((entry.getMode() & 0100) != 0
                && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    static String version() {
        return Home.property("postgresql.version");
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return "Windows";
        }
        return name.startsWith("mac") ? "Darwin" : "Linux";
    }

    private static String machine() {
        String name = System.getProperty("os.arch");
        return name.equals("amd64") ? "x86_64" : name;
    }
}
