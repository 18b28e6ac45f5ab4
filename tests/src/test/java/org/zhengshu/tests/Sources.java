package org.zhengshu.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.zhengshu.tests.node.Node;

/** The project's sources, for tests that hold them to what they say. */
final class Sources {
    private static final List<String> MODULES =
            List.of("proof", "ejb", "web", "ws", "launcher", "tests");

    private Sources() {}

    /**
     * A source file.
     *
     * @param path from the project's folder
     */
    record Source(Path path, String text) {
        String name() {
            return path.getFileName().toString().replace(".java", "");
        }
    }

    static List<Source> main() {
        return under("src/main/java");
    }

    static List<Source> test() {
        return under("src/test/java");
    }

    private static List<Source> under(String folder) {
        List<Source> found = new ArrayList<>();
        for (String module : MODULES) {
            Path root = Node.project().resolve(module).resolve(folder);
            if (Files.isDirectory(root)) {
                try (Stream<Path> files = Files.walk(root)) {
                    files.filter(f -> f.toString().endsWith(".java"))
                            .sorted()
                            .forEach(f -> found.add(new Source(f, read(f))));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return found;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
