package org.zhengshu.kernel.rest;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.identity.boundary.Authentication;
import org.zhengshu.identity.boundary.CredentialUse;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.ProblemType;

/** Finds out who calls over REST: client certificate, else bearer token, else nobody (鉴别过滤器). */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class AuthenticationFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String BEARER = "Bearer ";

    /** W3C Trace Context: version, trace id, parent id, flags. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    @Inject private Authentication authentication;
    @Inject private Outgoing outgoing;
    @Context private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        String trace = trace(request.getHeaderString("traceparent"));
        Language language = language(request);
        outgoing.begin(new Call(trace, Call.Door.REST, Actor.NOBODY, language));
        Actor actor = actor(request);
        outgoing.begin(new Call(trace, Call.Door.REST, actor, language));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Answer answer = outgoing.answer();
        if (answer != null && !answer.receipt().isEmpty()) {
            response.getHeaders().putSingle("Zhengshu-Receipt", answer.receipt());
        }
        if (answer != null && answer.entry().isPresent()) {
            response.getHeaders().putSingle("Zhengshu-Receipt-Id", answer.entry().get().toString());
        }
        if (outgoing.call() != null) {
            response.getHeaders().putSingle("Zhengshu-Trace", outgoing.call().trace());
        }
        response.getHeaders().putIfAbsent("Cache-Control", List.of("no-store"));
    }

    private Actor actor(ContainerRequestContext request) {
        String authorization = request.getHeaderString("Authorization");
        if (authorization != null && authorization.startsWith(BEARER)) {
            return authentication.byToken(authorization.substring(BEARER.length()));
        }
        Object certificates =
                servletRequest.getAttribute("jakarta.servlet.request.X509Certificate");
        if (certificates instanceof X509Certificate[] chain && chain.length > 0) {
            return authentication
                    .byCertificate(chain[0], CredentialUse.MUTUAL_TLS)
                    .orElseThrow(
                            () ->
                                    ProblemType.UNTRUSTED_CERTIFICATE.because(
                                            "该证书未登记为业务系统，请联系系统管理员登记",
                                            "this certificate belongs to no registered client system"));
        }
        return Actor.NOBODY;
    }

    private static Language language(ContainerRequestContext request) {
        return request.getAcceptableLanguages().stream()
                .filter(l -> !Locale.ROOT.equals(l) && !"*".equals(l.getLanguage()))
                .findFirst()
                .map(Language::of)
                .orElse(Language.CHINESE);
    }

    private static String trace(String header) {
        if (header != null) {
            var matcher = TRACEPARENT.matcher(header);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return Call.newTrace();
    }
}
