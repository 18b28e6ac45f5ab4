package org.zhengshu.kernel.soap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.proof.SoapMessage;

/** Answers a request that is no SOAP call at all with a fault of the usual form (非 SOAP 请求的拒绝). */
@ApplicationScoped
public class PlainFault {
    @Inject private Answers answers;

    /** The same for what the servlet container refused by itself. */
    void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        Call call =
                new Call(Call.newTrace(), Call.Door.SOAP, Actor.NOBODY, language(request))
                        .from(request.getRemoteAddr());
        Answer answer = answers.refuse(call, problem, FaultRenderer.INSTANCE);
        ProblemView view = answer.problem().orElseThrow();
        response.resetBuffer();
        response.setStatus(view.status());
        response.setContentType("text/xml;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        call.headers().forEach(response::setHeader);
        response.getOutputStream().write(envelope(answer, view));
    }

    private static byte[] envelope(Answer answer, ProblemView view) {
        String code = view.status() < 500 ? "Client" : "Server";
        String text =
                "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\">"
                        + (answer.receipt().isEmpty() ? "" : header(answer.receipt()))
                        + "<soap:Body><soap:Fault><faultcode>soap:"
                        + code
                        + "</faultcode><faultstring>"
                        + CanonicalXml.escaped(SoapFaults.text(view))
                        + "</faultstring><detail>"
                        + new String(answer.message().bytes(), StandardCharsets.UTF_8)
                        + "</detail></soap:Fault></soap:Body></soap:Envelope>";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String header(String receipt) {
        return "<soap:Header><r:Receipt xmlns:r=\""
                + SoapMessage.RECEIPT_NAMESPACE
                + "\">"
                + receipt
                + "</r:Receipt></soap:Header>";
    }

    private static Language language(HttpServletRequest request) {
        String wished = request.getHeader("Accept-Language");
        return wished == null
                ? Language.CHINESE
                : Language.of(Locale.forLanguageTag(wished.split("[,;]", 2)[0].strip()));
    }
}
