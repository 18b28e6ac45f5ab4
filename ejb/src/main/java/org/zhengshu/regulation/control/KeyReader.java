package org.zhengshu.regulation.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zhengshu.regulation.entity.KeySpec;
import org.zhengshu.regulation.entity.Merge;
import org.zhengshu.regulation.entity.ValueType;

/** Reads {@code keys.json}: what each rule key holds and how two values of it merge. */
final class KeyReader {

    private KeyReader() {}

    /** The keys, the bounds of numbers and the words for how sure a text is. */
    record KeyBook(
            Map<String, KeySpec> specs, Map<ValueType, Range> limits, Set<String> confidences) {}

    /** The smallest and the largest number that is believed. */
    record Range(int min, int max) {}

    static KeyBook read(Path file) {
        ObjectNode root = JsonFiles.read(file);
        JsonFiles.onlyFields("", root, Set.of("limits", "confidences", "keys"));
        Map<ValueType, Range> limits = limits(JsonFiles.object("limits", root.get("limits")));
        ObjectNode confidences = JsonFiles.object("confidences", root.get("confidences"));
        Set<String> words = Set.copyOf(JsonFiles.names(confidences));
        ObjectNode keys = JsonFiles.object("keys", root.get("keys"));
        Map<String, KeySpec> specs = new LinkedHashMap<>();
        for (String key : JsonFiles.names(keys)) {
            specs.put(key, spec(key, JsonFiles.object(key, keys.get(key))));
        }
        return new KeyBook(specs, limits, words);
    }

    private static Map<ValueType, Range> limits(ObjectNode node) {
        JsonFiles.onlyFields(
                "limits", node, Set.of(ValueType.WORKDAYS.word(), ValueType.COUNT.word()));
        Map<ValueType, Range> limits = new HashMap<>();
        for (ValueType type : List.of(ValueType.WORKDAYS, ValueType.COUNT)) {
            String at = "limits." + type.word();
            ObjectNode range = JsonFiles.object(at, node.get(type.word()));
            JsonFiles.onlyFields(at, range, Set.of("min", "max"));
            limits.put(
                    type,
                    new Range(
                            JsonFiles.integer(at + ".min", range.get("min")),
                            JsonFiles.integer(at + ".max", range.get("max"))));
        }
        return limits;
    }

    private static KeySpec spec(String key, ObjectNode node) {
        JsonFiles.onlyFields(key, node, Set.of("type", "merge", "values", "zh", "en"));
        ValueType type =
                ValueType.of(JsonFiles.text(key, node, "type"))
                        .orElseThrow(() -> new Malformed(key + ".type", "未知的类型", "unknown type"));
        Merge merge =
                Merge.of(JsonFiles.text(key, node, "merge"))
                        .filter(type::allows)
                        .orElseThrow(
                                () ->
                                        new Malformed(
                                                key + ".merge",
                                                "此类型不能这样合并",
                                                "this type cannot be merged so"));
        JsonNode values = node.get("values");
        if (values == null && type == ValueType.CHOICE) {
            throw new Malformed(key + ".values", "缺少此项", "is missing");
        }
        return new KeySpec(
                key,
                type,
                merge,
                values == null ? List.of() : JsonFiles.texts(key + ".values", values),
                JsonFiles.text(key, node, "zh"),
                JsonFiles.text(key, node, "en"));
    }
}
