package org.zhengshu.audit.rest;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.zhengshu.audit.boundary.CheckpointWitness;
import org.zhengshu.audit.boundary.CheckpointWitness.Reply;

/**
 * This node as a witness for the logs of others (见证服务), C2SP tlog-witness; besides, its keys and
 * what it saw of a log last.
 */
@WebServlet({"/witness/add-checkpoint", "/witness/keys", "/witness/checkpoint"})
public class WitnessServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String ADD = "/witness/add-checkpoint";
    private static final String KEYS = "/witness/keys";
    private static final String TEXT = "text/plain;charset=UTF-8";

    @Inject private transient CheckpointWitness witness;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!request.getServletPath().equals(ADD)) {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(CheckpointWitness.MAX_REQUEST + 1);
        Reply reply = witness.addCheckpoint(body);
        response.setStatus(reply.status());
        response.setContentType(reply.type());
        response.setHeader("Cache-Control", "no-store");
        write(response, reply.body().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(TEXT);
        response.setHeader("Cache-Control", "no-cache");
        if (request.getServletPath().equals(KEYS)) {
            write(response, witness.keys());
            return;
        }
        if (request.getServletPath().equals(ADD)) {
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        String origin = request.getParameter("origin");
        Optional<String> seen = origin == null ? Optional.empty() : witness.seen(origin);
        if (seen.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        write(response, seen.get().getBytes(StandardCharsets.UTF_8));
    }

    private static void write(HttpServletResponse response, byte[] bytes) throws IOException {
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
