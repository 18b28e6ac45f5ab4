package org.zhengshu.exchange.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.exchange.boundary.ApiDocument;
import org.zhengshu.exchange.boundary.ResourceCalls;
import org.zhengshu.kernel.boundary.Form;
import org.zhengshu.mounting.boundary.ColumnType;
import org.zhengshu.mounting.boundary.RowFilter;

/** Makes the OpenAPI 3.1 document of one contract from its data items (资源接口文档生成). */
public final class ResourceOpenApi {
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String RESPONSES = "#/components/responses/";

    /** Suffix of a parameter, the operator's meaning. */
    private static final Map<String, String> OPERATORS =
            Map.of(
                    "ne", "不等于 · not equal",
                    "lt", "小于 · less than",
                    "le", "小于等于 · at most",
                    "gt", "大于 · greater than",
                    "ge", "大于等于 · at least",
                    "prefix", "前缀 · begins with",
                    "null", "为空（true/false）· is empty");

    private final Contract contract;
    private final boolean keyed;

    public ResourceOpenApi(Contract contract) {
        this.contract = contract;
        this.keyed = !contract.keyItems().isEmpty();
    }

    public ApiDocument document() {
        return new ApiDocument(
                "3.1.0",
                object(
                        "title", contract.resource().title() + " " + contract.code(),
                        "version", Integer.toString(contract.revision()),
                        "description", description()),
                List.of(object("url", "/api/v1/resources/" + contract.pinned().text())),
                ResourceApiParts.security(),
                paths(),
                components());
    }

    private String description() {
        String end =
                contract.lapse()
                        .map(
                                l ->
                                        "\n\n旧版契约，"
                                                + l.sunset()
                                                + " 停止 · an old contract, ends "
                                                + l.sunset())
                        .orElse("");
        return "资源 "
                + contract.code()
                + " 第 "
                + contract.revision()
                + " 版的专用接口，由信息项生成；须有授权。\n\n"
                + "The services of this resource alone, made from its data items; a grant is needed."
                + end;
    }

    private Map<String, Object> paths() {
        Map<String, Object> paths = new LinkedHashMap<>();
        paths.put("/records", Map.of("get", listing()));
        paths.put(
                "/queries",
                Map.of("post", posting("select", "按条件查询 · rows by condition", "Query", "Records")));
        paths.put(
                "/count",
                object(
                        "get",
                        operation("count", "计数 · count", "Counted", parameters(filters())),
                        "post",
                        posting(
                                "countBy",
                                "按复合条件计数 · count by condition",
                                "Condition",
                                "Counted")));
        if (keyed) {
            paths.put("/records/{key}", Map.of("get", single()));
            paths.put(
                    "/batches",
                    Map.of(
                            "post",
                            posting("batch", "批量按主键查询 · rows of many keys", "Keys", "Batch")));
            paths.put(
                    "/verifications",
                    Map.of(
                            "post",
                            posting("verify", "核验 · do these values hold", "Claims", "Verdicts")));
        }
        return paths;
    }

    private Map<String, Object> listing() {
        List<Object> paging =
                List.of(
                        query("_items", "所需信息项，逗号分隔 · items wished, separated by commas", "string"),
                        query("_limit", "最多行数，默认 100，至多 1000 · rows at most", "integer"),
                        query("_cursor", "上一页的 nextCursor · of the page before", "string"));
        return operation(
                "records",
                "按条件查询 · rows by condition",
                "Records",
                parameters(Stream.concat(filters(), paging.stream())));
    }

    private Map<String, Object> single() {
        Map<String, Object> key =
                object(
                        "name",
                        "key",
                        "in",
                        "path",
                        "required",
                        true,
                        "description",
                        "主键 "
                                + contract.keyItems()
                                + "；多项时按此顺序以逗号连接，各值先做百分号编码 · the key; several"
                                + " items joined by commas in this order, each percent-encoded",
                        "schema",
                        Map.of("type", "string"));
        return operation(
                "record", "按主键查询 · the row of a key", "Records", parameters(Stream.of(key)));
    }

    /** Each item as a parameter, with the operators that its type has. */
    private Stream<Object> filters() {
        return contract.items().stream()
                .filter(i -> !i.dataType().equals("G"))
                .flatMap(
                        i ->
                                Stream.concat(
                                        Stream.of(query(i.technicalName(), i.name(), "string")),
                                        OPERATORS.keySet().stream()
                                                .sorted()
                                                .filter(o -> fits(o, i))
                                                .map(
                                                        o ->
                                                                query(
                                                                        i.technicalName() + "." + o,
                                                                        OPERATORS.get(o),
                                                                        "string"))));
    }

