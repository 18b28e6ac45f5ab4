package org.zhengshu.audit.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.proof.SignedCheckpoint;

/**
 * The last checkpoint of each log in a file outside of the database (归档见证), so that a restored
 * backup of the database is found even when no other node watches.
 */
@ApplicationScoped
public class NoteArchive {
    @Inject private Settings settings;

    /** What was kept last; empty when nothing was. */
    public Optional<SignedCheckpoint> note(String origin) throws IOException {
        Path file = file(origin);
        return Files.exists(file)
                ? Optional.of(SignedCheckpoint.parse(Files.readAllBytes(file)))
                : Optional.empty();
    }

    /** Keeps a checkpoint; it is on disk when this returns, and never half of it. */
    public void keep(SignedCheckpoint checkpoint) throws IOException {
        Path file = file(checkpoint.checkpoint().origin());
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(checkpoint.text());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private Path file(String origin) {
        return settings.data().resolve("log-witness").resolve(fileName(origin) + ".note");
    }

    /** One name for each origin, which holds letters, digits, dashes and slashes. */
    static String fileName(String origin) {
        return origin.replace('/', '_');
    }
}
