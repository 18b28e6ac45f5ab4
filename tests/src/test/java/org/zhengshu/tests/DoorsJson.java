package org.zhengshu.tests;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** The tables' short way to write a call once: JSON in single quotes with {@code $variables}. */
final class DoorsJson {
    /** Keeps numbers as they stand on the wire. */
    static final ObjectMapper MAPPER =
            JsonMapper.builder(new JsonFactory())
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
                    .build();

    private DoorsJson() {}

    static JsonNode read(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(String template) {
        try {
            return MAPPER.readTree(template);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(template, e);
        }
    }

    /** The longest names first, so that {@code $grant} leaves {@code $grants} alone. */
    static String filled(String template, Map<String, String> variables) {
        String text = template;
        for (String name :
                variables.keySet().stream()
                        .sorted(Comparator.comparing(String::length).reversed())
                        .toList()) {
            text = text.replace("$" + name, variables.get(name));
        }
        return text;
    }

    /** Strict JSON of a template that is filled already. */
    static String strict(String template) {
        return read(template).toString();
    }

    /**
     * The wrapper element of a SOAP call: each member an element, each entry of a list one more.
     */
    static String xml(String service, String operation, String template) {
        StringBuilder out = new StringBuilder();
        out.append('<').append(operation).append(" xmlns=\"").append(namespace(service));
        out.append("\">");
        members(out, read(template));
        return out.append("</").append(operation).append('>').toString();
    }

    static String namespace(String service) {
        if (service.startsWith("resources/")) {
            return service.replace("resources/", "urn:zhengshu:resource:") + "-v1";
        }
        String words = service.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        return "urn:zhengshu:" + words + ":1";
    }

    private static void members(StringBuilder out, JsonNode object) {
        object.fields().forEachRemaining(member -> member(out, member.getKey(), member.getValue()));
    }

    private static void member(StringBuilder out, String name, JsonNode value) {
        if (value.isArray()) {
            value.forEach(each -> member(out, name, each));
            return;
        }
        out.append('<').append(name).append('>');
        if (value.isObject()) {
            members(out, value);
        } else {
            String text = value.asText();
            out.append(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        }
        out.append("</").append(name).append('>');
    }
}
