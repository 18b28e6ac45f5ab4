package org.zhengshu.kernel.rest;

import jakarta.inject.Inject;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;
import org.zhengshu.kernel.boundary.Problems;

/** Every failure on the REST door becomes RFC 9457 problem JSON with its entry in the log. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    @Inject private Answers answers;
    @Inject private Outgoing outgoing;

    @Override
    public Response toResponse(Throwable thrown) {
        if (thrown instanceof ReplayedException replayed) {
            return Response.ok(replayed.answer()).type(MediaType.APPLICATION_JSON_TYPE).build();
        }
        if (!(thrown instanceof RefusedException)) {
            refuse(thrown);
        }
        Answer answer = outgoing.answer();
        ProblemView problem = answer.problem().orElseThrow();
        Response.ResponseBuilder response =
                Response.status(problem.status())
                        .type(
                                outgoing.renderer() == OAuthRenderer.INSTANCE
                                        ? "application/json"
                                        : "application/problem+json")
                        .entity(problem);
        if (problem.status() == ProblemType.BUSY.status()) {
            response.header("Retry-After", ProblemType.of(problem.code()).retryAfter());
        }
        if (thrown instanceof NotAllowedException wrong) {
            response.header("Allow", wrong.getResponse().getHeaderString("Allow"));
        }
        return response.build();
    }

    private void refuse(Throwable thrown) {
        if (outgoing.call() == null) {
            outgoing.begin(
                    new Call(Call.newTrace(), Call.Door.REST, Actor.NOBODY, Language.CHINESE));
        }
        Answer answer = answers.refuse(outgoing.call(), problemOf(thrown), outgoing.renderer());
        outgoing.answered(answer.problem().orElseThrow(), answer);
    }

    private static Problem problemOf(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof Problem problem) {
                return problem;
            }
            if ("RequestTooBigException".equals(t.getClass().getSimpleName())) {
                return ProblemType.TOO_LARGE.because(
                        "内容超出服务器的大小限制", "the content is larger than the server takes");
            }
        }
        if (thrown instanceof NotFoundException) {
            return ProblemType.NOT_FOUND.because(
                    "没有此地址，接口清单见 /api/v1/openapi.json",
                    "no such address; see /api/v1/openapi.json");
        }
        if (thrown instanceof NotAllowedException) {
            return ProblemType.METHOD_NOT_ALLOWED.because(
                    "该地址不支持此方法", "this address does not take that method");
        }
        if (thrown instanceof NotSupportedException) {
            return ProblemType.UNSUPPORTED_MEDIA_TYPE.because(
                    "请检查 Content-Type，JSON 接口为 application/json",
                    "check Content-Type; JSON calls need application/json");
        }
        if (thrown instanceof NotAcceptableException) {
            return AnsweredInterceptor.notAcceptable();
        }
        if (thrown instanceof IOException) {
            return ProblemType.MALFORMED.because(
                    "请求体无法读取或中途断开", "the body cannot be read or broke off");
        }
        if (thrown instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
            return ProblemType.MALFORMED.because("请求格式不正确", "the request is malformed");
        }
        return Problems.of(thrown);
    }
}
