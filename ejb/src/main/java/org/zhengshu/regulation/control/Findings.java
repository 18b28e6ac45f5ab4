package org.zhengshu.regulation.control;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.zhengshu.regulation.boundary.ConfigProblem;

/** Collects what is wrong, so that an operator sees every problem at once. */
final class Findings {

    private final List<ConfigProblem> problems = new ArrayList<>();

    /** Runs one reading step; a fault becomes a problem of that file. */
    <T> Optional<T> of(Path file, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (Malformed e) {
            add(file, e.key(), e.zh(), e.en());
            return Optional.empty();
        }
    }

    void add(Path file, String key, String zh, String en) {
        problems.add(new ConfigProblem(file.getFileName().toString(), key, zh, en));
    }

    int count() {
        return problems.size();
    }

    List<ConfigProblem> all() {
        return List.copyOf(problems);
    }
}
