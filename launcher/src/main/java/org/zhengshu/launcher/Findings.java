package org.zhengshu.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.launcher.Finding.Severity;

/** Collects what the checks find, in the order in which they look. */
final class Findings {
    /** Everything is as it should be, or nothing worse than a warning. */
    static final int FINE = 0;

    private final List<Finding> all = new ArrayList<>();

    void error(String code, Object where, Text what, Text todo) {
        all.add(new Finding(Severity.ERROR, code, where.toString(), what, todo));
    }

    void warning(String code, Object where, Text what, Text todo) {
        all.add(new Finding(Severity.WARNING, code, where.toString(), what, todo));
    }

    List<Finding> all() {
        return List.copyOf(all);
    }

    boolean haveErrors() {
        return errors().findAny().isPresent();
    }

    /** Exit status of a check: 0, or 2 when a person has to change something. */
    int status() {
        return haveErrors() ? StartFailure.REFUSED : FINE;
    }

    void show() {
        all.forEach(finding -> Screen.text(finding.text()));
    }

    private Stream<Finding> errors() {
        return all.stream().filter(f -> f.severity() == Severity.ERROR);
    }
}
