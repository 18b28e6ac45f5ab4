package org.zhengshu.portal.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.kernel.boundary.Page;

/** The words and examples of the document (接口说明与示例), each example read as strictly as a call. */
final class ContractTexts {
    private static final String FILE = "contract.json";

    private final Map<String, Words> operations;
    private final Map<String, JsonNode> answers;

    /** What the file says about one operation. */
    record Words(
            String zh,
            String en,
            String detailZh,
            String detailEn,
            JsonNode request,
            List<String> problems) {
        Words {
            problems = problems == null ? List.of() : List.copyOf(problems);
        }
    }

    /** The whole file: operations by their stable name, answers by the view's type. */
    private record Contents(Map<String, Words> operations, Map<String, JsonNode> answers) {}

    private ContractTexts(Contents contents) {
        operations = contents.operations();
        answers = contents.answers();
    }

    static ContractTexts read() {
        try (InputStream in = ContractTexts.class.getResourceAsStream(FILE)) {
            return new ContractTexts(Json.MAPPER.readValue(in, Contents.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Words words(String operation) {
        Words words = operations.get(operation);
        if (words == null) {
            throw new IllegalStateException(FILE + " does not describe " + operation);
        }
        return words;
    }

    /** The example of a request body; the build fails when the body's type cannot take it. */
    Object request(String operation, Type type) {
        JsonNode example = words(operation).request();
        if (example == null) {
            throw new IllegalStateException(FILE + " has no request of " + operation);
        }
        if (example.isTextual()) {
            return example.textValue();
        }
        requireFits(operation, example, type);
        return Json.MAPPER.convertValue(example, Object.class);
    }

    /** The example of an answer: that of its view, as a page or a list where one is returned. */
    Object answer(Type type) {
        JsonNode example = example(type);
        requireFits("answer", example, type);
        return Json.MAPPER.convertValue(example, Object.class);
    }

    /** Operations that the file describes and nobody has. */
    Set<String> unused(Set<String> present) {
        Set<String> unused = new TreeSet<>(operations.keySet());
        unused.removeAll(present);
        return unused;
    }

    private JsonNode example(Type type) {
        if (type instanceof ParameterizedType generic) {
            JsonNode one = example(generic.getActualTypeArguments()[0]);
            return generic.getRawType() == Page.class
                    ? Json.MAPPER.valueToTree(new Page<>(List.of(one), 1, 1, 20))
                    : Json.MAPPER.valueToTree(List.of(one));
        }
        JsonNode example = answers.get(((Class<?>) type).getSimpleName());
        if (example == null) {
            throw new IllegalStateException(FILE + " has no answer for " + type);
        }
        return example;
    }

    private static void requireFits(String what, JsonNode example, Type type) {
        try {
            JavaType target = Json.MAPPER.getTypeFactory().constructType(type);
            Json.MAPPER.readValue(Json.MAPPER.writeValueAsBytes(example), target);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("wrong example of " + what + " in " + FILE, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
