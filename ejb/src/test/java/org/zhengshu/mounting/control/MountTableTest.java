package org.zhengshu.mounting.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.ColumnType;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.mounting.boundary.RowFilter.Operator;

class MountTableTest {

    private static final UUID ID = UUID.fromString("0197b1b2-0000-7000-8000-000000000002");

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = TestDatabase.connect();
    }

    @AfterEach
    void rollBack() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @Tag("MNT-4")
    @Test
    void everyTypeComesBackInItsNormalForm() throws Exception {
        List<Column> columns = new ArrayList<>();
        for (ColumnType type : ColumnType.values()) {
            String name = "c_" + (char) (type.name().charAt(0) + 32);
            columns.add(new Column(name, type.chinese(), type, 20, 8, false, true));
        }
        MountTable table = new MountTable(ID, columns);
        table.create(connection, "1");
        String header = String.join(",", columns.stream().map(Column::name).toList());
        String row =
                "甲,0.00000001,12.5,2026/1/31,2026-01-31 08:30:00.5,是,乙,YQ,1e20,-7,1e-3\n"
                        + ",".repeat(10)
                        + "\n";
        load(table, header + "\n" + row);
        RowPage page = table.page(connection, columns, Optional.empty(), 0, 10);
        assertThat(page.rows().get(0).values())
                .containsExactly(
                        "甲",
                        new BigDecimal("0.00000001"),
                        new BigDecimal("12.50"),
                        "2026-01-31",
                        "2026-01-31T08:30:00.5",
                        true,
                        "乙",
                        "YQ==",
                        new BigDecimal("100000000000000000000"),
                        -7L,
                        new BigDecimal("0.001"));
        assertThat(page.rows().get(0).values().stream().map(RowPage::text))
                .contains("0.00000001", "12.50", "100000000000000000000", "-7", "true");
        assertThat(page.rows().get(1).values()).containsOnlyNulls().hasSize(11);
    }

    @Test
    void pagesFollowTheRowNumbersAndEndByThemselves() throws Exception {
        Column code = new Column("code", "代码", ColumnType.I, null, null, true, false);
        MountTable table = new MountTable(ID, List.of(code));
        table.create(connection, "1");
        StringBuilder text = new StringBuilder("code\n");
        for (int i = 1; i <= 25; i++) {
            text.append(1_000 - i).append('\n');
        }
        load(table, text.toString());
        List<Long> seen = new ArrayList<>();
        Long after = 0L;
        while (after != null) {
            RowPage page = table.page(connection, List.of(code), Optional.empty(), after, 5);
            assertThat(page.rows()).hasSize(5);
            page.rows().forEach(row -> seen.add(row.rowNo()));
            after = page.nextRowNo();
        }
        assertThat(seen).hasSize(25).isSorted().doesNotHaveDuplicates();
        RowFilter odd = RowFilter.in("code", List.of("999", "997", "975", "5"));
        RowPage page = table.page(connection, List.of(code), Optional.of(odd), 1, 2);
        assertThat(page.rows().stream().map(RowPage.Row::rowNo)).containsExactly(3L, 25L);
        assertThat(page.nextRowNo()).isNull();
    }

    @Tag("MNT-6")
    @Test
    void statementsAreRenderedOnceForAShapeAndHoldNoValues() throws Exception {
        Column name = new Column("name", "名称", ColumnType.C, 200, null, false, true);
        MountTable table = new MountTable(ID, List.of(name));
        table.create(connection, "1");
        List<String> hostile =
                List.of("' or '1'='1", "100%", "a_b", "!", "\\", "?", "x'; drop table y; --", "$1");
        load(table, "name\n" + String.join("\n", hostile) + "\n100x\nacb\n");
        for (String text : hostile) {
            for (Operator operator : List.of(Operator.EQ, Operator.PREFIX)) {
                Optional<RowFilter> filter = Optional.of(RowFilter.where("name", operator, text));
                assertThat(table.page(connection, List.of(name), filter, 0, 10).rows())
                        .singleElement()
                        .satisfies(row -> assertThat(row.values()).containsExactly(text));
            }
            RowFilter filter = RowFilter.where("name", Operator.PREFIX, text);
            assertThat(FilterSql.toCondition(filter, table.columnsByName()).toString())
                    .contains("escape");
        }
    }

    @Test
    void namesThatAreNotTheTablesAreRefused() throws Exception {
        Column code = new Column("code", "代'码\"; --", ColumnType.I, null, null, true, false);
        Column order = new Column("order", "select", ColumnType.I, null, null, false, true);
        MountTable table = new MountTable(ID, List.of(code, order));
        table.create(connection, "'; drop schema mnt_data cascade; --");
        load(table, "order,code\n1,2\n");
        Column other = new Column("other", "别", ColumnType.I, null, null, false, true);
        assertThatThrownBy(() -> table.page(connection, List.of(other), Optional.empty(), 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        RowFilter filter = RowFilter.where("code\" or 1=1 --", Operator.EQ, "1");
        assertThatThrownBy(() -> table.page(connection, List.of(code), Optional.of(filter), 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MountTable(ID, Collections.nCopies(2, code)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(table.name()).isEqualTo("t_0197b1b20000700080000000000000" + "02");
        table.drop(connection);
        table.drop(connection);
    }

    @Test
    void theKeyHoldsAfterTheLoad() throws Exception {
        Column code = new Column("code", "代码", ColumnType.C, 5, null, true, false);
        MountTable table = new MountTable(ID, List.of(code));
        table.create(connection, "1");
        load(table, "code\na\nb\n");
        assertThatThrownBy(
                        () ->
                                MountTable.using(connection)
                                        .insertInto(table.table())
                                        .values(Arrays.asList(9L, "a"))
                                        .execute())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("_key");
    }

    private void load(MountTable table, String text) throws Exception {
        ImportResult result =
                new CsvImport(table)
                        .load(connection, new ByteArrayInputStream(text.getBytes(UTF_8)));
        assertThat(result.problems()).isEmpty();
    }
}
