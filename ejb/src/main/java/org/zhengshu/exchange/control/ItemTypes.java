package org.zhengshu.exchange.control;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.kernel.boundary.TypedXml;
import org.zhengshu.mounting.boundary.ColumnType;

/** The Guide's item types in JSON Schema and in XML Schema, with examples (信息项类型对照). */
final class ItemTypes {
    private static final String MASK = "***";
    private static final int MONEY_DIGITS = 18;
    private static final int MONEY_SCALE = 2;
    private static final String MOMENT =
            "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?$";

    private ItemTypes() {}

    /** JSON Schema 2020-12 of one item, as OpenAPI 3.1 uses it. */
    static Map<String, Object> jsonSchema(DataItem item) {
        ColumnType type = ColumnType.valueOf(item.dataType());
        Map<String, Object> schema = new LinkedHashMap<>();
        String json =
                switch (type) {
                    case C, M, G, D, T -> "string";
                    case N, Y, B, F -> "number";
                    case I -> "integer";
                    case L -> "boolean";
                };
        schema.put("type", nullable(item) ? List.of(json, "null") : json);
        schema.put("title", item.name());
        schema.put("description", description(item, type));
        switch (type) {
            case C -> schema.put("maxLength", item.length());
            case M -> schema.put("maxLength", ColumnType.MAX_TEXT);
            case G -> schema.put("contentEncoding", "base64");
            case D -> schema.put("format", "date");
            case T -> schema.put("pattern", MOMENT);
            case I -> schema.put("format", "int64");
            case B, F -> schema.put("format", "double");
            case N, Y -> schema.put("multipleOf", BigDecimal.ONE.movePointLeft(scale(item)));
            case L -> {
                // true or false says it all
            }
        }
        if (item.sensitive()) {
            schema.put("x-sensitive", true);
        }
        if (item.primaryKey()) {
            schema.put("x-primary-key", true);
        }
        schema.put("examples", List.of(example(item)));
        return schema;
    }

    /** A simple type of XML Schema, named after the item. */
    static String xmlType(DataItem item) {
        ColumnType type = ColumnType.valueOf(item.dataType());
        String facets =
                switch (type) {
                    case C -> facet("maxLength", item.length());
                    case M -> facet("maxLength", ColumnType.MAX_TEXT);
                    case N, Y ->
                            facet("totalDigits", digits(item))
                                    + facet("fractionDigits", scale(item));
                    default -> "";
                };
        return """
                     <xs:simpleType name="Item_%s">
                       <xs:annotation><xs:documentation xml:lang="zh">%s</xs:documentation></xs:annotation>
                       <xs:restriction base="xs:%s">%s</xs:restriction>
                     </xs:simpleType>
               """
                .formatted(
                        item.technicalName(),
                        TypedXml.escaped(description(item, type)),
                        xmlBase(type),
                        facets);
    }

    private static String xmlBase(ColumnType type) {
        return switch (type) {
            case C, M -> "string";
            case G -> "base64Binary";
            case N, Y -> "decimal";
            case D -> "date";
            case T -> "dateTime";
            case L -> "boolean";
            case B, F -> "double";
            case I -> "long";
        };
    }

    /** A made-up value of the item's type; of a sensitive text the mask. */
    static Object example(DataItem item) {
        return switch (ColumnType.valueOf(item.dataType())) {
            case C -> cut(item.sensitive() ? MASK : "示例" + item.name(), item.length());
            case M -> item.sensitive() ? MASK : "示例" + item.name();
            case N, Y -> BigDecimal.ZERO.setScale(scale(item));
            case D -> "2026-01-01";
            case T -> "2026-01-01T08:00:00";
            case L -> true;
            case G -> "";
            case B, F -> new BigDecimal("0.5");
            case I -> 1;
        };
    }

    static boolean nullable(DataItem item) {
        return item.nullable() && !item.primaryKey();
    }

    private static String description(DataItem item, ColumnType type) {
        return item.name()
                + "（"
                + type.chinese()
                + (item.primaryKey() ? "，主键" : "")
                + (item.sensitive() ? "，敏感" : "")
                + "）";
    }

    private static String facet(String name, int value) {
        return "<xs:" + name + " value=\"" + value + "\"/>";
    }

    private static int digits(DataItem item) {
        return item.dataType().equals("Y") ? MONEY_DIGITS : item.length();
    }

    private static int scale(DataItem item) {
        if (item.dataType().equals("Y")) {
            return MONEY_SCALE;
        }
        return item.scale() == null ? 0 : item.scale();
    }

    private static String cut(String text, int length) {
        return text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length));
    }

    /** Whether values of the newer item are values of the older one too. */
    static boolean fits(DataItem newer, DataItem older) {
        if (!newer.dataType().equals(older.dataType())) {
            return false;
        }
        return switch (ColumnType.valueOf(older.dataType())) {
                    case C -> newer.length() <= older.length();
                    case N ->
                            scale(newer) <= scale(older)
                                    && newer.length() - scale(newer)
                                            <= older.length() - scale(older);
                    default -> true;
                }
                && (ItemTypes.nullable(older) || !ItemTypes.nullable(newer));
    }
}
