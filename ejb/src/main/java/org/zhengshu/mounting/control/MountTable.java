package org.zhengshu.mounting.control;

import static org.jooq.impl.DSL.constraint;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.jooq.CreateTableElementListStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.RowFilter;

/**
 * The table that holds the rows of one mounted resource (挂接数据表), {@code mnt_data.t_<uuid>}.
 *
 * <p>Rows are numbered by {@code row_no} from 1 in the order of the file; pages follow it. Keep one
 * object for as long as the table is in use: it remembers the SQL it has rendered.
 */
public final class MountTable {

    /** The schema of all mounted tables; migrations create it. */
    public static final String SCHEMA = "mnt_data";

    static final Field<Long> ROW_NO = DSL.field(DSL.name("row_no"), SQLDataType.BIGINT.notNull());

    private static final int REMEMBERED = 256;
    private static final int MAX_COLUMNS = 1_000;
    private static final Settings SETTINGS =
            new Settings().withExecuteLogging(false).withInListPadding(true);

    private final String name;
    private final Table<Record> table;
    private final List<Column> columns;
    private final Map<String, Column> byName = new LinkedHashMap<>();
    private final Map<String, String> rendered = new ConcurrentHashMap<>();

    public MountTable(UUID id, List<Column> columns) {
        this.name = "t_" + id.toString().replace("-", "");
        this.table = DSL.table(DSL.name(SCHEMA, name));
        this.columns = List.copyOf(columns);
        columns.forEach(column -> byName.put(column.technicalName(), column));
        if (columns.isEmpty() || columns.size() > MAX_COLUMNS || byName.size() < columns.size()) {
            throw new IllegalArgumentException(
                    "列数须为 1 至 1000 且不得重名 / 1 to 1000 columns of different names");
        }
    }

    /** The table's name without its schema. */
    public String name() {
        return name;
    }

    public List<Column> columns() {
        return columns;
    }

    /** The columns by technical name, as filters ask for them. */
    public Map<String, Column> columnsByName() {
        return Collections.unmodifiableMap(byName);
    }

    /** The items that make up the primary key (主键信息项). */
    public List<Column> key() {
        return columns.stream().filter(Column::primaryKey).toList();
    }

    /** Creates the empty table; its unique key follows with {@link #addKey} when rows are in. */
    public void create(Connection connection, String resourceCode) {
        DSLContext sql = using(connection);
        CreateTableElementListStep create = sql.createTable(table).column(ROW_NO);
        for (Column column : columns) {
            Name columnName = DSL.name(column.technicalName());
            create = create.column(DSL.field(columnName, SqlTypes.created(column)));
        }
        create.constraint(constraint(DSL.name(name + "_pkey")).primaryKey(ROW_NO)).execute();
        sql.commentOnTable(table).is(resourceCode).execute();
        for (Column column : columns) {
            Name columnName = DSL.name(SCHEMA, name, column.technicalName());
            sql.commentOnColumn(DSL.field(columnName)).is(column.name()).execute();
        }
    }

    /** Makes the primary-key items unique; a violation comes as jOOQ's exception of state 23505. */
    public void addKey(Connection connection) {
        Name[] names =
                key().stream().map(key -> DSL.name(key.technicalName())).toArray(Name[]::new);
        if (names.length > 0) {
            using(connection)
                    .alterTable(table)
                    .add(constraint(DSL.name(name + "_key")).unique(names))
                    .execute();
        }
    }

    /** Removes the table with its rows, if it is there. */
    public void drop(Connection connection) {
        using(connection).dropTableIfExists(table).execute();
    }

    /**
     * A page that is asked for (分页查询).
     *
     * @param values of its parameters, in their order
     */
    public record PageQuery(String sql, List<Object> values, List<Column> wanted, int limit) {
        /** The page that the rows of the statement make. */
        public RowPage read(ResultSet found) throws SQLException {
            return MountTable.read(found, wanted, limit);
        }
    }

