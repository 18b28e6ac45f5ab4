package org.zhengshu.regulation.control;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.zhengshu.regulation.boundary.BrokenConfig;
import org.zhengshu.regulation.boundary.ConfigProblem;

/**
 * Keeps what was read from a file or a folder and reads it again when anything in it changed; a
 * faulty change is reported and the last good content stays.
 */
public final class Reloading<T> {

    private static final String DATA_FILES = "*.json";

    private final Path path;
    private final Function<Path, Attempt<T>> loader;
    private volatile State<T> state;

    public Reloading(Path path, Function<Path, Attempt<T>> loader) {
        this.path = path;
        this.loader = loader;
        Map<String, Stamp> stamps = stamps();
        Attempt<T> first = loader.apply(path);
        this.state = new State<>(stamps, first.value(), first.problems().isEmpty(), first);
    }

    /** One reading of the files: the content, if any, and what is wrong. */
    public record Attempt<T>(Optional<T> value, List<ConfigProblem> problems) {

        public Attempt {
            problems = List.copyOf(problems);
        }
    }

    private record Stamp(FileTime modified, long size, Object fileKey) {}

    private record State<T>(
            Map<String, Stamp> stamps, Optional<T> value, boolean good, Attempt<T> latest) {}

    /** The content of the files as they are now, or the last good one. */
    public T current() {
        State<T> now = refreshed();
        return now.value().orElseThrow(() -> new BrokenConfig(now.latest().problems()));
    }

    /** What is wrong with the files as they are now. */
    public List<ConfigProblem> problems() {
        return refreshed().latest().problems();
    }

    private State<T> refreshed() {
        State<T> seen = state;
        return seen.stamps().equals(stamps()) ? seen : reload();
    }

    private synchronized State<T> reload() {
        // Taken before reading: a file that changes meanwhile is read once more at the next use.
        Map<String, Stamp> stamps = stamps();
        State<T> old = state;
        if (!old.stamps().equals(stamps)) {
            Attempt<T> latest = loader.apply(path);
            boolean good = latest.problems().isEmpty();
            boolean adopt = good || (!old.good() && latest.value().isPresent());
            state =
                    new State<>(
                            stamps,
                            adopt ? latest.value() : old.value(),
                            good || old.good(),
                            latest);
        }
        return state;
    }

    private Map<String, Stamp> stamps() {
        Map<String, Stamp> stamps = new HashMap<>();
        try {
            if (!Files.isDirectory(path)) {
                stamps.put("", stamp(path));
                return stamps;
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(path, DATA_FILES)) {
                for (Path file : files) {
                    stamps.put(file.getFileName().toString(), stamp(file));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            stamps.put(Objects.toString(e.getMessage()), new Stamp(FileTime.fromMillis(0), 0, ""));
        }
        return stamps;
    }

    private static Stamp stamp(Path file) throws IOException {
        BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(facts.lastModifiedTime(), facts.size(), facts.fileKey());
    }
}
