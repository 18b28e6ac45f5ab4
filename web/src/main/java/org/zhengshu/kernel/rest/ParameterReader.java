package org.zhengshu.kernel.rest;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;

/**
 * Reads numbers, ids and states from an address or a header and names the one that is wrong (地址参数).
 */
@Provider
public class ParameterReader implements ParamConverterProvider {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern LONG = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    @Override
    public <T> ParamConverter<T> getConverter(
            Class<T> raw, Type generic, Annotation[] annotations) {
        String name = name(annotations);
        if (raw == int.class || raw == Integer.class) {
            return converter(name, t -> whole(t, raw), new Text("应为整数", "must be a whole number"));
        }
        if (raw == Long.class) {
            return converter(
                    name, t -> raw.cast(large(t)), new Text("应为整数", "must be a whole number"));
        }
        if (raw == UUID.class) {
            return converter(name, t -> raw.cast(id(t)), new Text("应为 UUID", "must be a UUID"));
        }
        if (raw.isEnum()) {
            String all =
                    Arrays.stream(raw.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
            return converter(
                    name,
                    t -> constant(t, raw),
                    new Text("应为下列之一：" + all, "must be one of " + all));
        }
        return null;
    }

    private static String name(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof QueryParam query) {
                return query.value();
            }
            if (annotation instanceof PathParam path) {
                return path.value();
            }
            if (annotation instanceof HeaderParam header) {
                return header.value();
            }
        }
        return "";
    }

    private static <T> ParamConverter<T> converter(
            String name, Function<String, T> reader, Text expected) {
        return new ParamConverter<>() {
            @Override
            public T fromString(String text) {
                try {
                    return text == null ? null : reader.apply(text);
                } catch (IllegalArgumentException e) {
                    throw wrong(name, text, expected);
                }
            }

            @Override
            public String toString(T value) {
                return value.toString();
            }
        };
    }

    private static Problem wrong(String name, String text, Text expected) {
        String shown = text.length() <= 64 ? text : text.substring(0, 64) + "…";
        return ProblemType.INVALID_INPUT
                .because(
                        "地址或请求头中的 " + name + " " + expected.zh(),
                        name + " in the address or the headers " + expected.en())
                .at(List.of(new Violation(name, "Parameter", shown, expected)));
    }

    @SuppressWarnings("unchecked")
    private static <T> T whole(String text, Class<T> raw) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException(raw.getName());
        }
        return (T) Integer.valueOf(text);
    }

    private static Long large(String text) {
        if (!LONG.matcher(text).matches()) {
            throw new IllegalArgumentException("number");
        }
        return Long.valueOf(text);
    }

    private static UUID id(String text) {
        if (!ID.matcher(text).matches()) {
            throw new IllegalArgumentException("id");
        }
        return UUID.fromString(text);
    }

    private static <T> T constant(String text, Class<T> raw) {
        return Arrays.stream(raw.getEnumConstants())
                .filter(c -> ((Enum<?>) c).name().equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }
}
