package org.zhengshu.exchange.control;

import static org.zhengshu.exchange.control.ResourceOpenApi.object;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.zhengshu.mounting.boundary.RowFilter;

/** What the OpenAPI documents of all resources have in common (资源接口文档公共部分). */
final class ResourceApiParts {
    static final List<String> REFUSALS =
            List.of("400", "401", "403", "404", "406", "409", "410", "422", "429", "500", "503");

    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> UUID = object("type", "string", "format", "uuid");
    private static final Map<String, Object> INTEGER = object("type", "integer", "format", "int64");

    private ResourceApiParts() {}

    /** Under what a call is made: headers, or the same as parameters with an underscore. */
    static Stream<Object> callers() {
        return Stream.of(
                        List.of("Grant", "授权编号；仅一项授权符合时可省略 · may be left out when one grant fits"),
                        List.of("Purpose", "批准的用途，UTF-8 百分号编码 · approved purpose, percent-encoded"),
                        List.of("Matter", "批准的事项，UTF-8 百分号编码 · approved matter, percent-encoded"))
                .flatMap(
                        p ->
                                Stream.of(
                                        parameter("Zhengshu-" + p.get(0), "header", p.get(1)),
                                        parameter(
                                                "_" + p.get(0).toLowerCase(java.util.Locale.ROOT),
                                                "query",
                                                p.get(1))));
    }

    private static Map<String, Object> parameter(String name, String in, String description) {
        return object("name", name, "in", in, "description", description, "schema", TEXT);
    }

    static Map<String, Object> answerHeaders() {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("Zhengshu-Receipt", header("存证回执，覆盖未压缩的报文体 · receipt over the identity bytes"));
        headers.put("Zhengshu-Receipt-Id", header("回执编号 · id of the receipt"));
        headers.put("Zhengshu-Next-Cursor", header("下一页的 cursor · where the next page begins"));
        headers.put("ETag", header("GET 的强校验值 · strong, of GET only"));
        headers.put("Deprecation", header("旧版契约，RFC 9745 · of an old contract"));
        headers.put("Sunset", header("旧版停止时间，RFC 8594 · when an old contract ends"));
        return headers;
    }

    private static Map<String, Object> header(String description) {
        return object("description", description, "schema", TEXT);
    }

    static Map<String, Object> filter() {
        Map<String, Object> parts = array(ref("Filter"), RowFilter.MAX_NODES);
        return closed(
                object(
                        "and",
                        parts,
                        "or",
                        parts,
                        "item",
                        ref("ItemName"),
                        "operator",
                        object(
                                "type",
                                "string",
                                "enum",
                                Arrays.stream(RowFilter.Operator.values())
                                        .map(Enum::name)
                                        .toList()),
                        "value",
                        TEXT,
                        "values",
                        array(TEXT, RowFilter.MAX_VALUES)));
    }

    static Map<String, Object> condition() {
        return closed(underTerms("filter", ref("Filter")));
    }

    /** What a body may say of itself, in place of headers and parameters, and its own members. */
    private static Map<String, Object> underTerms(Object... own) {
        Map<String, Object> properties = object("grant", UUID, "purpose", TEXT, "matter", TEXT);
        properties.putAll(object(own));
        return properties;
    }

    static Map<String, Object> query() {
        return closed(
                underTerms(
                        "items", array(ref("ItemName"), 500),
                        "filter", ref("Filter"),
                        "limit", object("type", "integer", "minimum", 1, "maximum", 1000),
                        "cursor", TEXT));
    }

    static Map<String, Object> records() {
        return answer(
                object(
                        "items",
                        array(ref("ItemName"), 0),
                        "count",
                        INTEGER,
                        "nextCursor",
                        TEXT,
                        "rows",
                        array(ref("Row"), 0)));
    }

    static Map<String, Object> counted() {
        return answer(object("count", INTEGER));
    }

    static Map<String, Object> keys(int most) {
        return required(
                closed(
                        underTerms(
                                "items", array(ref("ItemName"), 500),
                                "keys", array(ref("Key"), most))),
                "keys");
    }

    static Map<String, Object> claims(int most) {
        Map<String, Object> claim =
                required(
                        closed(object("key", ref("Key"), "values", ref("Values"))),
                        "key",
                        "values");
        return required(closed(underTerms("claims", array(claim, most))), "claims");
    }

