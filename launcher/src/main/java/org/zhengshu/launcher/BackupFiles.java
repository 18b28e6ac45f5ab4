package org.zhengshu.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which files of the data directory a backup takes, and which it must not. */
final class BackupFiles {
    /** Rebuilt, of the running process, in the database's part, or in clear. */
    private static final Set<String> LEFT_OUT =
            Set.of(
                    "postgres",
                    "postgres.tmp",
                    "postgres.log",
                    "server",
                    "log-tiles",
                    "log-witness",
                    "restored",
                    "launcher.lock",
                    "launcher.pid",
                    "launcher.ready",
                    "launcher.log",
                    "ports.properties");

    /** What opens the keys: never beside them. */
    private static final Set<String> SECRETS =
            Set.of("secrets.properties", "administrators.properties", "sample-accounts.properties");

    private static final int KEY_FILE = 64 << 10;

    private BackupFiles() {}

    static List<Path> wanted(Path data) throws IOException {
        return all(data).filter(file -> !secret(file)).toList();
    }

    /** Files with something in clear, which are kept apart. */
    static List<Path> apart(Path data) throws IOException {
        return all(data).filter(BackupFiles::secret).toList();
    }

    private static Stream<Path> all(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files
                    .filter(file -> !file.equals(data))
                    .filter(file -> !leftOut(data.relativize(file).getName(0).toString()))
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(".tmp"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static boolean leftOut(String first) {
        return LEFT_OUT.contains(first) || Restore.owns(first);
    }

    private static boolean secret(Path file) {
        String name = file.getFileName().toString();
        return SECRETS.contains(name)
                || name.endsWith(".password")
                || name.endsWith(".pin")
                || name.contains("passphrase")
                || keyInClear(file);
    }

    private static boolean keyInClear(Path file) {
        try {
            return Files.size(file) < KEY_FILE
                    && Files.readString(file, StandardCharsets.ISO_8859_1)
                            .matches("(?s).*-----BEGIN (?!ENCRYPTED )([A-Z]+ )?PRIVATE KEY-----.*");
        } catch (IOException e) {
            return false;
        }
    }
}
