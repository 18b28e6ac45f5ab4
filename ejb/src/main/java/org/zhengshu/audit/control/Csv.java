package org.zhengshu.audit.control;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a table for spreadsheets (CSV 表格), RFC 4180: every cell quoted, and none that a
 * spreadsheet would take for a formula.
 */
final class Csv {
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private final StringBuilder out = new StringBuilder();

    Csv row(List<String> cells) {
        out.append(cells.stream().map(Csv::cell).collect(Collectors.joining(","))).append("\r\n");
        return this;
    }

    String text() {
        return out.toString();
    }

    private static String cell(String value) {
        String text = value == null ? "" : value;
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
