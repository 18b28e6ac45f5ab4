package org.zhengshu.portal.page;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/**
 * The one entry page of the portal (门户入口) at each address that its pages have, so that an address
 * can be kept, sent and reloaded. The addresses are those of {@code pages.ts}; a test compares
 * them.
 */
@WebServlet({
    "",
    "/login",
    "/catalog",
    "/resource/*",
    "/apply/*",
    "/requests",
    "/requests/*",
    "/inbox",
    "/inbox/*",
    "/review",
    "/review/*",
    "/verification",
    "/cat",
    "/cat/*",
    "/jobs",
    "/jobs/*",
    "/audit",
    "/audit/*",
    "/admin/iam",
    "/password",
    "/help"
})
public class PortalPages extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String ENTRY = "/index.html";

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        try (InputStream page = getServletContext().getResourceAsStream(ENTRY)) {
            page.transferTo(response.getOutputStream());
        }
    }
}
