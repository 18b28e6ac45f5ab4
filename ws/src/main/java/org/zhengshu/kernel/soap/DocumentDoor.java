package org.zhengshu.kernel.soap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.function.Function;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.identity.boundary.CallerFinder;
import org.zhengshu.identity.boundary.ReceivedRequest;
import org.zhengshu.identity.boundary.RequestHeaders;
import org.zhengshu.identity.boundary.SignedRequests;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Proxies;
import org.zhengshu.kernel.boundary.Renderer;

/**
 * Gives a document to whoever reads it by GET (文件读取): who asks is known as over REST, since there
 * is no SOAP message to sign; the receipt goes in headers, too.
 */
@ApplicationScoped
public class DocumentDoor {
    @Inject private Answers answers;
    @Inject private CallerFinder callers;
    @Inject private SignedRequests signatures;
    @Inject private Proxies proxies;
    @Inject private Contracts contracts;

    /** Writes the document for the address that the caller used, or the problem as XML. */
    public void write(
            HttpServletRequest request,
            HttpServletResponse response,
            Function<String, String> document)
            throws IOException {
        String from = SoapCalls.address(proxies, request);
        Call call =
                new Call(
                                Call.trace(request.getHeader("traceparent")),
                                Call.Door.SOAP,
                                Actor.NOBODY,
                                SoapCalls.language(request))
                        .from(from);
        Answer answer;
        try {
            CallerFinder.Found caller = caller(request);
            call =
                    new Call(call.trace(), Call.Door.SOAP, caller.actor(), call.language())
                            .from(from);
            if (!caller.by().isEmpty()) {
                call.note("authentication", caller.names());
            }
            String address = contracts.base(request) + request.getRequestURI();
            answer = answers.answer(call, () -> document.apply(address), Document.INSTANCE);
        } catch (Problem unknownCaller) {
            answer = answers.refuse(call, unknownCaller, Document.INSTANCE);
        }
        int status = answer.problem().map(ProblemView::status).orElse(200);
        response.setStatus(status);
        response.setContentType("text/xml;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Zhengshu-Trace", call.trace());
        answer.problem()
                .map(view -> ProblemType.of(view.code()))
                .filter(FaultProblems::passes)
                .ifPresent(type -> response.setIntHeader("Retry-After", type.retryAfter()));
        call.headers().forEach(response::setHeader);
        if (status == ProblemType.NOT_AUTHENTICATED.status()) {
            response.setHeader("WWW-Authenticate", "Bearer");
            response.setHeader("Accept-Signature", signatures.wanted());
        }
        if (!answer.receipt().isEmpty()) {
            response.setHeader("Zhengshu-Receipt", answer.receipt());
        }
        answer.entry().ifPresent(id -> response.setHeader("Zhengshu-Receipt-Id", id.toString()));
        response.getOutputStream().write(answer.message().bytes());
    }

    private CallerFinder.Found caller(HttpServletRequest request) throws IOException {
        RequestHeaders headers = new RequestHeaders(received(request), proxies);
        headers.check();
        return callers.find(headers, () -> headers.saysBody().orElse(false));
    }

    private static ReceivedRequest received(HttpServletRequest request) {
        return new ReceivedRequest(
                request.getMethod(),
                request.getScheme(),
                request.getRemoteAddr(),
                request.getRequestURI(),
                request.getQueryString(),
                Collections.list(request.getHeaderNames()),
                name -> Collections.list(request.getHeaders(name)),
                ReceivedRequest.first(
                        request.getAttribute("jakarta.servlet.request.X509Certificate")));
    }

    /** The text itself is the body. */
    private enum Document implements Renderer {
        INSTANCE;

        @Override
        public Message answer(Object view) {
            return new Message(view.toString().getBytes(StandardCharsets.UTF_8), Message.BODY);
        }

        @Override
        public Message problem(ProblemView problem) {
            return new Message(SoapFaults.render(problem).bytes(), Message.BODY);
        }
    }
}
