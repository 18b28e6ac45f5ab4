package org.zhengshu.proof;

import java.util.List;

/** All checks of one verification in their order (核验报告). */
public record VerificationReport(List<Check> checks) {
    public VerificationReport {
        checks = List.copyOf(checks);
    }

    /** The sum of the checks. */
    public enum Verdict {
        VALID,
        VALID_MESSAGE_NOT_CHECKED,
        INVALID
    }

    public Verdict verdict() {
        if (checks.isEmpty() || has(Check.Outcome.FAIL)) {
            return Verdict.INVALID;
        }
        return has(Check.Outcome.INDETERMINATE) ? Verdict.VALID_MESSAGE_NOT_CHECKED : Verdict.VALID;
    }

    /** True only when every check passed. */
    public boolean ok() {
        return verdict() == Verdict.VALID;
    }

    public List<Check> failures() {
        return checks.stream().filter(check -> check.outcome() == Check.Outcome.FAIL).toList();
    }

    private boolean has(Check.Outcome outcome) {
        return checks.stream().anyMatch(check -> check.outcome() == outcome);
    }
}
