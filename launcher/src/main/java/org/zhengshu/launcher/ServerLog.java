package org.zhengshu.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What the server writes to its console: into console.log, which never grows beyond twice its
 * limit.
 */
final class ServerLog {
    private static final long LIMIT = 20L << 20;
    private static final int KEPT = 200;

    private final Path file;
    private final boolean shown;
    private final Deque<String> last = new ArrayDeque<>();
    private volatile boolean startedWithErrors;

    ServerLog(Path file, boolean shown) {
        this.file = file;
        this.shown = shown;
    }

    /** Copies the stream in a thread of its own until it ends. */
    void follow(InputStream stream) {
        startedWithErrors = false;
        Thread thread = new Thread(() -> copy(stream), "server-log");
        thread.setDaemon(true);
        thread.start();
    }

    /** The server said that it is up although some of its services are not. */
    boolean startedWithErrors() {
        return startedWithErrors;
    }

    /** The last lines that tell of trouble, or simply the last lines. */
    synchronized List<String> trouble() {
        List<String> errors =
                last.stream()
                        .filter(
                                l ->
                                        l.contains(" ERROR ")
                                                || l.contains(" FATAL ")
                                                || l.startsWith("Error"))
                        .toList();
        List<String> lines = errors.isEmpty() ? List.copyOf(last) : errors;
        return lines.subList(Math.max(0, lines.size() - 12), lines.size());
    }

    private void copy(InputStream stream) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (line != null) {
                rotate();
                line = copyUntilFull(reader, line);
            }
        } catch (IOException e) {
            remember(e.toString());
        }
    }

    /**
     * Writes lines until the file is full or the stream ends; the line that is still to be written.
     */
    private String copyUntilFull(BufferedReader reader, String first) throws IOException {
        long written = 0;
        String line = first;
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            while (line != null && written < LIMIT) {
                remember(line);
                writer.write(line);
                writer.write('\n');
                writer.flush();
                written += line.length() + 1L;
                line = reader.readLine();
            }
        }
        return line;
    }

    private void remember(String line) {
        if (shown) {
            Screen.text(line);
        }
        if (line.contains("WFLYSRV0026")) {
            startedWithErrors = true;
        }
        synchronized (this) {
            last.addLast(line);
            if (last.size() > KEPT) {
                last.removeFirst();
            }
        }
    }

    private void rotate() {
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file)) {
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".1"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
