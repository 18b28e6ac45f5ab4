package org.zhengshu.portal.page;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/**
 * Scripts and styles of the portal (门户静态文件): their names change with their content, so that a
 * browser keeps them; they leave compressed as the build made them.
 */
@WebServlet("/portal/*")
public class PortalFiles extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Pattern NAME = Pattern.compile("/[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final Pattern GZIP = Pattern.compile("(^|[, ])gzip(?!;q=0(\\.0+)?([, ]|$))");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String name = request.getPathInfo();
        if (name == null || !NAME.matcher(name).matches() || name.endsWith(".gz")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String accepted = request.getHeader("Accept-Encoding");
        boolean packed = accepted != null && GZIP.matcher(accepted).find();
        try (InputStream small = packed ? file(name + ".gz") : null;
                InputStream whole = small == null ? file(name) : null) {
            InputStream content = small == null ? whole : small;
            if (content == null) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            if (small != null) {
                response.setHeader("Content-Encoding", "gzip");
            }
            response.setHeader("Vary", "Accept-Encoding");
            response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setContentType(getServletContext().getMimeType(name));
            content.transferTo(response.getOutputStream());
        }
    }

    private InputStream file(String name) {
        return getServletContext().getResourceAsStream("/portal" + name);
    }
}
