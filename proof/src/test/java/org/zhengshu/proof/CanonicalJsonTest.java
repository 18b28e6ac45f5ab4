package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    @Test
    void theExampleOfRfc8785HasItsCanonicalForm() {
        String input =
                """
                {"numbers": [333333333.3333333, 1E30, 4.50, 2e-3, 1e-27],
                 "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                 "literals": [null, true, false]}""";
        String expected =
                "{\"literals\":[null,true,false],"
                        + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
        assertThat(canonical(input)).isEqualTo(expected);
    }

    @Test
    void keysAreSortedByUtf16() {
        assertThat(
                        canonical(
                                "{\"\u20ac\":1,\"\\r\":2,\"\ufb33\":3,\"1\":4,\"\ud83d\ude00\":5,\"\u00f6\":6}"))
                .isEqualTo(
                        "{\"\\r\":2,\"1\":4,\"\u00f6\":6,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
    }

    @Test
    void mapsAndListsAreEncoded() {
        byte[] bytes = CanonicalJson.encode(Map.of("乙", List.of(1, "二"), "甲", true));
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo("{\"乙\":[1,\"二\"],\"甲\":true}");
    }

    /** Maps are written as they stand; the same as the tree that Jackson makes of them. */
    @Test
    void aMapIsWrittenAsItsTreeIs() {
        record Pair(String left, int right) {}
        Map<String, Object> map = new HashMap<>();
        map.put("null", null);
        map.put("text", "\u0001\"\ud83d\ude00");
        map.put("long", 9_007_199_254_740_992L);
        map.put("decimal", new BigDecimal("1.50"));
        map.put("empty", Map.of());
        map.put("named", new TreeMap<>(Map.of("b", List.of(), "a", new int[] {1, 2})));
        map.put("numbered", Map.of(10, "ten", 9, "nine"));
        map.put("record", new Pair("l", 2));
        map.put("tree", JsonNodeFactory.instance.objectNode().put("z", 1).put("y", 2));
        JsonNode tree = new ObjectMapper().valueToTree(map);
        assertThat(CanonicalJson.encode(map)).isEqualTo(CanonicalJson.encode(tree));
        assertThat(new String(CanonicalJson.encode(map), StandardCharsets.UTF_8))
                .contains("\"numbered\":{\"10\":\"ten\",\"9\":\"nine\"}", "\"null\":null");
        assertThatThrownBy(() -> CanonicalJson.encode(Map.of("a", Map.of("\ud83d", 1))))
                .isInstanceOf(ProofException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"\\u0062\":2}}",
                "{\"a\":1}x",
                "{\"a\":1}{}",
                "",
                " ",
                "{\"a\":1",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":1,}",
                "\ufeff{}",
                "{\"a\":1}//"
            })
    void whatIsNotStrictJsonIsRefused(String text) {
        assertThatThrownBy(() -> CanonicalJson.parse(utf8(text)))
                .isInstanceOf(ProofException.class);
    }

    @Test
    void depthAndSizeAreLimited() {
        assertThat(CanonicalJson.parse(utf8("[".repeat(32) + "]".repeat(32))).isArray()).isTrue();
        assertThatThrownBy(() -> CanonicalJson.parse(utf8("[".repeat(33) + "]".repeat(33))))
                .isInstanceOf(ProofException.class);
        byte[] large = new byte[CanonicalJson.MAX_BYTES + 1];
        Arrays.fill(large, (byte) ' ');
        assertThatThrownBy(() -> CanonicalJson.parse(large)).isInstanceOf(ProofException.class);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertThatThrownBy(
                        () -> CanonicalJson.parse(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'}))
                .isInstanceOf(ProofException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[9007199254740993]",
                "[0.12345678901234567890123]",
                "[1e400]",
                "[1e-400]",
                "[\"\\ud800\"]",
                "{\"\\udc00\":1}"
            })
    void whatHasNoCanonicalFormIsRefused(String text) {
        assertThatThrownBy(() -> canonical(text)).isInstanceOf(ProofException.class);
    }

    @Test
    void randomTreesAgreeWithTheReferenceImplementation() throws Exception {
        long seed = System.nanoTime();
        System.out.println("CanonicalJsonTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            ObjectNode tree = JsonNodeFactory.instance.objectNode();
            tree.set("x", value(random, 4));
            String reference = new JsonCanonicalizer(tree.toString()).getEncodedString();
            assertThat(new String(CanonicalJson.encode(tree), StandardCharsets.UTF_8))
                    .isEqualTo(reference);
        }
    }

    private static JsonNode value(Random random, int depth) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0:
                return json.nullNode();
            case 1:
                return json.booleanNode(random.nextBoolean());
            case 2:
                return json.numberNode(random.nextInt());
            case 3:
                return json.numberNode(
                        random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30));
            case 4:
            case 5:
                return json.textNode(text(random));
            case 6:
                ArrayNode array = json.arrayNode();
                random.ints(random.nextInt(5)).forEach(i -> array.add(value(random, depth - 1)));
                return array;
            default:
                ObjectNode object = json.objectNode();
                random.ints(random.nextInt(5))
                        .forEach(i -> object.set(text(random), value(random, depth - 1)));
                return object;
        }
    }

    private static String text(Random random) {
        int[] points =
                random.ints(random.nextInt(6), 0, 0x1100)
                        .map(c -> c < 0x100 ? c / 2 : c < 0xd00 ? c : c * 16)
                        .filter(c -> c < 0xd800 || c > 0xdfff)
                        .toArray();
        return new String(points, 0, points.length);
    }

    private static String canonical(String text) {
        byte[] bytes = CanonicalJson.encode(CanonicalJson.parse(utf8(text)));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
