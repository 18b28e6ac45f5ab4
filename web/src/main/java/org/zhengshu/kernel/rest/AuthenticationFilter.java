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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.identity.boundary.CallerFinder;
import org.zhengshu.identity.boundary.CallerKind;
import org.zhengshu.identity.boundary.ReceivedRequest;
import org.zhengshu.identity.boundary.RequestHeaders;
import org.zhengshu.identity.boundary.SignatureDiagnosis;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.Pace;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Proxies;
import org.zhengshu.signature.boundary.ContentDigest;

/** Finds out who calls over REST and protects what is answered (鉴别过滤器). */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class AuthenticationFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final MediaType STREAMED = MediaType.valueOf("text/csv");
    private static final Pattern TOKEN_PATH = Pattern.compile("/?token/?");

    @Inject private Proxies proxies;
    @Inject private CallerFinder callers;
    @Inject private SignatureDiagnosis diagnosis;
    @Inject private Outgoing outgoing;
    @Inject private SignedAnswers answers;
    @Inject private Challenges challenges;
    @Context private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        String trace = Call.trace(request.getHeaderString("traceparent"));
        Language language = language(request);
        String address = address(proxies, servletRequest);
        outgoing.begin(new Call(trace, Call.Door.REST, Actor.NOBODY, language).from(address));
        if (TOKEN_PATH.matcher(request.getUriInfo().getPath()).matches()) {
            outgoing.renderBy(OAuthRenderer.INSTANCE);
        }
        request.setEntityStream(Pace.of(servletRequest).over(request.getEntityStream()));
        RequestHeaders headers = new RequestHeaders(received(servletRequest), proxies);
        outgoing.calledAt(headers.base());
        if (Diagnosis.isWanted(servletRequest)) {
            outgoing.begin(
                    tested(
                            request,
                            headers,
                            new Call(trace, Call.Door.REST, Actor.NOBODY, language)));
            return;
        }
        headers.check();
        CallerFinder.Found caller = callers.findAssuming(headers, () -> hasBody(request, headers));
        Call call = new Call(trace, Call.Door.REST, caller.actor(), language).from(address);
        caller.assumed().ifPresent(call::assumed);
        if (!caller.by().isEmpty()) {
            call.note("authentication", caller.names());
        }
        outgoing.begin(call);
        wish(headers, caller);
        checkDigest(request, headers);
    }

    /** A wrong credential is what such a call is to be told about. */
    private Call tested(ContainerRequestContext request, RequestHeaders headers, Call nobody)
            throws IOException {
        Actor actor = Actor.NOBODY;
        Optional<Problem> refusal = Optional.empty();
        try {
            headers.check();
            actor = callers.find(headers, () -> hasBody(request, headers)).actor();
            checkDigest(request, headers);
        } catch (Problem problem) {
            refusal = Optional.of(problem);
        }
        String address = address(proxies, servletRequest);
        Optional<Problem> why = refusal;
        return new Call(nobody.trace(), nobody.door(), actor, nobody.language())
                .from(address)
                .tested(
                        Diagnosis.of(
                                servletRequest,
                                address,
                                why,
                                why.map(p -> diagnosis.covered(headers, p)).orElse(List.of())));
    }

    private static ReceivedRequest received(HttpServletRequest request) {
        return new ReceivedRequest(
                request.getMethod(),
                request.getScheme(),
                request.getRemoteAddr(),
                request.getRequestURI(),
                request.getQueryString(),
                Collections.list(request.getHeaderNames()),
                name -> Collections.list(request.getHeaders(name)),
                ReceivedRequest.first(
                        request.getAttribute("jakarta.servlet.request.X509Certificate")));
    }

    /** Looks at the first byte where the headers do not say. */
    private static boolean hasBody(ContainerRequestContext request, RequestHeaders headers)
            throws IOException {
        if (headers.saysBody().isPresent()) {
            return headers.saysBody().get();
        }
        PushbackInputStream body = new PushbackInputStream(request.getEntityStream());
        int first = body.read();
        if (first >= 0) {
            body.unread(first);
        }
        request.setEntityStream(body);
        return first >= 0;
    }

    /** Who signs or is known by headers alone gets what protects the answer, too. */
    private void wish(RequestHeaders headers, CallerFinder.Found caller) {
        boolean signed = caller.by().contains(CallerKind.HTTP_SIGNATURE);
        if (signed || headers.has("Accept-Signature")) {
            outgoing.signBy(SignedAnswers.Wish.of(headers.lines("Accept-Signature")));
        }
        if (headers.has("Content-Digest")
                || headers.has("Want-Content-Digest")
                || caller.by().contains(CallerKind.TIF_HEADERS)
                || caller.by().contains(CallerKind.NATIONAL_HEADERS)) {
            outgoing.digestWanted();
        }
    }

    /**
     * Before anybody acts on the body; only a file that is loaded as it comes is checked at its
     * end.
     */
    private void checkDigest(ContainerRequestContext request, RequestHeaders headers)
            throws IOException {
        if (!headers.has("Content-Digest")) {
            return;
        }
        ContentDigest digest = ContentDigest.parse(headers.lines("Content-Digest"));
        if (request.getMediaType() != null && STREAMED.isCompatible(request.getMediaType())) {
            request.setEntityStream(digest.checked(request.getEntityStream()));
            return;
        }
        byte[] body =
                outgoing.share()
                        .read(request.getEntityStream(), JsonBody.MAX_BYTES)
                        .orElseThrow(JsonBody::tooLarge);
        request.setEntityStream(new ByteArrayInputStream(body));
        digest.require(body);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Answer answer = outgoing.answer();
        MultivaluedMap<String, Object> headers = response.getHeaders();
        if (answer != null && !answer.receipt().isEmpty()) {
            headers.putSingle("Zhengshu-Receipt", answer.receipt());
        }
        if (answer != null && answer.entry().isPresent()) {
            headers.putSingle("Zhengshu-Receipt-Id", answer.entry().get().toString());
        }
        if (outgoing.call() != null) {
            headers.putSingle("Zhengshu-Trace", outgoing.call().trace());
        }
        outgoing.cookie().ifPresent(cookie -> headers.putSingle("Set-Cookie", cookie));
        headers.putIfAbsent("Cache-Control", List.of("no-store"));
        if (answer != null) {
            protect(headers, response.getStatus(), answer);
        }
    }

    private void protect(MultivaluedMap<String, Object> headers, int status, Answer answer) {
        answer.problem()
                .filter(p -> p.status() == ProblemType.NOT_AUTHENTICATED.status())
                .ifPresent(
                        p -> {
                            headers.addAll("WWW-Authenticate", challenges.of(p.code()).toArray());
                            headers.putSingle("Accept-Signature", challenges.wantedSignature());
                        });
        if (outgoing.wantsDigest()) {
            answers.digest(headers, answer.message().bytes());
        }
        outgoing.signature().ifPresent(wish -> answers.sign(headers, status, wish));
    }

    /** The machine that a request comes from, also behind a proxy. */
    static String address(Proxies proxies, HttpServletRequest request) {
        return proxies.caller(
                request.getRemoteAddr(), name -> Collections.list(request.getHeaders(name)));
    }

    private static Language language(ContainerRequestContext request) {
        return request.getAcceptableLanguages().stream()
                .filter(l -> !Locale.ROOT.equals(l) && !"*".equals(l.getLanguage()))
                .findFirst()
                .map(Language::of)
                .orElse(Language.CHINESE);
    }
}
