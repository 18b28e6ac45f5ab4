package org.zhengshu.regulation.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zhengshu.regulation.boundary.Entry;
import org.zhengshu.regulation.control.KeyReader.Range;
import org.zhengshu.regulation.entity.KeySpec;
import org.zhengshu.regulation.entity.ValueType;

/** Reads one value of a pack by the type of its key; nothing is converted or guessed. */
final class ValueReader {

    private final Map<ValueType, Range> limits;

    ValueReader(Map<ValueType, Range> limits) {
        this.limits = limits;
    }

    Object read(KeySpec spec, JsonNode node) {
        String at = spec.key();
        if (node == null) {
            throw new Malformed(at, "缺少 value", "has no value");
        }
        return switch (spec.type()) {
            case WORKDAYS, COUNT -> number(spec, node);
            case FLAG -> bool(at, node);
            case CHOICE -> known(spec, JsonFiles.text(at, node));
            case TEXTS -> knownAll(spec, JsonFiles.texts(at, node));
            case ENTRIES -> entries(spec, node);
            case MONTH_DAY -> monthDay(at, JsonFiles.text(at, node));
        };
    }

    private Integer number(KeySpec spec, JsonNode node) {
        int number = JsonFiles.integer(spec.key(), node);
        Range range = limits.get(spec.type());
        if (number < range.min() || number > range.max()) {
            String bounds = range.min() + "–" + range.max();
            throw new Malformed(spec.key(), "数值应在 " + bounds + " 之间", "must be between " + bounds);
        }
        return number;
    }

    private static Boolean bool(String at, JsonNode node) {
        if (!node.isBoolean()) {
            throw new Malformed(at, "应为 true 或 false", "must be true or false");
        }
        return node.booleanValue();
    }

    private static MonthDay monthDay(String at, String text) {
        try {
            return MonthDay.parse("--" + text);
        } catch (DateTimeException e) {
            throw new Malformed(at, "应为 MM-DD", "must be MM-DD");
        }
    }

    private static List<String> knownAll(KeySpec spec, List<String> words) {
        words.forEach(word -> known(spec, word));
        return words;
    }

    private static String known(KeySpec spec, String word) {
        if (!spec.values().isEmpty() && !spec.values().contains(word)) {
            throw new Malformed(
                    spec.key(),
                    "未知的取值 " + word + "，可用 " + spec.values(),
                    "unknown value " + word + ", one of " + spec.values());
        }
        return word;
    }

    private static List<Entry> entries(KeySpec spec, JsonNode node) {
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (JsonNode item : JsonFiles.array(spec.key(), node)) {
            Entry entry = entry(spec, item);
            known(spec, entry.name());
            if (!names.add(entry.name())) {
                throw new Malformed(spec.key(), "列表中有重复值", "the list repeats a value");
            }
            entries.add(entry);
        }
        return List.copyOf(entries);
    }

    /** Either a name, or a name and its details as a list, or an object with one member. */
    private static Entry entry(KeySpec spec, JsonNode item) {
        String at = spec.key();
        if (item.isArray()) {
            List<String> words = JsonFiles.texts(at, item);
            return new Entry(words.get(0), words.subList(1, words.size()));
        }
        if (item instanceof ObjectNode object) {
            List<String> names = JsonFiles.names(object);
            if (names.size() != 1) {
                throw new Malformed(at, "对象应只有一个成员", "an object must have one member");
            }
            JsonNode details = object.get(names.get(0));
            return new Entry(
                    names.get(0),
                    details.isArray()
                            ? JsonFiles.texts(at, details)
                            : List.of(JsonFiles.text(at, details)));
        }
        return new Entry(JsonFiles.text(at, item), List.of());
    }
}
