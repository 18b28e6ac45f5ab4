package org.zhengshu.portal.page;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** The pages whose addresses are not those of their files (静态页面). */
@WebServlet({"/about", "/api/docs"})
public class Pages extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Map<String, String> FILES =
            Map.of(
                    "/about", "/about.html",
                    "/api/docs", "/api/docs/index.html");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.getRequestDispatcher(FILES.get(request.getServletPath()))
                .forward(request, response);
    }
}
