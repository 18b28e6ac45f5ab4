package org.zhengshu.mounting.control;

import org.zhengshu.mounting.boundary.CsvProblem;

/** A file that cannot be read beyond this problem (文件无法继续读取). */
final class BadFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient CsvProblem problem;

    BadFile(CsvProblem problem) {
        super(problem.messageEn(), null, false, false);
        this.problem = problem;
    }

    CsvProblem problem() {
        return problem;
    }
}
