package org.zhengshu.proof;

/** One named step of a verification and what came of it (核验项). */
public record Check(String name, Outcome outcome, String detail) {
    /** What came of a check; only PASS counts as passed. */
    public enum Outcome {
        PASS,
        FAIL,
        /** A part that is needed could not be checked: the verdict is lower. */
        INDETERMINATE,
        /** Nothing there to check, or nothing to check it with: the verdict stays. */
        OPEN
    }

    static Check pass(String name, String detail) {
        return new Check(name, Outcome.PASS, detail);
    }

    static Check fail(String name, String detail) {
        return new Check(name, Outcome.FAIL, detail);
    }

    static Check indeterminate(String name, String detail) {
        return new Check(name, Outcome.INDETERMINATE, detail);
    }

    static Check open(String name, String detail) {
        return new Check(name, Outcome.OPEN, detail);
    }
}
