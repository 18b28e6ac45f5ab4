package org.zhengshu.kernel.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhengshu.kernel.boundary.CleanText;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;

/**
 * Reads form-encoded bodies into records (表单报文体): each parameter once, unknown ones are ignored as
 * RFC 6749 section 3.2 wants it.
 */
@Provider
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class FormBody implements MessageBodyReader<Object> {
    private static final int MAX_BYTES = 64 << 10;
    private static final int MAX_PLACE = 64;

    @Inject private Outgoing outgoing;
    @Context private ResourceInfo resource;

    /** Only where a form is asked for: a page elsewhere can send forms, but no JSON. */
    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] notes, MediaType media) {
        return type.isRecord() && resource.getResourceMethod().isAnnotationPresent(Consumes.class);
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
        byte[] bytes =
                outgoing.share()
                        .read(in, MAX_BYTES)
                        .orElseThrow(
                                () ->
                                        ProblemType.TOO_LARGE.because(
                                                "表单不得超过 " + MAX_BYTES + " 字节",
                                                "a form has at most " + MAX_BYTES + " bytes"));
        Map<String, String> form = form(new String(bytes, StandardCharsets.US_ASCII));
        form.keySet().retainAll(known(type));
        return Json.MAPPER.convertValue(form, type);
    }

    /** The names that the record has in a form. */
    private static Set<String> known(Class<?> type) {
        return Json.MAPPER
                .getSerializationConfig()
                .introspect(Json.MAPPER.constructType(type))
                .findProperties()
                .stream()
                .map(p -> p.getName())
                .collect(Collectors.toSet());
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split("&")) {
            String[] both = pair.split("=", 2);
            String name = decoded(both[0]);
            String value = both.length < 2 ? "" : decoded(both[1]);
            if (form.put(name, value) != null) {
                throw malformed(name, "只能出现一次", "must be there once only");
            }
            if (!CleanText.isClean(value)) {
                throw malformed(name, "含有控制字符或残缺字符", "holds a control or broken character");
            }
        }
        return form;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed("body", "表单编码不正确", "is not form-encoded");
        }
    }

    private static Problem malformed(String name, String zh, String en) {
        String place = name.length() <= MAX_PLACE ? name : name.substring(0, MAX_PLACE) + "…";
        return ProblemType.MALFORMED
                .because("表单参数 " + zh, "a parameter of the form " + en)
                .at(List.of(new Violation(place, "Form", "", new Text(zh, en))));
    }
}
