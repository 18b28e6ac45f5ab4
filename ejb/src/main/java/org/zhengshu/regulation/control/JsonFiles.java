package org.zhengshu.regulation.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Strict reading of an operator's JSON: no duplicate, unknown or wrongly typed member passes. */
final class JsonFiles {

    private static final int MAX_BYTES = 1 << 20;
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private JsonFiles() {}

    /** The data files of a folder by name; editors' hidden copies are left out. */
    static List<Path> in(Path folder) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            files.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            throw new Malformed("", "目录无法读取: " + folder, "cannot read the folder " + folder);
        }
        found.removeIf(file -> file.getFileName().toString().startsWith("."));
        found.sort(null);
        return found;
    }

    static ObjectNode read(Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new Malformed("", "文件无法读取", "cannot read the file");
        }
        if (bytes.length > MAX_BYTES) {
            throw new Malformed("", "文件过大", "the file is too large");
        }
        return parse(bytes);
    }

    private static ObjectNode parse(byte[] bytes) {
        try {
            return object("", MAPPER.readTree(bytes));
        } catch (JsonProcessingException e) {
            String at =
                    e.getLocation() == null
                            ? ""
                            : e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
            throw new Malformed(
                    at,
                    "不是合法的 JSON: " + e.getOriginalMessage(),
                    "not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Malformed("", "不是 UTF-8 文本", "not UTF-8 text");
        }
    }

    static ObjectNode object(String at, JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new Malformed(at, "应为对象", "must be an object");
    }

    static List<String> names(ObjectNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static void onlyFields(String at, ObjectNode node, Set<String> allowed) {
        for (String name : names(node)) {
            if (!allowed.contains(name)) {
                throw new Malformed(join(at, name), "未知的字段", "unknown member");
            }
        }
    }

    static String text(String at, ObjectNode parent, String field) {
        return optionalText(at, parent, field)
                .orElseThrow(() -> new Malformed(join(at, field), "缺少此项", "is missing"));
    }

    static Optional<String> optionalText(String at, ObjectNode parent, String field) {
        JsonNode node = parent.get(field);
        return node == null ? Optional.empty() : Optional.of(text(join(at, field), node));
    }

    static String text(String at, JsonNode node) {
        if (node.isTextual() && !node.textValue().isBlank()) {
            return node.textValue();
        }
        throw new Malformed(at, "应为非空文本", "must be a text that is not blank");
    }

    static boolean flag(String at, ObjectNode parent, String field) {
        JsonNode node = parent.get(field);
        if (node == null || !node.isBoolean()) {
            throw new Malformed(join(at, field), "应为 true 或 false", "must be true or false");
        }
        return node.booleanValue();
    }

    static int integer(String at, JsonNode node) {
        if (node == null || !node.isIntegralNumber() || !node.canConvertToInt()) {
            throw new Malformed(at, "应为整数", "must be a whole number");
        }
        return node.intValue();
    }

    static List<String> texts(String at, JsonNode node) {
        List<String> texts = array(at, node).stream().map(item -> text(at, item)).toList();
        if (Set.copyOf(texts).size() < texts.size()) {
            throw new Malformed(at, "列表中有重复值", "the list repeats a value");
        }
        return texts;
    }

    static List<JsonNode> array(String at, JsonNode node) {
        if (node == null || !node.isArray() || node.isEmpty()) {
            throw new Malformed(at, "应为非空列表", "must be a list that is not empty");
        }
        return StreamSupport.stream(node.spliterator(), false).toList();
    }

    static String join(String at, String field) {
        return at.isEmpty() ? field : at + "." + field;
    }
}
