package org.zhengshu.mounting.control;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.ColumnType.Bad;
import org.zhengshu.mounting.boundary.ColumnType.Checked;
import org.zhengshu.mounting.boundary.ColumnType.Good;
import org.zhengshu.mounting.boundary.CsvProblem;
import org.zhengshu.mounting.boundary.CsvProblem.Rule;

/**
 * Loads a CSV file into a new mounted table (数据文件挂接), every value checked, in constant memory.
 *
 * <p>An empty field is null. When anything is wrong the table stays empty and the rest of the file
 * is only checked.
 */
public final class CsvImport {

    /** Most problems that are listed. */
    public static final int MAX_PROBLEMS = 100;

    private static final String SAVEPOINT = "mnt_load";

    private final MountTable table;

    public CsvImport(MountTable table) {
        this.table = table;
    }

    /**
     * Reads the file into the table, which was just created and is still empty.
     *
     * @param connection in a transaction that the caller owns and ends; this method sets and
     *     returns to a savepoint in it
     * @param file read to its end unless it is broken; the caller closes it
     */
    public ImportResult load(Connection connection, InputStream file)
            throws SQLException, IOException {
        if (connection.getAutoCommit()) {
            throw new IllegalStateException("an import needs a transaction of the caller");
        }
        execute(connection, "savepoint " + SAVEPOINT);
        ProblemReport report = new ProblemReport(MAX_PROBLEMS);
        Load load = new Load(connection, report);
        try {
            load.read(file);
        } catch (BadFile e) {
            report.stop(e.problem());
        } finally {
            load.close();
        }
        if (report.clean()) {
            new KeyCheck(connection, table).apply(report);
        }
        if (!report.clean()) {
            execute(connection, "rollback to savepoint " + SAVEPOINT);
        }
        execute(connection, "release savepoint " + SAVEPOINT);
        return report.result(load.rows, load.charset);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One run over one file. */
    private final class Load {

        private final Connection connection;
        private final ProblemReport report;
        private final List<Column> columns = table.columns();
        private String charset = "";
        private CopyText copy;
        private long rows;

        Load(Connection connection, ProblemReport report) {
            this.connection = connection;
            this.report = report;
        }

        void read(InputStream file) throws SQLException, IOException {
            CsvRecords records = new CsvRecords(file);
            charset = records.charset().name();
            List<String> titles = records.next();
            if (titles.isEmpty()) {
                throw new BadFile(CsvProblem.at(0, 0, "", Rule.EMPTY_FILE, "", ""));
            }
            CsvHeader header = CsvHeader.match(titles, records.line(), columns, report);
            if (!report.clean()) {
                return;
            }
            copy = new CopyText(connection, table);
            String[] values = new String[columns.size()];
            List<String> fields = records.next();
            while (!fields.isEmpty()) {
                if (check(records, header, fields, values) && report.clean()) {
                    copy.row(records.row(), values);
                } else {
                    close();
                }
                fields = records.next();
            }
            rows = report.clean() ? copy.finish() : 0;
        }

        /** Stops the copy: from the first problem on, rows are checked but no longer sent. */
        void close() throws SQLException {
            if (copy != null) {
                copy.close();
            }
        }

        private boolean check(
                CsvRecords records, CsvHeader header, List<String> fields, String[] values) {
            if (fields.size() != header.width()) {
                String expected = Integer.toString(header.width());
                String found = Integer.toString(fields.size());
                report.add(problem(records, "", new Bad(Rule.FIELD_COUNT, expected), found));
                return false;
            }
            boolean good = true;
            for (int i = 0; i < values.length; i++) {
                Column column = columns.get(i);
                String text = fields.get(header.places()[i]);
                Checked checked = checked(text, column);
                if (checked instanceof Bad bad) {
                    report.add(problem(records, column.technicalName(), bad, text));
                    good = false;
                }
                values[i] = checked instanceof Good value ? value.value() : null;
            }
            return good;
        }

        private Checked checked(String text, Column column) {
            boolean empty = column.type().isText() ? text.isEmpty() : text.isBlank();
            if (!empty) {
                return column.type().check(text, column);
            }
            return column.nullable() ? new Good(null) : new Bad(Rule.REQUIRED, "");
        }

        private CsvProblem problem(CsvRecords records, String column, Bad bad, String value) {
            return CsvProblem.at(
                    records.line(), records.row(), column, bad.rule(), bad.detail(), value);
        }
    }
}
