package org.zhengshu.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of one command, each given at most once unless it may be repeated. */
record Options(Map<String, String> values) {
    private static final long MAX_FILE = 1L << 29;

    /** Reads "--name value" for the valued names and "--name" for the flags. */
    static Options parse(List<String> arguments, Set<String> valued, Set<String> flags) {
        return parse(arguments, valued, flags, Set.of());
    }

    /** Like the other; the repeated ones are valued and may be given more than once. */
    static Options parse(
            List<String> arguments, Set<String> valued, Set<String> flags, Set<String> repeated) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            String value = "";
            if (valued.contains(name) || repeated.contains(name)) {
                if (++i == arguments.size()) {
                    throw new UsageException("选项缺少值 this option needs a value: " + name);
                }
                value = arguments.get(i);
            } else if (!flags.contains(name)) {
                throw new UsageException("没有这个选项 no such option: " + name);
            }
            String before = values.put(name, value);
            if (before != null && repeated.contains(name)) {
                values.put(name, before + "\n" + value);
            } else if (before != null) {
                throw new UsageException("选项重复 this option is given twice: " + name);
            }
        }
        return new Options(Map.copyOf(values));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The values of an option that may be repeated. */
    List<String> all(String name) {
        return find(name).map(values -> List.of(values.split("\n"))).orElse(List.of());
    }

    /** The content of the file that the option names. */
    Optional<byte[]> file(String name) {
        return find(name).map(value -> read(name, value));
    }

    static byte[] read(String name, String value) {
        try {
            Path path = Path.of(value);
            if (Files.size(path) > MAX_FILE) {
                throw new UsageException("文件过大 the file is too large: " + name + " " + value);
            }
            return Files.readAllBytes(path);
        } catch (IOException | InvalidPathException e) {
            throw new UsageException("文件不可读 cannot read the file: " + name + " " + value, e);
        }
    }
}
