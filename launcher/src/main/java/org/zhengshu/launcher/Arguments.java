package org.zhengshu.launcher;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The command line of an {@link OperatorCommand}: its words, its own options, and those that every
 * command has.
 */
record Arguments(
        OperatorCommand command, List<String> words, Map<String, String> own, Options options) {

    static Arguments parse(
            OperatorCommand command, List<String> given, Map<String, String> environment) {
        List<String> words = new ArrayList<>();
        Map<String, String> own = new HashMap<>();
        List<String> others = new ArrayList<>();
        Deque<String> rest = new ArrayDeque<>(given);
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            if (!argument.startsWith("--")) {
                words.add(argument);
                continue;
            }
            String[] parts = argument.substring(2).split("=", 2);
            boolean value = parts.length == 2;
            if (command.flags().contains(parts[0])) {
                own.put(parts[0], value ? parts[1] : "true");
            } else if (command.options().contains(parts[0])) {
                own.put(parts[0], value ? parts[1] : next(rest, parts[0]));
            } else {
                others.add(argument);
                if (!value && !Options.isFlag(parts[0]) && !rest.isEmpty()) {
                    others.add(rest.pop());
                }
            }
        }
        return new Arguments(command, words, own, Options.parse(others, environment));
    }

    private static String next(Deque<String> rest, String key) {
        if (rest.isEmpty()) {
            throw StartFailure.refused(
                    "选项 --" + key + " 缺少值", "Option --" + key + " needs a value");
        }
        return rest.pop();
    }

    /** A word by its place; a missing one is refused with the help. */
    String word(int place) {
        if (words.size() <= place) {
            throw usage();
        }
        return words.get(place);
    }

    /** A word that names a file or a folder. */
    Path file(int place) {
        return Path.of(word(place)).toAbsolutePath().normalize();
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(own.get(name));
    }

    Optional<Path> fileOption(String name) {
        return option(name).map(value -> Path.of(value).toAbsolutePath().normalize());
    }

    int number(String name, int otherwise, int least) {
        String value = own.getOrDefault(name, Integer.toString(otherwise));
        if (!value.matches("[0-9]{1,6}") || Integer.parseInt(value) < least) {
            throw StartFailure.refused(
                    "选项 --" + name + " 的值不正确: \"" + value + "\"",
                    "Option --" + name + " has a wrong value: \"" + value + "\"");
        }
        return Integer.parseInt(value);
    }

    boolean flag(String name) {
        return "true".equals(own.get(name));
    }

    StartFailure usage() {
        return StartFailure.refused("用法:\n" + command.help(), "Usage: see above");
    }
}
