package org.zhengshu.kernel.soap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.zhengshu.kernel.boundary.Proxies;

/** Gives out the committed WSDLs (WSDL 合同) with the address that the caller used. */
@ApplicationScoped
public class Contracts {
    /** How the committed files begin every address. */
    private static final String WRITTEN = "http://localhost:8080";

    @Inject private Proxies proxies;

    /** Where the caller sees this node. */
    String base(HttpServletRequest request) {
        String host = request.getServerName();
        int port = request.getServerPort();
        boolean usual = port == ("https".equals(request.getScheme()) ? 443 : 80);
        String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return proxies.base(
                request.getRemoteAddr(),
                request.getScheme() + "://" + name + (usual ? "" : ":" + port),
                header -> Collections.list(request.getHeaders(header)));
    }

    /** True when the caller's bytes came over TLS, to this node or to a proxy that is trusted. */
    boolean isSecure(HttpServletRequest request) {
        return base(request).startsWith("https://");
    }

    /** True when the service has a committed contract, which is then the answer. */
    boolean write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String file = "/WEB-INF/wsdl" + request.getServletPath() + ".wsdl";
        try (InputStream in = request.getServletContext().getResourceAsStream(file)) {
            if (in == null) {
                return false;
            }
            String wsdl = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            byte[] bytes = wsdl.replace(WRITTEN, base(request)).getBytes(StandardCharsets.UTF_8);
            response.setContentType("text/xml;charset=UTF-8");
            response.setContentLength(bytes.length);
            if ("GET".equals(request.getMethod())) {
                response.getOutputStream().write(bytes);
            }
            return true;
        }
    }
}