    /**
     * The rows after {@code afterRowNo} that pass the filter, at most {@code limit}.
     *
     * @param filter validated against {@link #columnsByName}; the grant's and the consumer's joined
     *     by {@link RowFilter#and(RowFilter, RowFilter)}
     */
    public PageQuery page(
            List<Column> wanted, Optional<RowFilter> filter, long afterRowNo, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is less than 1: " + limit);
        }
        List<Object> binds = new ArrayList<>();
        binds.add(afterRowNo);
        filter.ifPresent(given -> binds.addAll(FilterSql.binds(given, byName)));
        binds.add((long) limit + 1);
        return page(wanted, filter, binds, limit);
    }

    /** The same page over a connection. */
    public RowPage page(
            Connection connection,
            List<Column> wanted,
            Optional<RowFilter> filter,
            long afterRowNo,
            int limit)
            throws SQLException {
        PageQuery query = page(wanted, filter, afterRowNo, limit);
        try (PreparedStatement statement = bound(connection, query.sql(), query.values());
                ResultSet found = statement.executeQuery()) {
            return query.read(found);
        }
    }

    private static RowPage read(ResultSet found, List<Column> wanted, int limit)
            throws SQLException {
        List<RowPage.Row> rows = new ArrayList<>(Math.min(limit, 1_000));
        while (found.next()) {
            if (rows.size() == limit) {
                return new RowPage(rows, rows.get(limit - 1).rowNo());
            }
            List<Object> values = new ArrayList<>(wanted.size());
            for (int i = 0; i < wanted.size(); i++) {
                values.add(SqlTypes.read(found, i + 2, wanted.get(i).type()));
            }
            rows.add(new RowPage.Row(found.getLong(1), values));
        }
        return new RowPage(rows, null);
    }

    /** How many rows pass the filter. */
    public long count(Connection connection, Optional<RowFilter> filter) throws SQLException {
        Select<?> select =
                DSL.using(SQLDialect.POSTGRES, SETTINGS)
                        .selectCount()
                        .from(table)
                        .where(condition(filter));
        try (PreparedStatement statement =
                        bound(connection, select.getSQL(), select.getBindValues());
                ResultSet found = statement.executeQuery()) {
            found.next();
            return found.getLong(1);
        }
    }

    /**
     * The rows of the keys that pass the filter, by their key in its normal form.
     *
     * @param key what the rows are asked by
     * @param keys values in their normal form, in the order of the key
     */
    public Map<List<String>, List<Object>> byKeys(
            Connection connection,
            List<Column> key,
            List<Column> wanted,
            Optional<RowFilter> filter,
            List<List<String>> keys)
            throws SQLException {
        List<Column> read = new ArrayList<>(key);
        read.addAll(wanted);
        Select<?> select =
                DSL.using(SQLDialect.POSTGRES, SETTINGS)
                        .select(read.stream().map(SqlTypes::field).toList())
                        .from(table)
                        .where(SqlTypes.among(key, keys).and(condition(filter)));
        int width = key.size();
        Map<List<String>, List<Object>> rows = new HashMap<>();
        try (PreparedStatement statement =
                        bound(connection, select.getSQL(), select.getBindValues());
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                List<Object> values = new ArrayList<>(read.size());
                for (int i = 0; i < read.size(); i++) {
                    values.add(SqlTypes.read(found, i + 1, read.get(i).type()));
                }
                rows.put(
                        values.subList(0, width).stream().map(RowPage::text).toList(),
                        values.subList(width, values.size()));
            }
        }
        return rows;
    }

    private Condition condition(Optional<RowFilter> filter) {
        return filter.map(given -> FilterSql.toCondition(given, byName)).orElse(DSL.noCondition());
    }

    /** A page's SQL is rendered once for each choice of columns and shape of filter. */
    private PageQuery page(
            List<Column> wanted, Optional<RowFilter> filter, List<Object> binds, int limit) {
        List<String> names = wanted.stream().map(Column::technicalName).toList();
        String shape = names + filter.map(FilterSql::shape).orElse("");
        String known = rendered.get(shape);
        if (known != null) {
            return new PageQuery(known, binds, wanted, limit);
        }
        Select<?> select = select(names, filter);
        List<Object> values = new ArrayList<>(select.getBindValues());
        if (values.size() != binds.size()) { // equal conditions stand there once: nothing to keep
            values.set(0, binds.get(0));
            values.set(values.size() - 1, binds.get(binds.size() - 1));
            return new PageQuery(select.getSQL(), values, wanted, limit);
        }
        if (rendered.size() >= REMEMBERED) {
            rendered.clear();
        }
        rendered.put(shape, select.getSQL());
        return new PageQuery(select.getSQL(), binds, wanted, limit);
    }

    private static PreparedStatement bound(Connection connection, String sql, List<Object> values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        int place = 1;
        for (Object value : values) {
            statement.setObject(place++, value);
        }
        return statement;
    }

    private Select<?> select(List<String> names, Optional<RowFilter> filter) {
        Set<String> unknown = new HashSet<>(names);
        unknown.removeAll(byName.keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("没有此信息项 / no such item: " + unknown);
        }
        List<SelectField<?>> fields = new ArrayList<>();
        fields.add(ROW_NO);
        names.forEach(column -> fields.add(DSL.field(DSL.name(column))));
        return DSL.using(SQLDialect.POSTGRES, SETTINGS)
                .select(fields)
                .from(table)
                .where(ROW_NO.gt(0L).and(condition(filter)))
                .orderBy(ROW_NO)
                .limit(1L);
    }

    /** The statement that takes rows in PostgreSQL's text form: row_no, then every column. */
    String copySql() {
        List<Name> names = new ArrayList<>();
        names.add(DSL.name("row_no"));
        columns.forEach(column -> names.add(DSL.name(column.technicalName())));
        return DSL.using(SQLDialect.POSTGRES, SETTINGS)
                .render(
                        DSL.sql(
                                "copy {0} ({1}) from stdin with (format text, encoding 'UTF8')",
                                table, DSL.list(names)));
    }

    Table<Record> table() {
        return table;
    }

    static DSLContext using(Connection connection) {
        return DSL.using(connection, SQLDialect.POSTGRES, SETTINGS);
    }
}
