package org.zhengshu.mounting.boundary;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.zhengshu.mounting.boundary.ColumnType.Bad;

/**
 * Which rows may be seen (行过滤条件): a group ({@code and}, {@code or}) or a condition on one item.
 *
 * <p>The shape is the same in JSON and XML. It is only data: {@link #validate} says whether it
 * means anything for a table.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RowFilter(
        List<RowFilter> and,
        List<RowFilter> or,
        String item,
        Operator operator,
        String value,
        List<String> values) {

    /** Deepest nesting, conditions included. */
    public static final int MAX_DEPTH = 3;

    /** Most groups and conditions together. */
    public static final int MAX_NODES = 50;

    /** Most values of an {@link Operator#IN}. */
    public static final int MAX_VALUES = 500;

    /** Most characters of one value. */
    public static final int MAX_VALUE_LENGTH = 4_000;

    /** How an item is compared (比较运算符); null matches IS_NULL only. */
    public enum Operator {
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE,
        IN,
        PREFIX,
        IS_NULL
    }

    /** Something wrong in a filter, at a path such as {@code filter.and[1].value}. */
    public record Violation(String path, String messageZh, String messageEn) {}

    private static final Set<Operator> RANGES =
            Set.of(Operator.LT, Operator.LE, Operator.GT, Operator.GE);

    public RowFilter {
        and = copy(and);
        or = copy(or);
        values = copy(values);
    }

    /** Rows for which every part holds. */
    public static RowFilter all(List<RowFilter> parts) {
        return new RowFilter(parts, null, null, null, null, null);
    }

    /** Rows for which at least one part holds. */
    public static RowFilter any(List<RowFilter> parts) {
        return new RowFilter(null, parts, null, null, null, null);
    }

    /** Rows whose item compares with one value. */
    public static RowFilter where(String item, Operator operator, String value) {
        return new RowFilter(null, null, item, operator, value, null);
    }

    /** Rows whose item is one of the values. */
    public static RowFilter in(String item, List<String> values) {
        return new RowFilter(null, null, item, Operator.IN, null, values);
    }

    /**
     * Rows that pass both filters: what the grant allows and what the consumer asks for.
     *
     * <p>Each side is validated on its own; the limits of depth and size do not apply to the pair.
     */
    public static RowFilter and(RowFilter granted, RowFilter asked) {
        return all(List.of(granted, asked));
    }

    /** Everything that is wrong with this filter for a table's columns, by technical name. */
    public List<Violation> validate(Map<String, Column> columns) {
        List<Violation> found = new ArrayList<>();
        if (nodes(1) > MAX_NODES) {
            add(found, "filter", "条件多于 " + MAX_NODES + " 个", "more than " + MAX_NODES + " nodes");
            return found;
        }
        validate("filter", 1, columns, found);
        return List.copyOf(found);
    }

    private void validate(
            String path, int depth, Map<String, Column> columns, List<Violation> found) {
        if (depth > MAX_DEPTH) {
            add(found, path, "嵌套超过 " + MAX_DEPTH + " 层", "nested deeper than " + MAX_DEPTH);
            return;
        }
        if (Stream.of(and, or, item).filter(part -> part != null).count() != 1) {
            add(found, path, "and、or、item 须且只能有一个", "exactly one of and, or, item is needed");
        } else if (item != null) {
            validateCondition(path, columns, found);
        } else {
            boolean leftover = operator != null || value != null || values != null;
            if (leftover) {
                add(found, path, "条件组不能带运算符和值", "a group has no operator or value");
            }
            validateGroup(path + (and != null ? ".and" : ".or"), depth, columns, found);
        }
    }

    private void validateGroup(
            String path, int depth, Map<String, Column> columns, List<Violation> found) {
        List<RowFilter> parts = parts();
        if (parts.isEmpty()) {
            add(found, path, "条件组不能为空", "a group needs at least one part");
        }
        for (int i = 0; i < parts.size(); i++) {
            String at = path + "[" + i + "]";
            if (parts.get(i) == null) {
                add(found, at, "不能为空", "must not be null");
            } else {
                parts.get(i).validate(at, depth + 1, columns, found);
            }
        }
    }

    private void validateCondition(
            String path, Map<String, Column> columns, List<Violation> found) {
        Column column = columns.get(item);
        if (column == null) {
            add(found, path + ".item", "没有此信息项", "no such item");
        }
        if (operator == null) {
            add(found, path + ".operator", "缺少运算符", "an operator is needed");
        }
        if (column == null || operator == null) {
            return;
        }
        if (!fits(column.type())) {
            String type = column.type() + " " + column.type().chinese();
            add(found, path + ".operator", "不适用于" + type, "does not apply to type " + type);
        }
        boolean list = operator == Operator.IN;
        if (list ? value != null : values != null) {
            String extra = list ? "value" : "values";
            add(found, path + "." + extra, "此运算符不用 " + extra, "not used by this operator");
        }
        if (list) {
            validateValues(path + ".values", column, found);
        } else {
            validateValue(path + ".value", column, value, found);
        }
    }

    private void validateValues(String path, Column column, List<Violation> found) {
        if (values == null || values.isEmpty() || values.size() > MAX_VALUES) {
            add(found, path, "须有 1 至 " + MAX_VALUES + " 个值", "1 to " + MAX_VALUES + " values");
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            validateValue(path + "[" + i + "]", column, values.get(i), found);
        }
    }

    private void validateValue(String path, Column column, String text, List<Violation> found) {
        if (text == null || text.isEmpty()) {
            add(found, path, "缺少值", "a value is needed");
        } else if (operator == Operator.IS_NULL) {
            if (!text.equals("true") && !text.equals("false")) {
                add(found, path, "应为 true 或 false", "should be true or false");
            }
        } else if (text.length() > MAX_VALUE_LENGTH) {
            String most = Integer.toString(MAX_VALUE_LENGTH);
            add(found, path, "长度超过 " + most, "longer than " + most + " characters");
        } else if (column.type().check(text, column) instanceof Bad bad) {
            add(found, path, bad.rule().zh(bad.detail()), bad.rule().en(bad.detail()));
        }
    }

    private boolean fits(ColumnType type) {
        if (operator == Operator.IS_NULL) {
            return true;
        }
        if (operator == Operator.PREFIX) {
            return type.isText();
        }
        return type != ColumnType.G && (type.isOrdered() || !RANGES.contains(operator));
    }

    /** Counts this node and those below, but looks no deeper than a valid filter goes. */
    private int nodes(int depth) {
        int count = 1;
        if (depth <= MAX_DEPTH) {
            for (RowFilter part : parts()) {
                count += part == null ? 1 : part.nodes(depth + 1);
            }
        }
        return count;
    }

    /** Every value that a condition compares with, as deep as a valid filter goes. */
    public Stream<String> operands() {
        return operands(1);
    }

    /** Every item that a condition names, as deep as two joined valid filters go. */
    public Stream<String> items() {
        return item != null
                ? Stream.of(item)
                : parts().stream().filter(part -> part != null).flatMap(RowFilter::items);
    }

    private Stream<String> operands(int depth) {
        Stream<String> own =
                Stream.concat(
                        Stream.ofNullable(value),
                        values == null ? Stream.empty() : values.stream());
        return depth == MAX_DEPTH
                ? own
                : Stream.concat(
                        own,
                        parts().stream()
                                .filter(part -> part != null)
                                .flatMap(part -> part.operands(depth + 1)));
    }

    private List<RowFilter> parts() {
        List<RowFilter> parts = and != null ? and : or;
        return parts == null ? List.of() : parts;
    }

    private static void add(List<Violation> found, String path, String zh, String en) {
        found.add(new Violation(path, path + "：" + zh, path + ": " + en));
    }

    private static <T> List<T> copy(List<T> list) {
        return list == null ? null : Collections.unmodifiableList(new ArrayList<>(list));
    }
}
