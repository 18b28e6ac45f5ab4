package org.zhengshu.signature.rest;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.zhengshu.signature.boundary.RevocationLists;

/** The revocation lists of the platform's own authority for everybody (证书吊销列表), RFC 2585. */
@WebServlet("*.crl")
public class RevocationListServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String FOLDER = "/pki/";
    private static final String ENDING = ".crl";

    @Inject private transient RevocationLists lists;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String path = request.getServletPath();
        Optional<byte[]> list =
                path.startsWith(FOLDER)
                        ? lists.of(path.substring(FOLDER.length(), path.length() - ENDING.length()))
                        : Optional.empty();
        if (list.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/pkix-crl");
        response.setHeader("Cache-Control", "public, max-age=3600");
        response.setContentLength(list.get().length);
        response.getOutputStream().write(list.get());
    }
}
