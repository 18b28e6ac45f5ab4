package org.zhengshu.kernel.soap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.Proxies;

/** Answers a request that is no SOAP call at all with a fault of the usual form (非 SOAP 请求的拒绝). */
@ApplicationScoped
public class PlainFault {
    @Inject private Answers answers;
    @Inject private Proxies proxies;

    /** The same for what the servlet container refused by itself. */
    void write(
            HttpServletRequest request, HttpServletResponse response, Problem problem, int status)
            throws IOException {
        Call call =
                new Call(
                                Call.trace(request.getHeader("traceparent")),
                                Call.Door.SOAP,
                                Actor.NOBODY,
                                SoapCalls.language(request))
                        .from(SoapCalls.address(proxies, request));
        EnvelopeVersion version = SoapContent.versionFor(request.getContentType());
        Answer answer = answers.refuse(call, problem, FaultRenderer.INSTANCE);
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType(version.contentType() + ";charset=UTF-8");
        if (FaultProblems.passes(problem.type())) {
            response.setIntHeader("Retry-After", problem.type().retryAfter());
        }
        response.setHeader("Cache-Control", "no-store");
        call.headers().forEach(response::setHeader);
        response.getOutputStream()
                .write(
                        Envelope.of(
                                version, new Reply(answer, HeaderBlock.receipt(answer.receipt()))));
    }
}
