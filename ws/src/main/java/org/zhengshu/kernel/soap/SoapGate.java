package org.zhengshu.kernel.soap;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.apache.cxf.message.Message;
import org.zhengshu.kernel.boundary.Bodies;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.HandBack;
import org.zhengshu.kernel.boundary.Pace;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Settings;

/**
 * Reads each message to its end before anybody acts on it and hands on one plain Envelope in UTF-8
 * (SOAP 前置检查): what is no SOAP message, in whatever version, encoding or packing, ends here.
 */
@WebFilter("/*")
public class SoapGate extends HttpFilter {
    /** Longest SOAP message; larger files go by REST. */
    static final int MAX_BYTES = 32 << 20;

    /** Longest sum of all headers. */
    private static final int MAX_HEADERS = 16 << 10;

    private static final long serialVersionUID = 1L;

    /** Under this name CXF keeps the request with the message. */
    private static final String SERVLET_REQUEST = "HTTP.REQUEST";

    private static final String PARTS = Parts.class.getName();

    /** Before the path of each service that is not open: the same service by UsernameToken. */
    private static final String TOKEN = "/token";

    private static final String TOKEN_CALL = SoapGate.class.getName() + TOKEN;

    @Inject private transient PlainFault fault;
    @Inject private transient Contracts contracts;
    @Inject private transient Bodies bodies;
    @Inject private transient Settings settings;

    private transient volatile Mappings mappings;

