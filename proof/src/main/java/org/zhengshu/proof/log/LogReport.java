package org.zhengshu.proof.log;

import java.util.List;

/**
 * What came of checking a log (日志核验报告).
 *
 * @param findings in order of their place in the log, up to the limit
 * @param more how many findings there were beyond the limit
 * @param unchecked known evidence that could not be compared with this part of the log
 */
public record LogReport(
        String origin, Counts counts, List<Finding> findings, long more, List<String> unchecked) {
    public LogReport {
        findings = List.copyOf(findings);
        unchecked = List.copyOf(unchecked);
    }

    /** What was read (核验数量). */
    public record Counts(
            long first,
            long size,
            long entries,
            long checkpoints,
            long redacted,
            long timestamps,
            long cosignatures) {}

    /** True when nothing is wrong. */
    public boolean whole() {
        return findings.isEmpty() && more == 0;
    }
}
