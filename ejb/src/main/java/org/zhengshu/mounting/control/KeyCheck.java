package org.zhengshu.mounting.control;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.CsvProblem;
import org.zhengshu.mounting.boundary.CsvProblem.Rule;

/** Makes a loaded table's primary key unique, and names the rows that stand in the way (主键唯一性). */
final class KeyCheck {

    private static final String NOT_UNIQUE = "23505";
    private static final String TOO_LONG = "54000";
    private static final String SAVEPOINT = "mnt_key";

    private final Connection connection;
    private final MountTable table;

    KeyCheck(Connection connection, MountTable table) {
        this.connection = connection;
        this.table = table;
    }

    /** Adds the unique key, or reports the rows that repeat an earlier row's key. */
    void apply(ProblemReport report) {
        if (table.key().isEmpty()) {
            return;
        }
        DSLContext sql = MountTable.using(connection);
        sql.execute("savepoint " + SAVEPOINT);
        try {
            table.addKey(connection);
        } catch (DataAccessException e) {
            if (!NOT_UNIQUE.equals(e.sqlState()) && !TOO_LONG.equals(e.sqlState())) {
                throw e;
            }
            sql.execute("rollback to savepoint " + SAVEPOINT);
            if (NOT_UNIQUE.equals(e.sqlState())) {
                reportRepeated(sql, report);
            } else {
                report.add(CsvProblem.at(0, 0, names(), Rule.KEY_TOO_LONG, "", ""));
            }
        }
    }

    private void reportRepeated(DSLContext sql, ProblemReport report) {
        Field<Long> rowNo = MountTable.ROW_NO;
        Field<Long> first = field(name("first_row"), SQLDataType.BIGINT);
        List<Field<?>> keys = new ArrayList<>();
        for (Column key : table.key()) {
            keys.add(SqlTypes.field(key));
        }
        List<Field<?>> inner = new ArrayList<>(keys);
        inner.add(rowNo);
        inner.add(min(rowNo).over().partitionBy(keys).as(first));
        Table<Record> rows = DSL.select(inner).from(table.table()).asTable("rows");
        List<Field<?>> outer = new ArrayList<>(keys);
        outer.add(rowNo);
        outer.add(first);
        sql.select(outer)
                .from(rows)
                .where(rowNo.ne(first))
                .orderBy(rowNo)
                .limit(CsvImport.MAX_PROBLEMS)
                .forEach(row -> report.add(repeated(row, keys.size(), row.get(first))));
        report.countBadRows(
                sql.select(count()).from(rows).where(rowNo.ne(first)).fetchSingle().value1());
    }

    private CsvProblem repeated(Record row, int keys, long first) {
        String value =
                IntStream.range(0, keys)
                        .mapToObj(i -> String.valueOf(row.get(i)))
                        .collect(Collectors.joining(", "));
        long rowNo = row.get(MountTable.ROW_NO);
        return CsvProblem.at(0, rowNo, names(), Rule.DUPLICATE_KEY, Long.toString(first), value);
    }

    private String names() {
        return table.key().stream().map(Column::technicalName).collect(Collectors.joining(","));
    }
}
