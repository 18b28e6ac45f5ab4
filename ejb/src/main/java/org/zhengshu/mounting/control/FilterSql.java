package org.zhengshu.mounting.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.impl.DSL;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.ColumnType.Good;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.mounting.boundary.RowFilter.Operator;

/** A row filter as a condition of bind values only (行过滤条件的 SQL 形式). */
public final class FilterSql {

    private static final char ESCAPE = '!';

    private FilterSql() {}

    /** The condition for a filter that was validated against these columns, by technical name. */
    public static Condition toCondition(RowFilter filter, Map<String, Column> columns) {
        if (filter.and() != null) {
            return DSL.and(each(filter.and(), columns));
        }
        if (filter.or() != null) {
            return DSL.or(each(filter.or(), columns));
        }
        Column column = column(filter, columns);
        Field<Object> field = SqlTypes.field(column);
        if (filter.operator() == Operator.IS_NULL) {
            return filter.value().equals("true") ? field.isNull() : field.isNotNull();
        }
        List<Object> binds = binds(filter, column);
        if (filter.operator() == Operator.PREFIX) {
            return field.like(DSL.val((String) binds.get(0)), ESCAPE);
        }
        List<Param<Object>> values =
                binds.stream().map(value -> DSL.val(value, field.getDataType())).toList();
        Param<Object> value = values.get(0);
        return switch (filter.operator()) {
            case EQ -> field.eq(value);
            case NE -> field.ne(value);
            case LT -> field.lt(value);
            case LE -> field.le(value);
            case GT -> field.gt(value);
            case GE -> field.ge(value);
            case IN -> field.in(values);
            case PREFIX, IS_NULL -> throw new IllegalStateException("handled above");
        };
    }

    /** The condition's bind values in their order. */
    static List<Object> binds(RowFilter filter, Map<String, Column> columns) {
        List<Object> binds = new ArrayList<>();
        collect(filter, columns, binds);
        return binds;
    }

    /** Two filters of one shape have the same SQL and differ in bind values only. */
    static String shape(RowFilter filter) {
        if (filter.item() == null) {
            List<RowFilter> parts = filter.and() != null ? filter.and() : filter.or();
            String name = filter.and() != null ? "and" : "or";
            return name + parts.stream().map(FilterSql::shape).toList();
        }
        String item = filter.item() + " " + filter.operator();
        return switch (filter.operator()) {
            case IS_NULL -> item + " " + filter.value().equals("true");
            case IN -> item + " " + filter.values().size();
            default -> item;
        };
    }

    private static void collect(RowFilter filter, Map<String, Column> columns, List<Object> binds) {
        if (filter.item() == null) {
            List<RowFilter> parts = filter.and() != null ? filter.and() : filter.or();
            parts.forEach(part -> collect(part, columns, binds));
        } else if (filter.operator() != Operator.IS_NULL) {
            binds.addAll(binds(filter, column(filter, columns)));
        }
    }

    private static List<Condition> each(List<RowFilter> parts, Map<String, Column> columns) {
        return parts.stream().map(part -> toCondition(part, columns)).toList();
    }

    private static Column column(RowFilter condition, Map<String, Column> columns) {
        Column column = columns.get(condition.item());
        if (column == null) {
            throw new IllegalArgumentException("没有此信息项 / no such item: " + condition.item());
        }
        return column;
    }

    private static List<Object> binds(RowFilter condition, Column column) {
        List<String> texts =
                condition.operator() == Operator.IN
                        ? condition.values()
                        : List.of(condition.value());
        return texts.stream().map(text -> bind(condition.operator(), column, text)).toList();
    }

    private static Object bind(Operator operator, Column column, String text) {
        if (!(column.type().check(text, column) instanceof Good good)) {
            throw new IllegalArgumentException(
                    "值与信息项类型不符 / value does not fit item: " + column.technicalName());
        }
        if (operator == Operator.PREFIX) {
            return good.value().replaceAll("[!%_]", "!$0") + "%";
        }
        return SqlTypes.bind(column.type(), good.value());
    }
}
