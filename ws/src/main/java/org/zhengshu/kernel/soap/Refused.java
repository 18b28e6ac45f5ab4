package org.zhengshu.kernel.soap;

import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Problems;

/** The error page: what the servlet container refuses has the form of every refusal (容器拒绝). */
@WebServlet(Refused.PATH)
public class Refused extends HttpServlet {
    static final String PATH = "/refused";
    private static final long serialVersionUID = 1L;

    @Inject private transient PlainFault fault;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Problem problem = problem(request);
        fault.write(request, response, problem, problem.type().status());
    }

    private static Problem problem(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            return Problems.of(thrown);
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        return Integer.valueOf(400).equals(status)
                ? ProblemType.MALFORMED.because("请求格式不正确", "the request is malformed")
                : ProblemType.NOT_FOUND.because(
                        "没有此服务，服务清单见 /ws", "no such service; see /ws for the list");
    }
}
