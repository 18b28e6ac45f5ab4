package org.zhengshu.kernel.soap;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Bodies;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.Limits;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Proxies;
import org.zhengshu.kernel.boundary.Repeatable;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.proof.HashAlgorithm;

/** A SOAP call's address, limits and idempotency key (SOAP 调用的限流与幂等). */
final class SoapCalls {
    /** The header block {@code IdempotencyKey} of this namespace; it need not be understood. */
    static final String NAMESPACE = "urn:zhengshu:idempotency:1";

    static final String NAME = "IdempotencyKey";

    private static final Pattern KEY = Pattern.compile("[ -~]{1,255}");

    private SoapCalls() {}

    /** The call of a message; what it takes of limits is given back when its request is over. */
    static Call begin(HttpServletRequest request, Proxies proxies, Actor actor) {
        Call call =
                new Call(
                                Call.trace(request.getHeader("traceparent")),
                                Call.Door.SOAP,
                                actor,
                                language(request))
                        .from(address(proxies, request));
        if (request.getAttribute(Call.class.getName()) instanceof Call broken) {
            broken.passage().close();
        }
        request.setAttribute(Call.class.getName(), call);
        return call;
    }

    /** The language that the caller asks for. */
    static Language language(HttpServletRequest request) {
        String wished = request.getHeader("Accept-Language");
        return wished == null
                ? Language.CHINESE
                : Language.of(Locale.forLanguageTag(wished.split("[,;]", 2)[0].strip()));
    }

    /** The machine that a request comes from, also behind a proxy. */
    static String address(Proxies proxies, HttpServletRequest request) {
        return proxies.caller(
                request.getRemoteAddr(), name -> Collections.list(request.getHeaders(name)));
    }

    /** What a caller sends has its limits, which may be below those of the door. */
    static void checkSize(HttpServletRequest request) {
        if (request.getAttribute(Bodies.Share.class.getName()) instanceof Bodies.Share share) {
            share.of(Limits.holder(Call.current()));
        }
        long most = Call.current().passage().limit().body();
        if (most > 0 && request.getContentLengthLong() > most) {
            throw ProblemType.TOO_LARGE.because(
                    "该调用方的报文不得超过 " + most + " 字节",
                    "this caller's messages have at most " + most + " bytes");
        }
    }

    /** Takes the key over from the Envelope's Header; the fingerprint is over what was read. */
    static void repeatable(Received received, Object input) {
        key(received.headers())
                .ifPresent(
                        key ->
                                Call.current()
                                        .repeatable(
                                                new Repeatable(
                                                        key,
                                                        () ->
                                                                fingerprint(
                                                                        received.payload(),
                                                                        input))));
    }

    private static Optional<String> key(List<Element> headers) {
        return headers.stream()
                .filter(block -> Elements.is(block, NAMESPACE, NAME))
                .findFirst()
                .map(block -> checked(block.getTextContent().strip()));
    }

    private static String checked(String key) {
        if (!KEY.matcher(key).matches()) {
            throw malformed();
        }
        return key;
    }

    private static Problem malformed() {
        Text rule =
                new Text("应为 1 至 255 个可见 ASCII 字符", "must have 1 to 255 visible ASCII characters");
        return ProblemType.INVALID_INPUT
                .because(
                        "报文头 " + NAME + " " + rule.zh(),
                        "the header block " + NAME + " " + rule.en())
                .at(List.of(new Violation("Header/" + NAME, NAME, "", rule)));
    }

    private static byte[] fingerprint(Element wrapper, Object input) {
        String name = wrapper.getNamespaceURI() + " " + wrapper.getLocalName();
        try {
            return HashAlgorithm.SHA_256.digest(
                    name.getBytes(StandardCharsets.UTF_8),
                    new byte[1],
                    Json.MAPPER.writeValueAsBytes(input));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
