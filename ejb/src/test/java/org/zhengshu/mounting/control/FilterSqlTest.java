package org.zhengshu.mounting.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.ColumnType;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.mounting.boundary.RowFilter.Operator;
import org.zhengshu.mounting.boundary.RowMatch;

/** Filters in the database against the plainest evaluation in memory. */
class FilterSqlTest {

    private static final UUID ID = UUID.fromString("0197b1b2-0000-7000-8000-000000000003");
    private static final long SEED = Long.getLong("seed", 20_261_121L);
    private static final int ROWS = 200;
    private static final int FILTERS = 600;

    /** Few values, so that conditions hit; some are special to LIKE, SQL or COPY. */
    private static final Map<ColumnType, List<String>> POOL =
            Map.of(
                    ColumnType.C,
                            List.of("a", "A", "a%", "a_b", "ab", "!", "\\", "沈阳", "沈", "𠮷", "ﾀ"),
                    ColumnType.N, List.of("-1.5", "0", "0.25", "10", "9", "10.00"),
                    ColumnType.D, List.of("2026-01-31", "2026/2/1", "20251231", "0001-01-01"),
                    ColumnType.T,
                            List.of(
                                    "2026-01-31T08:00",
                                    "2026-01-31 08:00:00.5",
                                    "1999-01-01T00:00"),
                    ColumnType.L, List.of("是", "0"),
                    ColumnType.I, List.of("-9223372036854775808", "0", "7", "10", "9"),
                    ColumnType.B, List.of("1e300", "-0.0", "0.1", "0.30000000000000004"),
                    ColumnType.M, List.of("'", "''; --", "%", "?", "备注"));

    private static final List<Column> COLUMNS =
            POOL.keySet().stream()
                    .sorted()
                    .map(
                            type ->
                                    new Column(
                                            "c" + type.ordinal(),
                                            type.chinese(),
                                            type,
                                            12,
                                            4,
                                            false,
                                            true))
                    .toList();

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Tag("MNT-6")
    @Test
    void theDatabaseSeesARowExactlyWhenTheNaiveEvaluationDoes() throws Exception {
        System.out.println("FilterSqlTest seed " + SEED);
        MountTable table = new MountTable(ID, COLUMNS);
        List<List<String>> rows = IntStream.range(0, ROWS).mapToObj(i -> row()).toList();
        try (Connection connection = TestDatabase.connect()) {
            table.create(connection, "1");
            byte[] csv = csv(rows).getBytes(UTF_8);
            assertThat(new CsvImport(table).load(connection, new ByteArrayInputStream(csv)).rows())
                    .isEqualTo(ROWS);
            RowPage all = table.page(connection, COLUMNS, Optional.empty(), 0, ROWS);
            int hits = 0;
            for (int i = 0; i < FILTERS; i++) {
                RowFilter filter = filter(1);
                assertThat(filter.validate(table.columnsByName())).isEmpty();
                List<Long> expected = expected(rows, filter);
                assertThat(found(connection, table, filter))
                        .as("seed %s: %s", SEED, filter)
                        .isEqualTo(expected);
                assertThat(matched(all, table, filter))
                        .as("rows that are no table's, seed %s: %s", SEED, filter)
                        .isEqualTo(expected);
                RowFilter pair = RowFilter.and(filter, filter(1));
                assertThat(found(connection, table, pair))
                        .as("seed %s: %s", SEED, pair)
                        .isEqualTo(expected(rows, pair));
                hits += expected.size();
            }
            assertThat(hits).isBetween(FILTERS, FILTERS * ROWS - FILTERS);
            connection.rollback();
        }
    }

    private List<Long> found(Connection connection, MountTable table, RowFilter filter)
            throws Exception {
        RowPage page = table.page(connection, COLUMNS, Optional.of(filter), 0, ROWS);
        return page.rows().stream().map(RowPage.Row::rowNo).toList();
    }

    private static List<Long> matched(RowPage all, MountTable table, RowFilter filter) {
        return all.rows().stream()
                .filter(row -> RowMatch.passes(filter, named(row), table.columnsByName()))
                .map(RowPage.Row::rowNo)
                .toList();
    }

