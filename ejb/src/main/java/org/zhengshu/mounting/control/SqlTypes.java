package org.zhengshu.mounting.control;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.ColumnType;

/** How the Guide's item types live in PostgreSQL (信息项类型与数据库类型对照). */
final class SqlTypes {

    /** Text is ordered by code point, the same on every server. */
    private static final String COLLATION = "C";

    private SqlTypes() {}

    /** The type of a column as it is created. */
    static DataType<?> created(Column column) {
        DataType<?> type =
                switch (column.type()) {
                    case C -> text(SQLDataType.VARCHAR(column.length()));
                    case M, G -> text(SQLDataType.CLOB);
                    case N -> SQLDataType.NUMERIC(column.length(), column.scale());
                    case Y -> SQLDataType.NUMERIC(18, 2);
                    case D -> SQLDataType.LOCALDATE;
                    case T -> SQLDataType.LOCALDATETIME(6);
                    case L -> SQLDataType.BOOLEAN;
                    case B, F -> SQLDataType.DOUBLE;
                    case I -> SQLDataType.BIGINT;
                };
        return type.nullable(column.nullable());
    }

    /** The column in a condition; its binds carry no length. */
    static Field<Object> field(Column column) {
        DataType<?> type =
                switch (column.type()) {
                    case C, M, G -> SQLDataType.VARCHAR;
                    case N, Y -> SQLDataType.NUMERIC;
                    case D -> SQLDataType.LOCALDATE;
                    case T -> SQLDataType.LOCALDATETIME;
                    case L -> SQLDataType.BOOLEAN;
                    case B, F -> SQLDataType.DOUBLE;
                    case I -> SQLDataType.BIGINT;
                };
        @SuppressWarnings("unchecked")
        DataType<Object> erased = (DataType<Object>) type;
        return DSL.field(DSL.name(column.technicalName()), erased);
    }

    /** The condition that the columns of a key have one of the values, each in its normal form. */
    static Condition among(List<Column> key, List<List<String>> values) {
        List<Field<Object>> fields = key.stream().map(SqlTypes::field).toList();
        if (key.size() == 1) {
            return fields.get(0).in(values.stream().map(v -> bound(key.get(0), v.get(0))).toList());
        }
        return DSL.row(fields)
                .in(
                        values.stream()
                                .map(
                                        v ->
                                                DSL.row(
                                                        IntStream.range(0, key.size())
                                                                .mapToObj(
                                                                        i ->
                                                                                bound(
                                                                                        key.get(i),
                                                                                        v.get(i)))
                                                                .toList()))
                                .toList());
    }

    private static Param<Object> bound(Column column, String normal) {
        return DSL.val(bind(column.type(), normal), field(column).getDataType());
    }

    /** A value in its normal form as the driver takes it. */
    static Object bind(ColumnType type, String normal) {
        return switch (type) {
            case C, M, G -> normal;
            case N, Y -> new BigDecimal(normal);
            case D -> LocalDate.parse(normal);
            case T -> LocalDateTime.parse(normal);
            case L -> Boolean.valueOf(normal);
            case B, F -> Double.valueOf(normal);
            case I -> Long.valueOf(normal);
        };
    }

    /**
     * A stored value as it goes out: text, plain number, true or false; null where there is none.
     */
    static Object read(ResultSet rows, int index, ColumnType type) throws SQLException {
        return switch (type) {
            case C, M, G -> rows.getString(index);
            case N, Y -> rows.getBigDecimal(index);
            case D -> {
                LocalDate day = rows.getObject(index, LocalDate.class);
                yield day == null ? null : day.toString();
            }
            case T -> {
                LocalDateTime moment = rows.getObject(index, LocalDateTime.class);
                yield moment == null ? null : ColumnType.iso(moment);
            }
            case L -> {
                boolean flag = rows.getBoolean(index);
                yield rows.wasNull() ? null : flag;
            }
            case B, F -> {
                double number = rows.getDouble(index);
                yield rows.wasNull() ? null : ColumnType.plain(number);
            }
            case I -> {
                long number = rows.getLong(index);
                yield rows.wasNull() ? null : number;
            }
        };
    }

    private static DataType<String> text(DataType<String> type) {
        return type.collation(DSL.collation(COLLATION));
    }
}
