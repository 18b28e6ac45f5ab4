package org.zhengshu.kernel.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Collectors;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;

/** Reads JSON bodies strictly and writes the exact bytes that the receipt covers (JSON 报文体). */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class JsonBody implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
    /** Longest JSON body; files have their own ways in. */
    static final int MAX_BYTES = 48 << 20;

    /** How much of a place is shown: the names in it come from outside. */
    private static final int MAX_PLACE = 200;

    @Inject private Outgoing outgoing;

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] notes, MediaType media) {
        return type != InputStream.class && type != byte[].class && type != String.class;
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] notes,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream in)
            throws IOException {
        byte[] bytes = outgoing.share().read(in, MAX_BYTES).orElseThrow(JsonBody::tooLarge);
        if (bytes.length == 0) {
            throw ProblemType.MALFORMED
                    .because("请求体为空，此处须为 JSON", "the body is empty, JSON is needed here")
                    .at(List.of(new Violation("body", "Json", "", new Text("为空", "is empty"))));
        }
        try {
            Object value =
                    Json.MAPPER.readValue(
                            bytes, Json.MAPPER.getTypeFactory().constructType(generic));
            if (value == null) {
                throw ProblemType.MALFORMED.because("报文体为空", "the body is empty or null");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (CharConversionException e) {
            throw ProblemType.MALFORMED
                    .because("JSON 报文不是有效的 UTF-8", "the JSON is not valid UTF-8")
                    .at(List.of(new Violation("body", "Json", "", new Text("编码", "encoding"))));
        }
    }

    static Problem tooLarge() {
        return ProblemType.TOO_LARGE.because(
                "JSON 报文不得超过 " + MAX_BYTES + " 字节",
                "a JSON body has at most " + MAX_BYTES + " bytes");
    }

    private static Problem malformed(JsonProcessingException e) {
        if (rootProblem(e) instanceof Problem problem) {
            return problem;
        }
        String line = line(e.getLocation());
        String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
        String place = path.isEmpty() ? line : path;
        String english =
                e instanceof StreamConstraintsException ? "too deep or too long" : reason(e);
        return new Problem(
                ProblemType.MALFORMED,
                new Text(
                        "JSON 报文无法解析，位置：" + place + "（" + line + "）",
                        "the JSON cannot be read at " + place + " (" + line + "): " + english),
                List.of(
                        new Violation(
                                place, "Json", "", new Text("此处内容不符合格式：" + english, english))),
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

    /** Says what was wrong without repeating the input. */
    private static String reason(JsonProcessingException e) {
        return switch (e.getClass().getSimpleName()) {
            case "UnrecognizedPropertyException" -> "unknown field";
            case "InvalidFormatException" -> "wrong format or not an allowed value";
            case "MismatchedInputException" -> "wrong type";
            case "InvalidNullException" -> "null is not allowed here";
            case "JsonEOFException" -> "ends too early";
            default -> "not valid JSON";
        };
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] notes, MediaType media) {
        return type != byte[].class && type != String.class;
    }

    @Override
    public void writeTo(
            Object entity,
            Class<?> type,
            Type generic,
            Annotation[] notes,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        byte[] bytes = outgoing.bytesOf(entity);
        out.write(bytes.length > 0 ? bytes : Json.MAPPER.writeValueAsBytes(entity));
    }
}