    static Map<String, Object> batch() {
        Map<String, Object> one =
                required(
                        closed(
                                object(
                                        "key", ref("Key"),
                                        "found", object("type", "boolean"),
                                        "row", ref("Row"))),
                        "key",
                        "found");
        return answer(
                object(
                        "keyItems", array(ref("ItemName"), 0),
                        "items", array(ref("ItemName"), 0),
                        "count", INTEGER,
                        "answers", array(one, 0)));
    }

    static Map<String, Object> verdicts() {
        Map<String, Object> one =
                required(
                        closed(object("key", ref("Key"), "items", ref("Verdict"))), "key", "items");
        return answer(
                object(
                        "keyItems", array(ref("ItemName"), 0),
                        "items", array(ref("ItemName"), 0),
                        "answers", array(one, 0)));
    }

    private static Map<String, Object> answer(Map<String, Object> own) {
        Map<String, Object> properties =
                object("grant", UUID, "resource", TEXT, "revision", INTEGER);
        properties.putAll(own);
        return required(closed(properties), "grant", "resource", "revision");
    }

    static Map<String, Object> problem() {
        Map<String, Object> place =
                object(
                        "type",
                        "object",
                        "properties",
                        object("place", TEXT, "rule", TEXT, "value", TEXT, "message", TEXT));
        return required(
                object(
                        "type",
                        "object",
                        "properties",
                        object(
                                "type", TEXT,
                                "code", TEXT,
                                "title", TEXT,
                                "status", INTEGER,
                                "detail", TEXT,
                                "instance", TEXT,
                                "violations", array(place, 0))),
                "type",
                "code",
                "title",
                "status",
                "detail",
                "instance");
    }

    static Map<String, Object> problemResponse() {
        return object(
                "description",
                "问题详情，RFC 9457；代码见 docs/problems.md · problem details",
                "content",
                Map.of("application/problem+json", Map.of("schema", ref("Problem"))));
    }

    /** The ways in, any of which is enough; docs/callers.md has them in full. */
    static List<Map<String, Object>> security() {
        return securitySchemes().keySet().stream()
                .map(name -> object(name, (Object) List.of()))
                .toList();
    }

    static Map<String, Object> securitySchemes() {
        Map<String, Object> schemes = new LinkedHashMap<>();
        schemes.put(
                "certificate",
                object("type", "mutualTLS", "description", "已登记的客户端证书 · registered certificate"));
        schemes.put(
                "accessToken",
                object(
                        "type",
                        "oauth2",
                        "description",
                        "private_key_jwt 换取的令牌 · a token got by private_key_jwt",
                        "flows",
                        object(
                                "clientCredentials",
                                object("tokenUrl", "/api/v1/token", "scopes", Map.of()))));
        schemes.put(
                "signature",
                header(
                        "Signature",
                        "HTTP 报文签名，另需 Signature-Input · HTTP Message Signatures, RFC 9421, with"
                                + " Signature-Input"));
        schemes.put(
                "tifHeaders",
                header("x-tif-signature", "x-tif-* 请求头 · with the other headers x-tif-*"));
        schemes.put(
                "nationalHeaders",
                header("gjzwfwpt_sign", "gjzwfwpt_* 请求头 · with the other headers gjzwfwpt_*"));
        schemes.put(
                "session",
                object(
                        "type",
                        "http",
                        "scheme",
                        "bearer",
                        "description",
                        "个人会话的令牌 · the token of a person's session"));
        return schemes;
    }

    private static Map<String, Object> header(String name, String description) {
        return object("type", "apiKey", "in", "header", "name", name, "description", description);
    }

    private static Map<String, Object> ref(String schema) {
        return Map.of("$ref", "#/components/schemas/" + schema);
    }

    private static Map<String, Object> array(Map<String, Object> items, int most) {
        Map<String, Object> array = object("type", "array", "items", items);
        if (most > 0) {
            array.put("maxItems", most);
        }
        return array;
    }

    private static Map<String, Object> closed(Map<String, Object> properties) {
        return object("type", "object", "properties", properties, "additionalProperties", false);
    }

    private static Map<String, Object> required(Map<String, Object> schema, String... names) {
        schema.put("required", List.of(names));
        return schema;
    }
}