    private static Map<String, Object> named(RowPage.Row row) {
        Map<String, Object> named = new HashMap<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            named.put(COLUMNS.get(i).technicalName(), row.values().get(i));
        }
        return named;
    }

    private static List<Long> expected(List<List<String>> rows, RowFilter filter) {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (passes(rows.get(i), filter)) {
                numbers.add(i + 1L);
            }
        }
        return numbers;
    }

    private static boolean passes(List<String> row, RowFilter filter) {
        if (filter.and() != null) {
            return filter.and().stream().allMatch(part -> passes(row, part));
        }
        if (filter.or() != null) {
            return filter.or().stream().anyMatch(part -> passes(row, part));
        }
        int index =
                IntStream.range(0, COLUMNS.size())
                        .filter(i -> COLUMNS.get(i).technicalName().equals(filter.item()))
                        .findFirst()
                        .orElseThrow();
        ColumnType type = COLUMNS.get(index).type();
        String cell = row.get(index);
        if (filter.operator() == Operator.IS_NULL) {
            return cell.isEmpty() == filter.value().equals("true");
        }
        if (cell.isEmpty()) {
            return false;
        }
        if (filter.operator() == Operator.IN) {
            return filter.values().stream().anyMatch(value -> compare(type, cell, value) == 0);
        }
        if (filter.operator() == Operator.PREFIX) {
            return cell.startsWith(filter.value());
        }
        int order = compare(type, cell, filter.value());
        return switch (filter.operator()) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            default -> order >= 0;
        };
    }

    private static int compare(ColumnType type, String left, String right) {
        return switch (type) {
            case N, I -> new BigDecimal(left).compareTo(new BigDecimal(right));
            case B ->
                    Double.compare(Double.parseDouble(left) + 0.0, Double.parseDouble(right) + 0.0);
            case L -> Boolean.compare(left.equals("是"), right.equals("是"));
            case D, T -> moment(left).compareTo(moment(right));
            default -> Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));
        };
    }

    /** Pads dates and times to the same shape, which then compare as text. */
    private static String moment(String text) {
        String iso =
                text.replace("2026/2/1", "2026-02-01")
                        .replace("20251231", "2025-12-31")
                        .replace(' ', 'T');
        return (iso + (iso.indexOf('T') < 0 ? "" : iso.length() == 16 ? ":00.0" : "")).trim();
    }

    private List<String> row() {
        return COLUMNS.stream()
                .map(column -> random.nextInt(5) == 0 ? "" : pick(POOL.get(column.type())))
                .toList();
    }

    private static String csv(List<List<String>> rows) {
        String header =
                COLUMNS.stream().map(Column::technicalName).collect(Collectors.joining(","));
        return rows.stream()
                .map(
                        row ->
                                row.stream()
                                        .map(cell -> cell.isEmpty() ? "" : '"' + cell + '"')
                                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", header + "\n", "\n"));
    }

    private RowFilter filter(int depth) {
        int kind = depth == RowFilter.MAX_DEPTH ? 2 : random.nextInt(3);
        if (kind == 2) {
            return condition();
        }
        List<RowFilter> parts =
                IntStream.rangeClosed(0, random.nextInt(4))
                        .mapToObj(i -> filter(depth + 1))
                        .toList();
        return kind == 0 ? RowFilter.all(parts) : RowFilter.any(parts);
    }

    private RowFilter condition() {
        Column column = pick(COLUMNS);
        List<String> pool = POOL.get(column.type());
        List<Operator> operators = new ArrayList<>(List.of(Operator.values()));
        operators.removeIf(operator -> operator == Operator.PREFIX && !column.type().isText());
        operators.removeIf(
                operator -> operator.name().matches("[LG][TE]") && !column.type().isOrdered());
        Operator operator = pick(operators);
        return switch (operator) {
            case IS_NULL ->
                    RowFilter.where(
                            column.technicalName(),
                            operator,
                            random.nextInt(2) == 0 ? "true" : "false");
            case IN ->
                    RowFilter.in(
                            column.technicalName(),
                            Collections.nCopies(1 + random.nextInt(3), "").stream()
                                    .map(empty -> pick(pool))
                                    .toList());
            default -> RowFilter.where(column.technicalName(), operator, pick(pool));
        };
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
