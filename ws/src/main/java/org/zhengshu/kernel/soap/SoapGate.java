package org.zhengshu.kernel.soap;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.cxf.message.Message;
import org.zhengshu.kernel.boundary.Bodies;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;

/** Refuses what is no SOAP 1.1 message before it is read (SOAP 前置检查). */
@WebFilter("/*")
public class SoapGate extends HttpFilter {
    /** Longest SOAP message; larger files go by REST. */
    static final int MAX_BYTES = 32 << 20;

    /** Longest sum of all headers. */
    private static final int MAX_HEADERS = 16 << 10;

    private static final long serialVersionUID = 1L;
    private static final Pattern TEXT_XML =
            Pattern.compile(
                    "text/xml(?:\\s*;\\s*charset\\s*=\\s*\"?([\\w.:-]{1,40})\"?)?\\s*;?",
                    Pattern.CASE_INSENSITIVE);

    /** Under this name CXF keeps the request with the message. */
    private static final String SERVLET_REQUEST = "HTTP.REQUEST";

    private static final String SHARE = Bodies.Share.class.getName();

    @Inject private transient PlainFault fault;
    @Inject private transient Bodies bodies;

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Problem> refusal = isService(request) ? refusal(request) : Optional.empty();
        if (refusal.isEmpty()) {
            try (Bodies.Share share = bodies.share()) {
                request.setAttribute(SHARE, share);
                chain.doFilter(request, response);
            }
            return;
        }
        if (refusal.get().type() == ProblemType.METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", "POST");
        }
        fault.write(request, response, refusal.get());
    }

    /** What the message holds of the memory for bodies, until its request is over. */
    static Bodies.Share share(Message message) {
        return (Bodies.Share) request(message).getAttribute(SHARE);
    }

    static HttpServletRequest request(Message message) {
        return (HttpServletRequest) message.get(SERVLET_REQUEST);
    }

    private static boolean isService(HttpServletRequest request) {
        return request.getServletContext().getServletRegistrations().values().stream()
                        .filter(r -> !"default".equals(r.getName()))
                        .anyMatch(
                                r ->
                                        r.getMappings().contains(request.getServletPath())
                                                || r.getMappings()
                                                        .contains(request.getServletPath() + "/*"))
                && !request.getServletPath().equals(Refused.PATH);
    }

    private static Optional<Problem> refusal(HttpServletRequest request) {
        if (headers(request) > MAX_HEADERS) {
            return Optional.of(
                    ProblemType.HEADERS_TOO_LARGE.because(
                            "请求头合计不得超过 " + MAX_HEADERS + " 字符",
                            "the headers have at most " + MAX_HEADERS + " characters together"));
        }
        boolean reads = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
        if (reads && "wsdl".equalsIgnoreCase(request.getQueryString())) {
            return Optional.empty();
        }
        if (!"POST".equals(request.getMethod())) {
            return Optional.of(
                    ProblemType.METHOD_NOT_ALLOWED.because(
                            "SOAP 调用须用 POST；GET 仅用于 ?wsdl",
                            "SOAP calls are POST; GET is for ?wsdl only"));
        }
        if (request.getContentLengthLong() > MAX_BYTES) {
            return Optional.of(tooLarge());
        }
        return isTextXml(request.getContentType()) ? Optional.empty() : Optional.of(notTextXml());
    }

    static Problem tooLarge() {
        return ProblemType.TOO_LARGE.because(
                "SOAP 报文不得超过 " + MAX_BYTES + " 字节，更大的文件请走 REST 接口",
                "a SOAP message has at most " + MAX_BYTES + " bytes; larger files go by REST");
    }

    private static Problem notTextXml() {
        return ProblemType.UNSUPPORTED_MEDIA_TYPE.because(
                "Content-Type 须为 text/xml（SOAP 1.1），字符集须为本平台支持的",
                "Content-Type must be text/xml (SOAP 1.1) with a charset that is known here");
    }

    private static boolean isTextXml(String type) {
        Matcher matcher = TEXT_XML.matcher(type == null ? "" : type.strip());
        if (!matcher.matches()) {
            return false;
        }
        try {
            return matcher.group(1) == null || Charset.isSupported(matcher.group(1));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int headers(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames()).stream()
                .mapToInt(
                        name ->
                                Collections.list(request.getHeaders(name)).stream()
                                        .mapToInt(value -> name.length() + value.length())
                                        .sum())
                .sum();
    }
}
