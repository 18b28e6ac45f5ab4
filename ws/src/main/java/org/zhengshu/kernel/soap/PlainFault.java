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
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Proxies;
import org.zhengshu.proof.SoapMessage;

/** Answers a request that is no SOAP call at all with a fault of the usual form (非 SOAP 请求的拒绝). */
@ApplicationScoped
public class PlainFault {
    private static final String FAULT_11 =
            "<faultcode>soap:%s</faultcode><faultstring>%s</faultstring><detail>%s</detail>";
    private static final String FAULT_12 =
            "<soap:Code><soap:Value>soap:%s</soap:Value></soap:Code><soap:Reason><soap:Text"
                    + " xml:lang=\"en\">%s</soap:Text></soap:Reason><soap:Detail>%s</soap:Detail>";

    @Inject private Answers answers;
    @Inject private Proxies proxies;

    /** The same for what the servlet container refused by itself. */
    void write(
            HttpServletRequest request, HttpServletResponse response, Problem problem, int status)
            throws IOException {
        Call call =
                new Call(Call.newTrace(), Call.Door.SOAP, Actor.NOBODY, language(request))
                        .from(SoapCalls.address(proxies, request));
        EnvelopeVersion version = SoapContent.versionFor(request.getContentType());
        Answer answer = answers.refuse(call, problem, FaultRenderer.INSTANCE);
        ProblemView view = answer.problem().orElseThrow();
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType(version.contentType() + ";charset=UTF-8");
        if (FaultProblems.passes(problem.type())) {
            response.setIntHeader("Retry-After", problem.type().retryAfter());
        }
        response.setHeader("Cache-Control", "no-store");
        call.headers().forEach(response::setHeader);
        response.getOutputStream().write(envelope(version, answer, view));
    }

    private static byte[] envelope(EnvelopeVersion version, Answer answer, ProblemView view) {
        String pattern = version == EnvelopeVersion.SOAP_12 ? FAULT_12 : FAULT_11;
        String fault =
                pattern.formatted(
                        version.faultCode(ProblemType.of(view.code())).getLocalPart(),
                        CanonicalXml.escaped(SoapFaults.text(view)),
                        new String(answer.message().bytes(), StandardCharsets.UTF_8));
        String text =
                "<soap:Envelope xmlns:soap=\""
                        + version.namespace()
                        + "\">"
                        + (answer.receipt().isEmpty() ? "" : header(answer.receipt()))
                        + "<soap:Body><soap:Fault>"
                        + fault
                        + "</soap:Fault></soap:Body></soap:Envelope>";
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
