package org.zhengshu.portal.page;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import org.zhengshu.kernel.boundary.Settings;

/** The root certificates of the platform's own authority, for everybody (根证书). */
@WebServlet("/pki/root.pem")
public class RootCertificateServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject private transient Settings settings;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType("application/x-pem-file");
        Files.copy(settings.data().resolve("root.pem"), response.getOutputStream());
    }
}
