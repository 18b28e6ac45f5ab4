package org.zhengshu.signature.rest;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.zhengshu.signature.boundary.TimeStampAuthority;

/** Time-stamps for everybody (时间戳服务), RFC 3161 section 3.4: one request, one reply in DER. */
@WebServlet("/pki/tsa")
public class TimeStampServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String QUERY = "application/timestamp-query";
    private static final String REPLY = "application/timestamp-reply";

    @Inject private transient TimeStampAuthority authority;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!QUERY.equals(request.getContentType())) {
            response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        byte[] query = request.getInputStream().readNBytes(TimeStampAuthority.MAX_REQUEST + 1);
        byte[] reply = authority.answer(query);
        response.setContentType(REPLY);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(reply.length);
        response.getOutputStream().write(reply);
    }
}
