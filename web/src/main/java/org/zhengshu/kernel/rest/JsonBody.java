package org.zhengshu.kernel.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
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
            throw MalformedJson.problem(e);
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
