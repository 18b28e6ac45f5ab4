package org.zhengshu.kernel.boundary;

import jakarta.ejb.ApplicationException;
import java.util.List;

/** The only exception that leaves a boundary (问题): a type, the reason and the places. */
@ApplicationException(rollback = true)
public class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient Text detail;
    private final transient List<Violation> violations;

    public Problem(ProblemType type, Text detail, List<Violation> violations, Throwable cause) {
        super(type.code() + ": " + detail.en(), cause);
        this.type = type;
        this.detail = detail;
        this.violations = List.copyOf(violations);
    }

    public ProblemType type() {
        return type;
    }

    public Text detail() {
        return detail;
    }

    public List<Violation> violations() {
        return violations;
    }

    /** The same problem naming the places. */
    public Problem at(List<Violation> places) {
        return new Problem(type, detail, places, getCause());
    }
}
