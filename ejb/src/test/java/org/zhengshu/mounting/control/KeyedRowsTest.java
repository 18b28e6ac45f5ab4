package org.zhengshu.mounting.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.ColumnType;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.mounting.boundary.RowFilter.Operator;

/** Rows by their keys, in one statement, and counts. */
class KeyedRowsTest {
    private static final UUID ID = UUID.fromString("0197b1b2-0000-7000-8000-000000000003");
    private static final Column CODE = column("code", ColumnType.C, true);
    private static final Column DAY = column("day", ColumnType.D, true);
    private static final Column AMOUNT = column("amount", ColumnType.N, true);
    private static final Column NAME = column("name", ColumnType.C, false);

    private Connection connection;

    private static Column column(String name, ColumnType type, boolean key) {
        return new Column(name, name, type, 20, 2, key, !key);
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = TestDatabase.connect();
    }

    @AfterEach
    void rollBack() throws SQLException {
        connection.rollback();
        connection.close();
    }

    private MountTable loaded(List<Column> columns, String csv) throws Exception {
        MountTable table = new MountTable(ID, columns);
        table.create(connection, "1");
        ImportResult result =
                new CsvImport(table)
                        .load(connection, new ByteArrayInputStream(csv.getBytes(UTF_8)));
        assertThat(result.accepted()).isTrue();
        return table;
    }

    @Test
    @Tag("EXC-4")
    void aKeyOfSeveralItemsOfSeveralTypes() throws Exception {
        MountTable table =
                loaded(
                        List.of(CODE, DAY, AMOUNT, NAME),
                        "code,day,amount,name\na,2026-01-01,1.5,甲\na,2026-01-02,1.50,乙\nb,2026-01-01,0,\n");
        Map<List<String>, List<Object>> rows =
                table.byKeys(
                        connection,
                        table.key(),
                        List.of(NAME),
                        Optional.empty(),
                        List.of(
                                List.of("a", "2026-01-02", "1.50"),
                                List.of("b", "2026-01-01", "0.00"),
                                List.of("b", "2026-01-02", "0.00"),
                                List.of("a' or '1'='1", "2026-01-01", "1.50")));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(List.of("a", "2026-01-02", "1.50"))).containsExactly("乙");
        assertThat(rows.get(List.of("b", "2026-01-01", "0.00"))).containsOnlyNulls();
    }

    @Test
    void aThousandKeysUnderTheGrantsFilter() throws Exception {
        StringBuilder csv = new StringBuilder("code,name\n");
        IntStream.range(0, 1_500)
                .forEach(i -> csv.append(i).append(",n").append(i % 3).append('\n'));
        MountTable table = loaded(List.of(CODE, NAME), csv.toString());
        List<List<String>> keys =
                IntStream.range(700, 1_700).mapToObj(i -> List.of(Integer.toString(i))).toList();
        RowFilter granted = RowFilter.where("name", Operator.EQ, "n0");
        assertThat(table.byKeys(connection, table.key(), List.of(), Optional.empty(), keys))
                .hasSize(800);
        Map<List<String>, List<Object>> rows =
                table.byKeys(connection, table.key(), List.of(NAME), Optional.of(granted), keys);
        assertThat(rows).hasSize(266).containsKey(List.of("1497")).doesNotContainKey(List.of("1"));
        assertThat(table.count(connection, Optional.of(granted))).isEqualTo(500);
        assertThat(table.count(connection, Optional.empty())).isEqualTo(1_500);
    }
}
