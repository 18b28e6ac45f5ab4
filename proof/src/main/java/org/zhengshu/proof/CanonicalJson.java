package org.zhengshu.proof;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.erdtman.jcs.JsonCanonicalizer;

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
     * The canonical bytes of a JSON object or array given as a Jackson tree, maps and lists, or
     * records; numbers that a double cannot hold exactly are refused, write them as strings.
     */
    public static byte[] encode(Object tree) {
        try {
            JsonNode node = tree instanceof JsonNode given ? given : MAPPER.valueToTree(tree);
            refuseInexactNumbers(node);
            String text = new JsonCanonicalizer(MAPPER.writeValueAsString(node)).getEncodedString();
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return Arrays.copyOfRange(bytes.array(), bytes.arrayOffset(), bytes.limit());
        } catch (IOException | IllegalArgumentException e) {
            throw new ProofException("json", "has no canonical form", e);
        }
    }

    /**
     * Reads UTF-8 JSON; duplicate keys, trailing bytes, excess depth and excess size are refused.
     */
    public static JsonNode parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new ProofException("json", "is larger than " + MAX_BYTES + " bytes");
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
        }
    }

    private static void refuseInexactNumbers(JsonNode node) {
        if (node.isNumber()) {
            double value = node.doubleValue();
            boolean exact =
                    Double.isFinite(value)
                            && (node.isFloat()
                                    || node.isDouble()
                                    || new BigDecimal(Double.toString(value))
                                                    .compareTo(node.decimalValue())
                                            == 0);
            if (!exact) {
                throw new ProofException("json", "has a number that a double cannot hold");
            }
        }
        node.forEach(CanonicalJson::refuseInexactNumbers);
    }
}
