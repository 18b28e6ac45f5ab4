package org.zhengshu.mounting.boundary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.zhengshu.mounting.boundary.ColumnType.Good;
import org.zhengshu.mounting.boundary.RowFilter.Operator;

/** Whether a row that is no table's passes a filter (行过滤判定), exactly as the database would say. */
public final class RowMatch {
    private RowMatch() {}

    /**
     * Whether the filter is true for the row.
     *
     * @param filter validated against the columns
     * @param row values as they go out, by technical name
     */
    public static boolean passes(
            RowFilter filter, Map<String, Object> row, Map<String, Column> columns) {
        if (filter.and() != null) {
            return filter.and().stream().allMatch(part -> passes(part, row, columns));
        }
        if (filter.or() != null) {
            return filter.or().stream().anyMatch(part -> passes(part, row, columns));
        }
        Object value = row.get(filter.item());
        if (filter.operator() == Operator.IS_NULL) {
            return (value == null) == filter.value().equals("true");
        }
        Column column = columns.get(filter.item());
        return value != null && holds(filter, column, MountedData.text(value));
    }

    private static boolean holds(RowFilter condition, Column column, String value) {
        List<String> operands =
                condition.operator() == Operator.IN
                        ? condition.values()
                        : List.of(condition.value());
        return operands.stream().anyMatch(o -> holds(condition.operator(), column, value, o));
    }

    private static boolean holds(Operator operator, Column column, String value, String operand) {
        String normal = ((Good) column.type().check(operand, column)).value();
        int order = order(column.type(), value, normal);
        return switch (operator) {
            case EQ, IN -> order == 0;
            case NE -> order != 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            case GE -> order >= 0;
            case PREFIX -> value.startsWith(normal);
            case IS_NULL -> throw new IllegalStateException("handled above");
        };
    }

    /** Text by its code points, as the collation of mounted tables; dates are of one shape. */
    private static int order(ColumnType type, String left, String right) {
        return switch (type) {
            case N, Y, I -> new BigDecimal(left).compareTo(new BigDecimal(right));
            case B, F ->
                    Double.compare(Double.parseDouble(left) + 0.0, Double.parseDouble(right) + 0.0);
            case C, M, G, D, T, L ->
                    Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));
        };
    }
}
