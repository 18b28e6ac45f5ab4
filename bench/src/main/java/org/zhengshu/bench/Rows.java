package org.zhengshu.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The rows that the log wrote, to be written once more by a plain insert: the same bytes. */
final class Rows {
    private final List<String> columns;
    private final List<List<Object>> rows;

    private Rows(List<String> columns, List<List<Object>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /** The entries from that place on, without the columns that the log left alone. */
    static Rows since(Connection connection, long seq) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement(
                        "select * from public.aud_entry where seq >= ? order by seq")) {
            s.setLong(1, seq);
            try (ResultSet found = s.executeQuery()) {
                return used(found);
            }
        }
    }

    private static Rows used(ResultSet found) throws SQLException {
        ResultSetMetaData meta = found.getMetaData();
        List<List<Object>> rows = new ArrayList<>();
        while (found.next()) {
            List<Object> row = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                row.add(
                        meta.getColumnTypeName(i).equals("timestamptz")
                                ? found.getObject(i, OffsetDateTime.class)
                                : found.getObject(i));
            }
            rows.add(row);
        }
        List<String> columns = new ArrayList<>();
        for (int i = meta.getColumnCount() - 1; i >= 0; i--) {
            int column = i;
            Object first = rows.get(0).get(i);
            boolean untouched =
                    Boolean.FALSE.equals(first)
                            || rows.stream().allMatch(r -> r.get(column) == null);
            if (untouched) {
                rows.forEach(r -> r.remove(column));
            } else {
                columns.add(meta.getColumnName(i + 1));
            }
        }
        Collections.reverse(columns);
        return new Rows(columns, rows);
    }

    int size() {
        return rows.size();
    }

    /** Multi-row inserts into the plain table, one commit per batch. */
    void insert(Connection connection, int batch) throws SQLException {
        String sql =
                "insert into plain.aud_entry ("
                        + String.join(", ", columns)
                        + ") values ("
                        + String.join(", ", Collections.nCopies(columns.size(), "?"))
                        + ")";
        for (int from = 0; from < rows.size(); from += batch) {
            try (PreparedStatement s = connection.prepareStatement(sql)) {
                for (List<Object> row : rows.subList(from, from + batch)) {
                    for (int i = 0; i < row.size(); i++) {
                        s.setObject(i + 1, row.get(i));
                    }
                    s.addBatch();
                }
                s.executeBatch();
            }
            connection.commit();
        }
    }

    /** The plain table: the log's own with all its indexes and nothing in it. */
    static void prepare(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute("create schema plain");
            s.execute("create table plain.aud_entry (like public.aud_entry including all)");
        }
    }
}
