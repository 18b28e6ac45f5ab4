package org.zhengshu.kernel.boundary;

import java.util.List;

/**
 * A problem as a caller reads it (问题详情), RFC 9457 section 3.1.
 *
 * @param type {@code urn:zhengshu:problem:<code>}
 * @param code stable code, the same through both doors, in log and audit
 * @param instance {@code urn:trace:<id>}; the same id stands in the log and in the audit entry
 */
public record ProblemView(
        String type,
        String code,
        String title,
        int status,
        String detail,
        String instance,
        List<Place> violations) {
    /** One wrong place in the caller's language (错误位置). */
    public record Place(String place, String rule, String value, String message) {}

    public static ProblemView of(Problem problem, String trace, Language language) {
        ProblemType type = problem.type();
        return new ProblemView(
                "urn:zhengshu:problem:" + type.code(),
                type.code(),
                type.title(language),
                type.status(),
                problem.detail().in(language),
                "urn:trace:" + trace,
                problem.violations().stream()
                        .map(
                                v ->
                                        new Place(
                                                v.place(),
                                                v.rule(),
                                                v.value(),
                                                v.message().in(language)))
                        .toList());
    }
}
