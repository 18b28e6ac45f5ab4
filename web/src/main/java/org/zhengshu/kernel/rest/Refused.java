package org.zhengshu.kernel.rest;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Problems;
import org.zhengshu.kernel.boundary.Proxies;

/** The error page: what the servlet container refuses has the form of every refusal (容器拒绝). */
@WebServlet("/refused")
public class Refused extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject private transient Answers answers;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(request, response, answers, problem(request));
    }

    /** Answers a request that never reached a resource. */
    static void write(
            HttpServletRequest request,
            HttpServletResponse response,
            Answers answers,
            Problem problem)
            throws IOException {
        Call call =
                new Call(
                                Call.trace(request.getHeader("traceparent")),
                                Call.Door.REST,
                                Actor.NOBODY,
                                language(request))
                        .from(
                                AuthenticationFilter.address(
                                        CDI.current().select(Proxies.class).get(), request));
        Answer answer = answers.refuse(call, problem, JsonRenderer.INSTANCE);
        response.resetBuffer();
        response.setStatus(answer.problem().orElseThrow().status());
        response.setContentType("application/problem+json");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Zhengshu-Trace", call.trace());
        if (!answer.receipt().isEmpty()) {
            response.setHeader("Zhengshu-Receipt", answer.receipt());
            response.setHeader("Zhengshu-Receipt-Id", answer.entry().orElseThrow().toString());
        }
        if (problem.type().status() == ProblemType.BUSY.status()) {
            response.setHeader("Retry-After", "2");
        }
        call.headers().forEach(response::setHeader);
        response.getOutputStream().write(answer.message().bytes());
    }

    private static Problem problem(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            return Problems.of(thrown);
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        if (Integer.valueOf(400).equals(status)) {
            return ProblemType.MALFORMED.because(
                    "请求行或请求头格式不正确，请检查 Accept、Accept-Language、Content-Type",
                    "the request line or a header is malformed; check Accept, Accept-Language, Content-Type");
        }
        if (Integer.valueOf(405).equals(status)) {
            return ProblemType.METHOD_NOT_ALLOWED.because(
                    "该地址不支持此方法", "this address does not take that method");
        }
        if (Integer.valueOf(415).equals(status)) {
            return ProblemType.UNSUPPORTED_MEDIA_TYPE.because(
                    "该地址不接受此 Content-Type", "this address does not take that Content-Type");
        }
        return ProblemType.NOT_FOUND.because(
                "没有此地址，接口清单见 /api/v1/openapi.json", "no such address; see /api/v1/openapi.json");
    }

    private static Language language(HttpServletRequest request) {
        String wished = request.getHeader("Accept-Language");
        return wished == null
                ? Language.CHINESE
                : Language.of(Locale.forLanguageTag(wished.split("[,;]", 2)[0].strip()));
    }
}