    private static boolean fits(String operator, DataItem item) {
        ColumnType type = ColumnType.valueOf(item.dataType());
        return switch (operator) {
            case "prefix" -> type.isText();
            case "lt", "le", "gt", "ge" -> type.isOrdered();
            default -> true;
        };
    }

    private static List<Object> parameters(Stream<?> own) {
        return Stream.concat(own, ResourceApiParts.callers()).map(Object.class::cast).toList();
    }

    private static Map<String, Object> query(String name, String description, String type) {
        return object(
                "name",
                name,
                "in",
                "query",
                "description",
                description,
                "schema",
                Map.of("type", type));
    }

    private static Map<String, Object> posting(
            String id, String summary, String body, String answer) {
        Map<String, Object> operation = operation(id, summary, answer, parameters(Stream.of()));
        operation.put(
                "requestBody",
                object(
                        "required",
                        true,
                        "content",
                        Map.of(
                                "application/json",
                                Map.of("schema", Map.of("$ref", SCHEMAS + body)))));
        return operation;
    }

    private static Map<String, Object> operation(
            String id, String summary, String answer, List<Object> parameters) {
        Map<String, Object> responses = new LinkedHashMap<>();
        responses.put("200", answered(answer));
        for (String status : ResourceApiParts.REFUSALS) {
            responses.put(status, Map.of("$ref", RESPONSES + "Problem"));
        }
        return object(
                "operationId", id,
                "summary", summary,
                "parameters", parameters,
                "responses", responses);
    }

    private static Map<String, Object> answered(String schema) {
        Map<String, Object> content = new LinkedHashMap<>();
        for (Form form : Form.values()) {
            content.put(
                    form.mediaType(),
                    Map.of(
                            "schema",
                            form == Form.JSON
                                    ? Map.of("$ref", SCHEMAS + schema)
                                    : Map.of("type", "string")));
        }
        return object(
                "description",
                "已办理 · done",
                "headers",
                ResourceApiParts.answerHeaders(),
                "content",
                content);
    }

    private Map<String, Object> components() {
        Map<String, Object> schemas = new LinkedHashMap<>();
        schemas.put("Row", properties(contract.items(), List.of(), ItemTypes::jsonSchema));
        schemas.put("ItemName", object("type", "string", "enum", names(contract.items())));
        schemas.put("Filter", ResourceApiParts.filter());
        schemas.put("Condition", ResourceApiParts.condition());
        schemas.put("Query", ResourceApiParts.query());
        schemas.put("Records", ResourceApiParts.records());
        schemas.put("Counted", ResourceApiParts.counted());
        if (keyed) {
            List<DataItem> key = contract.items().stream().filter(DataItem::primaryKey).toList();
            schemas.put("Key", properties(key, names(key), ResourceOpenApi::asText));
            schemas.put("Values", properties(contract.items(), List.of(), ResourceOpenApi::asText));
            schemas.put(
                    "Verdict",
                    properties(
                            contract.items(),
                            List.of(),
                            i -> object("type", "boolean", "title", i.name())));
            schemas.put("Keys", ResourceApiParts.keys(ResourceCalls.MOST));
            schemas.put("Claims", ResourceApiParts.claims(ResourceCalls.MOST));
            schemas.put("Batch", ResourceApiParts.batch());
            schemas.put("Verdicts", ResourceApiParts.verdicts());
        }
        schemas.put("Problem", ResourceApiParts.problem());
        return object(
                "schemas", schemas,
                "responses", Map.of("Problem", ResourceApiParts.problemResponse()),
                "securitySchemes", ResourceApiParts.securitySchemes());
    }

    /** Keys, claims and conditions give every value as text, as {@link RowFilter} does. */
    private static Map<String, Object> asText(DataItem item) {
        return object(
                "type", "string",
                "title", item.name(),
                "examples", List.of(String.valueOf(ItemTypes.example(item))));
    }

    private static List<String> names(List<DataItem> items) {
        return items.stream().map(DataItem::technicalName).toList();
    }

    private static Map<String, Object> properties(
            List<DataItem> items,
            List<String> required,
            java.util.function.Function<DataItem, Map<String, Object>> schema) {
        Map<String, Object> properties = new LinkedHashMap<>();
        items.forEach(i -> properties.put(i.technicalName(), schema.apply(i)));
        Map<String, Object> object =
                object("type", "object", "properties", properties, "additionalProperties", false);
        if (!required.isEmpty()) {
            object.put("required", new ArrayList<>(required));
        }
        return object;
    }

    /** A map in the order written: name, value, name, value. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
