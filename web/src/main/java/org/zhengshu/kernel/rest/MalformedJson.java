package org.zhengshu.kernel.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;

/** Says where a JSON body is wrong and what belongs there, without repeating it (JSON 格式错误). */
final class MalformedJson {
    /** How much of a place is shown: the names in it come from outside. */
    private static final int MAX_PLACE = 200;

    private MalformedJson() {}

    static Problem problem(JsonProcessingException e) {
        if (rootProblem(e) instanceof Problem problem) {
            return problem;
        }
        String line = line(e.getLocation());
        String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
        String place = path.isEmpty() ? line : path;
        Text reason = reason(e);
        return new Problem(
                ProblemType.MALFORMED,
                new Text(
                        "JSON 报文无法解析，位置：" + place + "（" + line + "）：" + reason.zh(),
                        "the JSON cannot be read at " + place + " (" + line + "): " + reason.en()),
                List.of(new Violation(place, "Json", "", reason)),
                null);
    }

    private static String line(JsonLocation at) {
        return at == null ? "body" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static String path(JsonMappingException mapping) {
        String path =
                mapping.getPath().stream()
                        .map(
                                r ->
                                        r.getFieldName() == null
                                                ? "[" + r.getIndex() + "]"
                                                : "." + r.getFieldName())
                        .collect(Collectors.joining());
        String place = path.startsWith(".") ? path.substring(1) : path;
        return place.length() <= MAX_PLACE ? place : place.substring(0, MAX_PLACE) + "…";
    }

    private static Throwable rootProblem(Throwable e) {
        Throwable t = e;
        while (t.getCause() != null && !(t instanceof Problem)) {
            t = t.getCause();
        }
        return t;
    }

    private static Text reason(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return new Text("层次过深或内容过长", "too deep or too long");
        }
        return switch (e.getClass().getSimpleName()) {
            case "UnrecognizedPropertyException" -> new Text("没有此字段", "unknown field");
            case "InvalidNullException" -> new Text("此处不得为 null", "null is not allowed here");
            case "JsonEOFException" -> new Text("内容不完整", "ends too early");
            default ->
                    e instanceof MismatchedInputException wrong && wrong.getTargetType() != null
                            ? expected(wrong.getTargetType())
                            : new Text("不是有效的 JSON", "not valid JSON");
        };
    }

    /** What belongs where something else stands. */
    private static Text expected(Class<?> type) {
        if (type == Instant.class) {
            return new Text(
                    "须为带时区的时间，如 2026-01-31T08:30:00Z 或 2026-01-31T16:30:00+08:00",
                    "needs a time with its zone, such as 2026-01-31T08:30:00Z");
        }
        if (type == LocalDate.class) {
            return new Text("须为日期，如 2026-01-31", "needs a date, such as 2026-01-31");
        }
        if (type == UUID.class) {
            return new Text("须为 UUID", "needs a UUID");
        }
        if (type.isEnum()) {
            String all =
                    Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
            return new Text("须为下列之一：" + all, "must be one of " + all);
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return new Text("须为数字", "needs a number");
        }
        if (Collection.class.isAssignableFrom(type)) {
            return new Text("须为数组", "needs an array");
        }
        return type == String.class
                ? new Text("须为文字", "needs a text")
                : new Text("类型不对", "wrong type");
    }
}
