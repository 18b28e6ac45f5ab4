package org.zhengshu.exchange.rest;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.zhengshu.exchange.boundary.ResourceCalls;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.mounting.boundary.RowFilter.Operator;

/**
 * What stands in the address and the headers of a call (地址与请求头中的查询). Parameters that are no item
 * begin with {@code _}, with which no item can begin: {@code _items}, {@code _limit}, {@code
 * _cursor}, {@code _grant}, {@code _purpose}, {@code _matter}. Conditions are {@code item=value},
 * given twice for either, and {@code item.operator=value}; all of them must hold.
 */
record AskedQuery(
        MultivaluedMap<String, String> parameters, MultivaluedMap<String, String> headers) {
    private static final Map<String, Operator> OPERATORS =
            Map.of(
                    "ne", Operator.NE,
                    "lt", Operator.LT,
                    "le", Operator.LE,
                    "gt", Operator.GT,
                    "ge", Operator.GE,
                    "prefix", Operator.PREFIX,
                    "null", Operator.IS_NULL);
    private static final List<String> OWN =
            List.of("_items", "_limit", "_cursor", "_grant", "_purpose", "_matter");

    ResourceCalls.Terms terms() {
        String items = parameters.getFirst("_items");
        return terms(null, null, null, items == null ? null : Arrays.asList(items.split(",")));
    }

    /** What the body says comes before the headers, and those before the address. */
    ResourceCalls.Terms terms(UUID grant, String purpose, String matter, List<String> items) {
        return new ResourceCalls.Terms(
                grant == null ? grant(stated("grant")) : grant,
                purpose == null ? stated("purpose") : purpose,
                matter == null ? stated("matter") : matter,
                items);
    }

    /** A header in UTF-8, percent-encoded, RFC 3986; else the parameter. */
    private String stated(String name) {
        String header =
                "Zhengshu-" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        String encoded = headers.getFirst(header);
        return encoded == null ? parameters.getFirst("_" + name) : decoded(encoded.strip(), header);
    }

    private static UUID grant(String text) {
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw wrong("grant", text, new Text("应为 UUID", "must be a UUID"));
        }
        return UUID.fromString(text);
    }

    Integer limit() {
        String text = parameters.getFirst("_limit");
        if (text != null && !text.matches("-?[0-9]{1,9}")) {
            throw wrong("_limit", text, new Text("应为整数", "must be a whole number"));
        }
        return text == null ? null : Integer.valueOf(text);
    }

    String cursor() {
        return parameters.getFirst("_cursor");
    }

    /** The conditions of the address, null without any. */
    RowFilter filter() {
        List<RowFilter> all = new ArrayList<>();
        parameters.forEach(
                (name, values) -> {
                    if (!name.startsWith("_")) {
                        all.addAll(conditions(name, values));
                    } else if (!OWN.contains(name)) {
                        throw wrong(name, "", new Text("须为 " + OWN, "must be one of " + OWN));
                    }
                });
        return all.isEmpty() ? null : all.size() == 1 ? all.get(0) : RowFilter.all(all);
    }

    private static List<RowFilter> conditions(String name, List<String> values) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            return List.of(
                    values.size() == 1
                            ? RowFilter.where(name, Operator.EQ, values.get(0))
                            : RowFilter.in(name, values));
        }
        Operator operator = OPERATORS.get(name.substring(dot + 1));
        if (operator == null) {
            throw wrong(
                    name,
                    "",
                    new Text("运算符须为 " + OPERATORS.keySet(), "operators: " + OPERATORS.keySet()));
        }
        return values.stream()
                .map(value -> RowFilter.where(name.substring(0, dot), operator, value))
                .toList();
    }

    /** The values of a key in its order, each percent-encoded, with commas between them. */
    static List<String> key(String encoded) {
        return Arrays.stream(encoded.split(",", -1)).map(v -> decoded(v, "key")).toList();
    }

    private static String decoded(String encoded, String place) {
        try {
            byte[] bytes =
                    URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.ISO_8859_1)
                            .getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw wrong(
                    place, encoded, new Text("须为 UTF-8 的百分号编码", "must be UTF-8, percent-encoded"));
        }
    }

    private static Problem wrong(String place, String text, Text expected) {
        String name = place.length() <= 64 ? place : place.substring(0, 64) + "…";
        String shown = text.length() <= 64 ? text : text.substring(0, 64) + "…";
        return ProblemType.INVALID_INPUT
                .because(name + " " + expected.zh(), name + " " + expected.en())
                .at(List.of(new Violation(name, "Parameter", shown, expected)));
    }
}
