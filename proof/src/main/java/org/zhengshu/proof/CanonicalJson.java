package org.zhengshu.proof;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.erdtman.jcs.NumberToJSON;

/** The canonical form of JSON (规范化 JSON), RFC 8785, and a strict reader for it. */
public final class CanonicalJson {
    public static final int MAX_DEPTH = 32;
    public static final int MAX_BYTES = 1 << 20;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private CanonicalJson() {}

    /**
     * The canonical bytes of a JSON value given as a Jackson tree, maps and lists, or records;
     * numbers that a double cannot hold exactly are refused, write them as strings.
     */
    public static byte[] encode(Object tree) {
        try {
            StringBuilder text = new StringBuilder(1024);
            writeValue(tree, text);
            return text.toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException | IllegalArgumentException e) {
            throw new ProofException("json", "has no canonical form", e);
        }
    }

    /**
     * Reads UTF-8 JSON; duplicate keys, trailing bytes, excess depth and excess size are refused.
     */
    public static JsonNode parse(byte[] bytes) {
        return parse(bytes, MAX_BYTES);
    }

    /** The same with a size limit of the caller's. */
    public static JsonNode parse(byte[] bytes, int maxBytes) {
        if (bytes.length > maxBytes) {
            throw new ProofException("json", "is larger than " + maxBytes + " bytes");
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            JsonNode node = MAPPER.readTree(text);
            if (node.isMissingNode()) {
                throw new ProofException("json", "is empty");
            }
            return node;
        } catch (CharacterCodingException e) {
            throw new ProofException("json", "is not UTF-8", e);
        } catch (JsonProcessingException e) {
            throw new ProofException("json", e.getOriginalMessage(), e);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new ProofException("json", "has a number that cannot be read", e);
        }
    }

    /** What entries are made of is written as it stands; everything else becomes a tree first. */
    private static void writeValue(Object value, StringBuilder text) throws IOException {
        if (value instanceof String string) {
            writeString(string, text);
        } else if (value instanceof Map<?, ?> map && isNamed(map)) {
            writeMap(map, text);
        } else {
            write(value instanceof JsonNode node ? node : MAPPER.valueToTree(value), text);
        }
    }

    private static boolean isNamed(Map<?, ?> map) {
        for (Object key : map.keySet()) {
            if (!(key instanceof String)) {
                return false;
            }
        }
        return true;
    }

    /** As {@link #writeObject}. */
    private static void writeMap(Map<?, ?> map, StringBuilder text) throws IOException {
        char before = '{';
        for (Map.Entry<?, ?> member : new TreeMap<>(map).entrySet()) {
            text.append(before);
            writeString((String) member.getKey(), text);
            text.append(':');
            writeValue(member.getValue(), text);
            before = ',';
        }
        text.append(map.isEmpty() ? "{}" : "}");
    }

    private static void write(JsonNode node, StringBuilder text) throws IOException {
        if (node instanceof ObjectNode object) {
            writeObject(object, text);
        } else if (node.isArray()) {
            char before = '[';
            for (JsonNode item : node) {
                text.append(before);
                write(item, text);
                before = ',';
            }
            text.append(node.isEmpty() ? "[]" : "]");
        } else if (node.isTextual()) {
            writeString(node.textValue(), text);
        } else if (node.isNumber()) {
            text.append(NumberToJSON.serializeNumber(exact(node)));
        } else if (node.isBoolean() || node.isNull()) {
            text.append(node.asText());
        } else {
            throw new ProofException("json", "has a value that is not JSON");
        }
    }

    /** Section 3.2.3: members by the UTF-16 code units of their names. */
    private static void writeObject(ObjectNode object, StringBuilder text) throws IOException {
        TreeMap<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        char before = '{';
        for (Map.Entry<String, JsonNode> member : members.entrySet()) {
            text.append(before);
            writeString(member.getKey(), text);
            text.append(':');
            write(member.getValue(), text);
            before = ',';
        }
        text.append(members.isEmpty() ? "{}" : "}");
    }

    /** Section 3.2.2.2; a surrogate without its other half is no text and is refused. */
    private static void writeString(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                writeEscaped(c, text);
            } else if (!Character.isSurrogate(c)) {
                text.append(c);
            } else if (Character.isSupplementaryCodePoint(value.codePointAt(i))) {
                text.append(c).append(value.charAt(++i));
            } else {
                throw new ProofException("json", "has half a character");
            }
        }
        text.append('"');
    }

    private static void writeEscaped(char c, StringBuilder text) {
        int known = "\b\t\n\f\r\"\\".indexOf(c);
        if (known >= 0) {
            text.append('\\').append("btnfr\"\\".charAt(known));
        } else {
            text.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
        }
    }

    private static double exact(JsonNode number) {
        double value = number.doubleValue();
        boolean binary = number.isFloat() || number.isDouble();
        if (!Double.isFinite(value)
                || (!binary
                        && new BigDecimal(Double.toString(value)).compareTo(number.decimalValue())
                                != 0)) {
            throw new ProofException("json", "has a number that a double cannot hold");
        }
        return value;
    }
}
