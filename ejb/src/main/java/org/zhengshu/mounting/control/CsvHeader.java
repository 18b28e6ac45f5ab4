package org.zhengshu.mounting.control;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.CsvProblem;
import org.zhengshu.mounting.boundary.CsvProblem.Rule;

/** Where each column of a table stands in a file, by technical or Chinese name (表头核对). */
record CsvHeader(int[] places, int width) {

    /** Compares a file's header with the columns; every difference is reported by name. */
    static CsvHeader match(
            List<String> header, long line, List<Column> columns, ProblemReport report) {
        int[] places = new int[columns.size()];
        Arrays.fill(places, -1);
        for (int place = 0; place < header.size(); place++) {
            String title = header.get(place).strip();
            int index = find(title, columns);
            if (index < 0) {
                report.add(CsvProblem.at(line, 0, title, Rule.UNKNOWN_COLUMN, "", title));
            } else if (places[index] >= 0) {
                report.add(CsvProblem.at(line, 0, title, Rule.DUPLICATE_COLUMN, "", title));
            } else {
                places[index] = place;
            }
        }
        for (int index = 0; index < places.length; index++) {
            if (places[index] < 0) {
                String missing = columns.get(index).technicalName();
                String name = columns.get(index).name();
                report.add(CsvProblem.at(line, 0, missing, Rule.MISSING_COLUMN, "", name));
            }
        }
        return new CsvHeader(places, header.size());
    }

    private static int find(String title, List<Column> columns) {
        String technical = title.toLowerCase(Locale.ROOT);
        int found = -1;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).technicalName().equals(technical)) {
                return i;
            }
            if (found < 0 && columns.get(i).name().strip().equals(title)) {
                found = i;
            }
        }
        return found;
    }
}
