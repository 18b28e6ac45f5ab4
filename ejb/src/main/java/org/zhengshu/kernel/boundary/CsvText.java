package org.zhengshu.kernel.boundary;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;

/**
 * A table as CSV (CSV 应答), RFC 4180, with a first line of names. A spreadsheet takes a text that
 * begins with one of {@code = + - @}, a tab or a carriage return for a formula: such a text, and
 * one that begins with an apostrophe, gets one apostrophe in front, so that whoever takes one
 * leading apostrophe off has the value again. Numbers, dates and true or false stay as they are.
 */
final class CsvText {
    private static final String FORMULA = "=+-@\t\r\n'＝＋－＠";
    private static final String LINE = "\r\n";

    private final StringBuilder out = new StringBuilder(4096);

    private CsvText() {}

    static String of(Tabular table) {
        CsvText csv = new CsvText();
        csv.line(table.columns().iterator());
        for (Map<String, Object> row : table.table()) {
            csv.line(table.columns().stream().<Object>map(row::get).iterator());
        }
        return csv.out.toString();
    }

    private void line(Iterator<?> cells) {
        while (cells.hasNext()) {
            cell(cells.next());
            out.append(cells.hasNext() ? "," : LINE);
        }
    }

    /** Nothing at all for an empty value, {@code ""} for an empty text. */
    private void cell(Object value) {
        if (value instanceof BigDecimal number) {
            out.append(number.toPlainString());
        } else if (value instanceof CharSequence text) {
            quoted(text.toString());
        } else if (value != null) {
            out.append(value);
        }
    }

    private void quoted(String text) {
        String safe = isFormula(text) ? "'" + text : text;
        boolean plain = !safe.isEmpty() && safe.chars().noneMatch(CsvText::needsQuotes);
        out.append(plain ? safe : '"' + safe.replace("\"", "\"\"") + '"');
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    }

    private static boolean needsQuotes(int c) {
        return c == ',' || c == '"' || c == '\r' || c == '\n';
    }
}
