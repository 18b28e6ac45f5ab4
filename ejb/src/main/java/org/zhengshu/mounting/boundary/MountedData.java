package org.zhengshu.mounting.boundary;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.zhengshu.catalogue.boundary.Resources;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Reads;
import org.zhengshu.mounting.control.MountStore;
import org.zhengshu.mounting.control.MountTable;
import org.zhengshu.mounting.control.RowPage;
import org.zhengshu.mounting.control.Tables;
import org.zhengshu.mounting.entity.Mount;

/** Reads mounted rows for the exchange (挂接数据读取); not for the doors. */
@ApplicationScoped
public class MountedData {
    private static final String UNDEFINED_TABLE = "42P01";

    @Inject private MountStore store;
    @Inject private Tables tables;
    @Inject private Reads reads;

    @Resource(lookup = "java:jboss/datasources/ZhengshuDS")
    private DataSource dataSource;

    /**
     * Rows in the order of the file.
     *
     * @param nextCursor where the next page begins; empty on the last one
     */
    public record Rows(List<Map<String, Object>> rows, Optional<String> nextCursor) {}

    /**
     * Which items of which rows are wanted.
     *
     * @param mount what is mounted, where the caller has just read that
     */
    public record Wish(
            Resources.Resource resource,
            List<String> items,
            Optional<RowFilter> filter,
            Optional<UUID> mount) {}

    /** What is mounted on a resource, to be read over one connection. */
    private record Source(UUID mount, MountTable table) {}

    /** What is done with the mounted table. */
    private interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    /** The columns of a resource by technical name, for checking filters and values. */
    public static Map<String, Column> columns(Resources.Resource resource) {
        Map<String, Column> columns = new LinkedHashMap<>();
        Tables.columns(resource.items()).forEach(c -> columns.put(c.technicalName(), c));
        return columns;
    }

    /** The one textual form of a value that was read. */
    public static String text(Object value) {
        return RowPage.text(value);
    }

    public boolean isMounted(Resources.Resource resource) {
        return store.current(resource.id()).isPresent();
    }

    /** Throws when no data is mounted. */
    public void requireMounted(Resources.Resource resource) {
        current(resource);
    }

    /**
     * The rows after the cursor that pass the filter, with the wanted items only. Whose rows they
     * are goes into the call's entry, also when no wanted item says so.
     */
    public Rows page(Wish wish, Optional<String> cursor, int limit) {
        List<String> wanted = wish.items();
        Optional<RowFilter> filter = wish.filter();
        Source source = source(wish, wanted);
        List<Column> columns = columns(source, wanted);
        UUID mount = source.mount;
        long after = cursor.map(c -> position(c, mount)).orElse(0L);
        RowPage page = ask(source.table.page(columns, filter, after, limit));
        page.rows().forEach(row -> concerned(row.values()));
        return new Rows(
                page.rows().stream().map(row -> named(wanted, row.values())).toList(),
                Optional.ofNullable(page.nextRowNo()).map(n -> mount + "." + n));
    }

    /** How many rows pass the filter. */
    public long count(Resources.Resource resource, Optional<RowFilter> filter) {
        Source source = source(new Wish(resource, List.of(), filter, Optional.empty()), List.of());
        return read(c -> source.table.count(c, filter));
    }

    /**
     * The rows of keys in their normal form, one for each key in the order asked; one statement for
     * all of them.
     */
    public List<Optional<Map<String, Object>>> byKeys(Wish wish, List<Map<String, String>> keys) {
        List<String> names = List.copyOf(keys.get(0).keySet());
        Source source = source(wish, Stream.concat(names.stream(), wish.items().stream()).toList());
        List<Column> columns = columns(source, wish.items());
        List<Column> key = names.stream().map(source.table.columnsByName()::get).toList();
        List<List<String>> asked =
                keys.stream().map(k -> names.stream().map(k::get).toList()).toList();
        Map<List<String>, List<Object>> found =
                read(c -> source.table.byKeys(c, key, columns, wish.filter(), asked));
        found.values().forEach(MountedData::concerned);
        return asked.stream()
                .map(k -> Optional.ofNullable(found.get(k)))
                .map(row -> row.map(values -> named(wish.items(), values)))
                .toList();
    }

    private Source current(Resources.Resource resource) {
        Mount mount =
                store.current(resource.id())
                        .orElseThrow(
                                () ->
                                        ProblemType.NOT_MOUNTED.because(
                                                "资源 " + resource.code() + " 尚未挂接数据",
                                                "no data is mounted on " + resource.code()));
        return new Source(mount.id(), tables.table(mount));
    }

    /** The same with all that is asked of it: what a newer revision added is not in older data. */
    private Source source(Wish wish, List<String> wanted) {
        Source source =
                wish.mount()
                        .flatMap(id -> tables.known(id).map(table -> new Source(id, table)))
                        .orElseGet(() -> current(wish.resource()));
        Map<String, Column> now = columns(wish.resource());
        Map<String, Column> there = source.table.columnsByName();
        List<String> missing =
                Stream.concat(wanted.stream(), wish.filter().stream().flatMap(RowFilter::items))
                        .distinct()
                        .filter(name -> !isThere(there.get(name), now.get(name)))
                        .toList();
        if (!missing.isEmpty()) {
            throw ProblemType.NOT_MOUNTED.because(
                    "已挂接的数据没有信息项 " + missing + "，目录已换版，待提供部门重新挂接",
                    "the mounted data lacks "
                            + missing
                            + "; the entry has a newer revision and its provider must mount anew");
        }
        return source;
    }

    private static boolean isThere(Column there, Column now) {
        return there != null && (now == null || there.type() == now.type());
    }

    /** The wanted columns, and after them those that may say whose row it is. */
    private static List<Column> columns(Source source, List<String> wanted) {
        return Stream.concat(
                        wanted.stream().map(source.table.columnsByName()::get),
                        source.table.columns().stream()
                                .filter(Column::mayIdentify)
                                .filter(c -> !wanted.contains(c.technicalName())))
                .toList();
    }

    private RowPage ask(MountTable.PageQuery query) {
        try {
            return reads.ask(query.sql(), query.values(), query::read);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private <T> T read(Reading<T> reading) {
        try (Connection connection = dataSource.getConnection()) {
            return reading.from(connection);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** What a reader is told when the rows cannot be read. */
    static RuntimeException failure(SQLException e) {
        return UNDEFINED_TABLE.equals(e.getSQLState())
                ? ProblemType.BUSY.because(
                        "数据正在重新挂接，请重试", "the data was mounted anew just now, retry")
                : new IllegalStateException(e);
    }

    private static void concerned(List<Object> values) {
        for (Object value : values) {
            if (value instanceof String text) {
                Call.current().concerns(text);
            }
        }
    }

    /** What was read beyond the wanted items stays behind. */
    private static Map<String, Object> named(List<String> names, List<Object> values) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            row.put(names.get(i), values.get(i));
        }
        return row;
    }

    private static long position(String cursor, UUID mount) {
        String prefix = mount + ".";
        if (!cursor.matches("[0-9a-f-]{36}\\.[0-9]{1,18}")) {
            throw ProblemType.INVALID_INPUT.because(
                    "cursor 只能取自上一页的 nextCursor",
                    "cursor must be the nextCursor of the page before");
        }
        if (!cursor.startsWith(prefix)) {
            throw ProblemType.CURSOR_STALE.because(
                    "查询期间数据已重新挂接，请去掉 cursor 从头查询",
                    "the data was mounted anew meanwhile; start again without cursor");
        }
        return Long.parseLong(cursor.substring(prefix.length()));
    }
}
