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
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.zhengshu.kernel.boundary.Bodies;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.HandBack;
import org.zhengshu.kernel.boundary.HeaderRules;
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

    private static final long serialVersionUID = 1L;

    private static final String PARTS = Parts.class.getName();

    @Inject private transient PlainFault fault;
    @Inject private transient Contracts contracts;
    @Inject private transient Bodies bodies;
    @Inject private transient Settings settings;
    @Inject private transient Services services;
    @Inject private transient SecuredCalls secured;

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

    /** What a call held of its caller's limits, when its answer has left (归还通行). */
    private static void giveBack(HttpServletRequest request) {
        if (request.getAttribute(Call.class.getName()) instanceof Call call) {
            call.passage().close();
        }
    }

    private void gate(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Services.Addressed> service = services.find(request);
        if (service.isEmpty()) {
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
        call(request, response, chain, service.get());
    }

    /**
     * A message that may be acted upon.
     *
     * @param tree where callers show who they are; at open addresses CXF builds one
     */
    private record Incoming(
            SoapContent content, Charset charset, byte[] envelope, Optional<EnvelopeTree> tree) {}

    private void call(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            Services.Addressed service)
            throws IOException, ServletException {
        try (Bodies.Share share = bodies.share()) {
            SoapContent content = SoapContent.of(request.getContentType());
            Incoming message;
            try {
                message = incoming(request, content, share, service.shown());
            } catch (Problem problem) {
                int status =
                        problem.type() == ProblemType.UNSUPPORTED_MEDIA_TYPE
                                ? problem.type().status()
                                : content.version().status(problem.type());
                fault.write(request, response, problem, status);
                return;
            }
            SoapRequest call = new SoapRequest(request, content.version(), message.envelope);
            call.setAttribute(Bodies.Share.class.getName(), share);
            answer(call, response, chain, service, message);
        }
    }

    private static Incoming incoming(
            HttpServletRequest request,
            SoapContent content,
            Bodies.Share share,
            Services.Shown shown) {
        byte[] bytes = read(request, share);
        Attachments parts = content.multipart() ? Attachments.of(content, bytes) : null;
        EnvelopeText text =
                parts == null
                        ? EnvelopeText.read(bytes, content.charset())
                        : EnvelopeText.read(parts.envelope(), parts.charset());
        byte[] envelope = text.utf8();
        if (parts != null) {
            EnvelopeScan.scan(envelope, content.version());
            envelope = parts.inlined(envelope, share);
        }
        Optional<EnvelopeTree> tree = Optional.empty();
        if (shown != Services.Shown.NOTHING) {
            tree = Optional.of(EnvelopeScan.read(envelope, content.version()));
        } else if (parts == null) {
            EnvelopeScan.scan(envelope, content.version());
        }
        return new Incoming(content, text.charset(), envelope, tree);
    }

    private void answer(
            SoapRequest call,
            HttpServletResponse response,
            FilterChain chain,
            Services.Addressed service,
            Incoming message)
            throws IOException, ServletException {
        EnvelopeVersion version = message.content.version();
        String accept = String.valueOf(call.getHeader("Accept"));
        Parts parts =
                new Parts(message.content.multipart() || accept.contains("multipart/related"));
        call.setAttribute(PARTS, parts);
        Charset charset = EnvelopeText.answering(message.charset, call.getHeader("Accept-Charset"));
        boolean plain = charset.equals(StandardCharsets.UTF_8) && !parts.wanted();
        HttpServletResponse answer =
                plain ? response : new SoapResponse(response, version, charset, parts);
        if (message.tree.isPresent()) {
            secured.answer(service, message.tree.get().received(call, answer, version));
        } else {
            chain.doFilter(call, answer);
        }
        if (answer instanceof SoapResponse other) {
            other.finish();
        }
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
    static Parts parts(HttpServletRequest request) {
        return (Parts) request.getAttribute(PARTS);
    }

    private static void requireSoap(HttpServletRequest request) {
        HeaderRules.check(request);
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
}
