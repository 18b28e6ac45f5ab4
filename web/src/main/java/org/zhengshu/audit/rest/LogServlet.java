package org.zhengshu.audit.rest;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.zhengshu.audit.boundary.PublicLog;
import org.zhengshu.proof.HashAlgorithm;

/**
 * The logs for everybody (透明日志), C2SP tlog-tiles: that of this server under {@code /log}, each of
 * the node under {@code /log/of/<origin>}.
 */
@WebServlet({"/log/checkpoint", "/log/keys", "/log/tile/*", "/log/of/*"})
public class LogServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String OWN = "/log/";
    private static final String OTHER = "/log/of/";
    private static final String CHECKPOINT = "checkpoint";
    private static final String KEYS = "keys";
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";
    private static final String SHORT = "public, max-age=60";
    private static final int TAG = 16;

    @Inject private transient PublicLog log;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String asked = request.getRequestURI();
        String origin = "";
        String path = asked.substring(OWN.length());
        if (asked.startsWith(OTHER)) {
            int tile = asked.lastIndexOf("/tile/");
            int end = tile < 0 ? asked.lastIndexOf('/') : tile;
            if (end < OTHER.length()) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            origin = asked.substring(OTHER.length(), end);
            path = asked.substring(end + 1);
        }
        if (path.equals(CHECKPOINT)) {
            boolean cosigned = request.getParameter("cosigned") != null;
            text(log.checkpoint(origin, cosigned), request, response);
        } else if (path.equals(KEYS)) {
            text(log.keys(origin), request, response);
        } else {
            file(origin, path, request, response);
        }
    }

    /** Changes with every batch. */
    private static void text(
            Optional<String> text, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (text.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/plain;charset=UTF-8");
        byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
        send(bytes, "no-cache", request, response);
    }

    private void file(
            String origin, String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<PublicLog.Served> file = log.file(origin, path);
        if (file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/octet-stream");
        send(file.get().bytes(), file.get().lasting() ? FOR_GOOD : SHORT, request, response);
    }

    private static void send(
            byte[] bytes, String caching, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String digest = HexFormat.of().formatHex(HashAlgorithm.SHA_256.digest(bytes), 0, TAG);
        String tag = "\"" + digest + "\"";
        response.setHeader("Cache-Control", caching);
        response.setHeader("ETag", tag);
        String known = request.getHeader("If-None-Match");
        if (known != null && (known.contains(tag) || known.strip().equals("*"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
