package org.zhengshu.mounting.control;

import java.util.ArrayList;
import java.util.List;
import org.zhengshu.mounting.boundary.CsvProblem;

/** Collects what is wrong in a file: the first problems in full, the bad rows all counted. */
final class ProblemReport {

    private final int most;
    private final List<CsvProblem> problems = new ArrayList<>();
    private long badRows;
    private long lastBadRow;
    private boolean complete = true;

    ProblemReport(int most) {
        this.most = most;
    }

    void add(CsvProblem problem) {
        if (problem.row() > lastBadRow) {
            lastBadRow = problem.row();
            badRows++;
        }
        if (problems.size() < most) {
            problems.add(problem);
        }
    }

    /** Adds the problem that ends the reading; it is shown even when the list is full. */
    void stop(CsvProblem problem) {
        complete = false;
        if (problems.size() == most) {
            problems.remove(most - 1);
        }
        add(problem);
    }

    /** Takes a number of bad rows that was counted elsewhere. */
    void countBadRows(long count) {
        badRows = count;
    }

    boolean clean() {
        return problems.isEmpty();
    }

    ImportResult result(long rows, String charset) {
        return new ImportResult(clean() ? rows : 0, badRows, problems, complete, charset);
    }
}