    /** The paths of all services, and of those that take tokens. */
    private record Mappings(List<String> all, List<String> tokens) {}

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HandBack.prepare();
        Pace pace = Pace.begin(request, settings);
        try {
            gate(request, response, chain);
        } finally {
            giveBack(request);
        }
        pace.finish(request, response);
    }

    /**
     * What a call held of its caller's limits, when its answer has left (归还通行): here, since a token
     * address is forwarded past all filters behind this one.
     */
    private static void giveBack(HttpServletRequest request) {
        if (request.getAttribute(Call.class.getName()) instanceof Call call) {
            call.passage().close();
        }
    }

    private void gate(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isService(request)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            requireSoap(request);
        } catch (Problem problem) {
            if (problem.type() == ProblemType.METHOD_NOT_ALLOWED) {
                response.setHeader("Allow", "POST");
            }
            fault.write(request, response, problem, problem.type().status());
            return;
        }
        if (!"POST".equals(request.getMethod())) {
            if (!contracts.write(request, response)) {
                chain.doFilter(request, response);
            }
            return;
        }
        call(request, response, chain);
    }

    private void call(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try (Bodies.Share share = bodies.share()) {
            SoapContent content = SoapContent.of(request.getContentType());
            EnvelopeText text;
            byte[] envelope;
            try {
                byte[] bytes = read(request, share);
                Attachments parts = content.multipart() ? Attachments.of(content, bytes) : null;
                text =
                        parts == null
                                ? EnvelopeText.read(bytes, content.charset())
                                : EnvelopeText.read(parts.envelope(), parts.charset());
                EnvelopeScan.scan(text.utf8(), content.version());
                envelope = parts == null ? text.utf8() : parts.inlined(text.utf8(), share);
            } catch (Problem problem) {
                int status =
                        problem.type() == ProblemType.UNSUPPORTED_MEDIA_TYPE
                                ? problem.type().status()
                                : content.version().status(problem.type());
                fault.write(request, response, problem, status);
                return;
            }
            SoapRequest call = new SoapRequest(request, content.version(), envelope);
            call.setAttribute(Bodies.Share.class.getName(), share);
            answer(call, response, chain, content, text.charset());
        }
    }

    private static void answer(
            SoapRequest call,
            HttpServletResponse response,
            FilterChain chain,
            SoapContent content,
            Charset came)
            throws IOException, ServletException {
        String accept = String.valueOf(call.getHeader("Accept"));
        Parts parts = new Parts(content.multipart() || accept.contains("multipart/related"));
        call.setAttribute(PARTS, parts);
        Charset charset = EnvelopeText.answering(came, call.getHeader("Accept-Charset"));
        if (charset.equals(StandardCharsets.UTF_8) && !parts.wanted()) {
            pass(call, response, chain);
            return;
        }
        SoapResponse other = new SoapResponse(response, content.version(), charset, parts);
        pass(call, other, chain);
        other.finish();
    }

    private static void pass(SoapRequest call, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = call.getServletPath();
        if (isTokenPath(path)) {
            call.setAttribute(TOKEN_CALL, true);
            call.getRequestDispatcher(path.substring(TOKEN.length())).forward(call, response);
        } else {
            chain.doFilter(call, response);
        }
    }

    private static boolean isTokenPath(String path) {
        return path.startsWith(TOKEN + "/");
    }

    /** True when the call came to a token address. */
    static boolean isToken(HttpServletRequest request) {
        return request.getAttribute(TOKEN_CALL) != null;
    }

    private static byte[] read(HttpServletRequest request, Bodies.Share share) {
        try {
            return share.read(Pace.of(request).over(request.getInputStream()), MAX_BYTES)
                    .orElseThrow(SoapGate::tooLarge);
        } catch (IOException e) {
            throw ProblemType.MALFORMED.because("报文中途断开", "the message broke off");
        }
    }

    /** The attachments that the answer to this message may have. */
    static Parts parts(Message message) {
        return (Parts) request(message).getAttribute(PARTS);
    }

    static HttpServletRequest request(Message message) {
        return (HttpServletRequest) message.get(SERVLET_REQUEST);
    }

    private boolean isService(HttpServletRequest request) {
        String path = request.getServletPath();
        boolean token = isTokenPath(path);
        String service = token ? path.substring(TOKEN.length()) : path;
        Mappings known = mappings(request.getServletContext());
        return (token ? known.tokens : known.all)
                .stream().anyMatch(m -> m.equals(service) || isBelow(m, service, token));
    }

    /** They stay as they are deployed. */
    private Mappings mappings(ServletContext context) {
        Mappings known = mappings;
        if (known == null) {
            List<String> all =
                    context.getServletRegistrations().values().stream()
                            .filter(r -> !"default".equals(r.getName()))
                            .flatMap(r -> r.getMappings().stream())
                            .filter(m -> !m.equals(Refused.PATH) && !m.isEmpty())
                            .toList();
            known =
                    new Mappings(
                            all,
                            all.stream()
                                    .filter(m -> m.endsWith("/*") || hasTokens(context, m))
                                    .toList());
            mappings = known;
        }
        return known;
    }

    /** A mapping of many services; the container has cut off their names where it found it. */
    private static boolean isBelow(String mapping, String path, boolean token) {
        return mapping.equals(path + "/*")
                || token
                        && mapping.endsWith("/*")
                        && path.startsWith(mapping.substring(0, mapping.length() - 1));
    }

    /** An open service has no contract with tokens. */
    private static boolean hasTokens(ServletContext context, String mapping) {
        try {
            return context.getResource("/WEB-INF/wsdl/token" + mapping + ".wsdl") != null;
        } catch (MalformedURLException e) {
            return false;
        }
    }

    private static void requireSoap(HttpServletRequest request) {
        if (headers(request) > MAX_HEADERS) {
            throw ProblemType.HEADERS_TOO_LARGE.because(
                    "请求头合计不得超过 " + MAX_HEADERS + " 字符",
                    "the headers have at most " + MAX_HEADERS + " characters together");
        }
        boolean reads = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
        if (reads && "wsdl".equalsIgnoreCase(request.getQueryString())) {
            return;
        }
        if (!"POST".equals(request.getMethod())) {
            throw ProblemType.METHOD_NOT_ALLOWED.because(
                    "SOAP 调用须用 POST；GET 仅用于 ?wsdl", "SOAP calls are POST; GET is for ?wsdl only");
        }
        if (request.getContentLengthLong() > MAX_BYTES) {
            throw tooLarge();
        }
        SoapContent.of(request.getContentType());
    }

    static Problem tooLarge() {
        return ProblemType.TOO_LARGE.because(
                "SOAP 报文不得超过 " + MAX_BYTES + " 字节，更大的文件请走 REST 接口",
                "a SOAP message has at most " + MAX_BYTES + " bytes; larger files go by REST");
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
