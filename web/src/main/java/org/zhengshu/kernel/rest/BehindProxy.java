package org.zhengshu.kernel.rest;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.zhengshu.audit.boundary.Answers;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Proxies;
import org.zhengshu.signature.boundary.CallerCertificates;

/**
 * Shows a request that came through a trusted proxy as the caller sent it (反向代理): his address,
 * scheme, host and certificate. From anybody else these headers mean nothing.
 */
@WebFilter("/*")
public class BehindProxy extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";
    private static final String CLIENT_CERT = "Client-Cert";

    @Inject private transient Proxies proxies;
    @Inject private transient CallerCertificates certificates;
    @Inject private transient Answers answers;

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!proxies.trusts(request.getRemoteAddr())) {
            chain.doFilter(request, response);
            return;
        }
        HttpServletRequest forwarded;
        try {
            forwarded = forwarded(request, certificates.passedOn(lines(request, CLIENT_CERT)));
        } catch (Problem refused) {
            Refused.write(request, response, answers, refused);
            return;
        }
        chain.doFilter(forwarded, response);
    }

    private static List<String> lines(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }

    private HttpServletRequest forwarded(
            HttpServletRequest request, Optional<X509Certificate> certificate) {
        String remote = request.getRemoteAddr();
        String host = request.getHeader("Host");
        String named =
                host == null ? request.getServerName() + ":" + request.getServerPort() : host;
        String direct = request.getScheme() + "://" + named;
        URI base = address(proxies.base(remote, direct, name -> lines(request, name)));
        String caller = proxies.caller(remote, name -> lines(request, name));
        return new Forwarded(request, base, caller, certificate);
    }

    private static URI address(String base) {
        URI address;
        try {
            address = URI.create(base);
        } catch (IllegalArgumentException e) {
            throw malformed(base);
        }
        if (address.getHost() == null) {
            throw malformed(base);
        }
        return address;
    }

    private static Problem malformed(String base) {
        return ProblemType.MALFORMED.because(
                "主机名不正确：" + base, "this is no address of a host: " + base);
    }

    /** The request as the proxy received it. */
    private static final class Forwarded extends HttpServletRequestWrapper {
        private final URI base;
        private final String caller;
        private final Optional<X509Certificate> certificate;

        Forwarded(
                HttpServletRequest request,
                URI base,
                String caller,
                Optional<X509Certificate> certificate) {
            super(request);
            this.base = base;
            this.caller = caller;
            this.certificate = certificate;
        }

        /** The proxy's own certificate is nobody's who calls. */
        @Override
        public Object getAttribute(String name) {
            return CERTIFICATES.equals(name)
                    ? certificate.map(c -> new X509Certificate[] {c}).orElse(null)
                    : super.getAttribute(name);
        }

        @Override
        public String getScheme() {
            return base.getScheme();
        }

        @Override
        public boolean isSecure() {
            return "https".equals(base.getScheme());
        }

        @Override
        public String getServerName() {
            return base.getHost();
        }

        @Override
        public int getServerPort() {
            int usual = isSecure() ? 443 : 80;
            return base.getPort() < 0 ? usual : base.getPort();
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(base.toString()).append(getRequestURI());
        }

        @Override
        public String getRemoteAddr() {
            return caller;
        }

        @Override
        public String getRemoteHost() {
            return caller;
        }
    }
}
