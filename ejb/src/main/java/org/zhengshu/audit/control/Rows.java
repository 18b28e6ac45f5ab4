package org.zhengshu.audit.control;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** Reads columns that somebody may have emptied (行读取). */
final class Rows {
    private static final byte[] NOTHING = new byte[0];

    private Rows() {}

    static byte[] bytes(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? NOTHING : bytes;
    }

    /** Texts by name, from the columns that begin there. */
    static Map<String, String> columns(ResultSet row, int from, String... names)
            throws SQLException {
        Map<String, String> columns = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
            columns.put(names[i], row.getString(from + i));
        }
        return columns;
    }
}
