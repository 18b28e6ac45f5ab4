package org.zhengshu.exchange.soap;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.zhengshu.exchange.boundary.ResourceServices;
import org.zhengshu.kernel.soap.DocumentDoor;

/** Answers {@code ?wsdl} of a resource with its own contract (专用 WSDL). */
@WebFilter({"/resources/*", ResourceWsdlFilter.TOKEN + "*"})
public class ResourceWsdlFilter extends HttpFilter {
    /** The same services by UsernameToken; no servlet is mapped to it. */
    static final String TOKEN = "/token/resources/";

    private static final long serialVersionUID = 1L;

    @Inject private transient ResourceServices services;
    @Inject private transient DocumentDoor door;

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean reads = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
        if (!reads || !"wsdl".equalsIgnoreCase(request.getQueryString())) {
            chain.doFilter(request, response);
            return;
        }
        String path = request.getServletPath();
        boolean token = path.startsWith(TOKEN);
        String info = request.getPathInfo() == null ? "/" : request.getPathInfo();
        String code = token ? path.substring(TOKEN.length()) : info.substring(1);
        door.write(request, response, address -> services.wsdl(code, address, token));
    }
}
