package org.zhengshu.portal.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Json;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.ProblemView;

/** What an address without anything behind it shows (没有此页): a page, under /api a problem. */
@WebServlet("/not-found")
public class NotFoundServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        Object asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (asked instanceof String path && path.startsWith("/api/")) {
            response.setContentType("application/problem+json");
            Json.MAPPER.writeValue(
                    response.getOutputStream(),
                    ProblemView.of(
                            ProblemType.NOT_FOUND.because(
                                    "没有此地址，接口清单见 /api/v1/openapi.json",
                                    "no such address; see /api/v1/openapi.json"),
                            Call.newTrace(),
                            language(request)));
            return;
        }
        response.setContentType("text/html;charset=UTF-8");
        try (InputStream page = getServletContext().getResourceAsStream("/not-found.html")) {
            page.transferTo(response.getOutputStream());
        }
    }

    private static Language language(HttpServletRequest request) {
        return request.getHeader("Accept-Language") == null
                ? Language.CHINESE
                : Language.of(request.getLocale());
    }
}
