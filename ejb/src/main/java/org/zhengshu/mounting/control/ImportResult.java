package org.zhengshu.mounting.control;

import java.util.List;
import org.zhengshu.mounting.boundary.CsvProblem;

/**
 * What an import did (导入结果): either all rows are in and nothing is wrong, or none is in.
 *
 * @param rows rows now in the table; 0 when anything is wrong
 * @param badRows data rows with at least one problem
 * @param problems the first problems, at most {@link CsvImport#MAX_PROBLEMS}
 * @param complete whether the file could be read to its end, so that {@code badRows} is final
 * @param charset the character set found, {@code UTF-8} or {@code GB18030}; empty if none
 */
public record ImportResult(
        long rows, long badRows, List<CsvProblem> problems, boolean complete, String charset) {

    public ImportResult {
        problems = List.copyOf(problems);
    }

    /** Whether the rows are in. */
    public boolean accepted() {
        return problems.isEmpty();
    }
}
