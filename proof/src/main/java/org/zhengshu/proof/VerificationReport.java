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
        /** Something else than the message, or more than it, could not be checked. */
        VALID_NOT_ALL_CHECKED,
        INVALID
    }

    public Verdict verdict() {
        if (checks.isEmpty() || has(Check.Outcome.FAIL)) {
            return Verdict.INVALID;
        }
        List<String> unchecked =
                checks.stream()
                        .filter(check -> check.outcome() == Check.Outcome.INDETERMINATE)
                        .map(Check::name)
                        .toList();
        if (unchecked.isEmpty()) {
            return Verdict.VALID;
        }
        return unchecked.equals(List.of(ReceiptChecks.MESSAGE))
                ? Verdict.VALID_MESSAGE_NOT_CHECKED
                : Verdict.VALID_NOT_ALL_CHECKED;
    }

    /** True only when every check passed for which there was something to check. */
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
