package org.zhengshu.launcher;

import java.util.List;
import java.util.Optional;

/** The one line of a deployment's failure report that says why. */
final class FailureCause {
    private static final int LONGEST = 600;

    private FailureCause() {}

    /** The innermost cause, if the report names one. */
    static Optional<String> of(String report) {
        List<String> causes =
                report.replace("\\n", "\n")
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("Caused by: "))
                        .toList();
        return causes.isEmpty()
                ? Optional.empty()
                : Optional.of(shortened(causes.get(causes.size() - 1)));
    }

    private static String shortened(String cause) {
        String line = cause.substring("Caused by: ".length());
        String shown = line.length() > LONGEST ? line.substring(0, LONGEST) + " …" : line;
        return shown.replaceAll("[\"}\\\\\\s]+$", "");
    }
}
