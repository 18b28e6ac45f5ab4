package org.zhengshu.audit.rest;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.zhengshu.audit.boundary.TransparencyLog;

/** The newest signed checkpoint for everybody (检查点), C2SP checkpoint. */
@WebServlet("/log/checkpoint")
public class LogServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject private transient TransparencyLog log;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<String> checkpoint = log.checkpoint();
        response.setHeader("Cache-Control", "no-cache");
        if (checkpoint.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write(checkpoint.get().getBytes(StandardCharsets.UTF_8));
    }
}
