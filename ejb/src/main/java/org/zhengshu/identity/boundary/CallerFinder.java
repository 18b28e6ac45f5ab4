package org.zhengshu.identity.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhengshu.identity.boundary.HeaderConventions.NationalHeaders;
import org.zhengshu.identity.boundary.HeaderConventions.TifHeaders;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.ProblemType;

/** Finds who calls over HTTP, by every credential that the request shows (调用者识别). */
@ApplicationScoped
public class CallerFinder {
    private static final String BEARER = "bearer";

    @Inject private Authentication authentication;
    @Inject private SystemCredentials systems;
    @Inject private AccessTokens tokens;
    @Inject private HeaderConventions conventions;
    @Inject private SignedRequests signatures;
    @Inject private PresentedCertificate presented;

    /**
     * The caller and by what he is known; several credentials must name the same one.
     *
     * @param assumed what has to be confirmed of him before anything leaves
     */
    public record Found(Actor actor, Set<CallerKind> by, Optional<Call.Assumed> assumed) {
        static final Found NOBODY = new Found(Actor.NOBODY, Set.of());

        Found(Actor actor, Set<CallerKind> by) {
            this(actor, by, Optional.empty());
        }

        /** For the entry's facts. */
        public String names() {
            return by.stream().map(CallerKind::name).sorted().collect(Collectors.joining("+"));
        }
    }

    /** Whether the request has a body; asked for only when its signature is checked. */
    @FunctionalInterface
    public interface Body {
        boolean isThere() throws IOException;
    }

    /** Who calls, or the problem of a credential that does not hold. */
    public Found find(RequestHeaders headers, Body body) throws IOException {
        Map<CallerKind, Actor> found = byHeaders(headers, body);
        headers.certificate().ifPresent(c -> byCertificate(c, found));
        return same(found);
    }

    /** The same; whom a certificate alone named last is assumed to call, until it is confirmed. */
    public Found findAssuming(RequestHeaders headers, Body body) throws IOException {
        Map<CallerKind, Actor> found = byHeaders(headers, body);
        Optional<SystemCredentials.Known> last =
                headers.certificate()
                        .filter(c -> found.isEmpty())
                        .flatMap(c -> systems.lastByCertificate(c, CredentialUse.MUTUAL_TLS));
        if (last.isPresent()) {
            return new Found(
                    last.get().actor(), Set.of(CallerKind.MUTUAL_TLS), last.get().assumed());
        }
        headers.certificate().ifPresent(c -> byCertificate(c, found));
        return same(found);
    }

    private Map<CallerKind, Actor> byHeaders(RequestHeaders headers, Body body) throws IOException {
        headers.certificate().ifPresent(presented::set);
        Map<CallerKind, Actor> found = new EnumMap<>(CallerKind.class);
        headers.one("Authorization").ifPresent(value -> byAuthorization(value, found));
        if (headers.has("Signature") || headers.has("Signature-Input")) {
            found.put(
                    CallerKind.HTTP_SIGNATURE,
                    signatures.verify(headers.message(), body.isThere()));
        }
        byConvention(headers, found);
        if (found.isEmpty()) {
            BrowserSession.token(headers)
                    .flatMap(authentication::findByToken)
                    .ifPresent(actor -> found.put(CallerKind.BROWSER, actor));
        }
        return found;
    }

    private void byAuthorization(String value, Map<CallerKind, Actor> found) {
        String[] parts = value.split(" +", 2);
        if (!parts[0].toLowerCase(Locale.ROOT).equals(BEARER) || parts.length < 2) {
            throw ProblemType.UNKNOWN_SCHEME.because(
                    "Authorization 只支持 Bearer；应答头 WWW-Authenticate 列出可用的方式",
                    "Authorization takes Bearer only; WWW-Authenticate lists what is possible");
        }
        if (AccessTokens.isOne(parts[1])) {
            found.put(CallerKind.ACCESS_TOKEN, tokens.verify(parts[1]));
        } else {
            found.put(CallerKind.SESSION, authentication.byToken(parts[1]));
        }
    }

    private void byConvention(RequestHeaders headers, Map<CallerKind, Actor> found) {
        boolean tif =
                Stream.of("paasid", "timestamp", "nonce", "signature")
                        .anyMatch(name -> headers.has("x-tif-" + name));
        boolean national =
                Stream.of("rid", "sid", "rtime", "sign")
                        .anyMatch(name -> headers.has("gjzwfwpt_" + name));
        if ((tif || national) && !headers.secure()) {
            throw ProblemType.TLS_NEEDED.because(
                    "请求头签名不保护地址和报文，只能经 HTTPS 使用",
                    "signed headers do not protect address and body: use HTTPS");
        }
        if (tif) {
            found.put(
                    CallerKind.TIF_HEADERS,
                    conventions.verify(
                            new TifHeaders(
                                    headers.word("x-tif-paasid"),
                                    headers.word("x-tif-timestamp"),
                                    headers.word("x-tif-nonce"),
                                    headers.word("x-tif-signature"))));
        }
        if (national) {
            found.put(
                    CallerKind.NATIONAL_HEADERS,
                    conventions.verify(
                            new NationalHeaders(
                                    headers.word("gjzwfwpt_rid"),
                                    headers.word("gjzwfwpt_sid"),
                                    headers.word("gjzwfwpt_rtime"),
                                    headers.word("gjzwfwpt_sign"))));
        }
    }

    /** A certificate that is not registered is only refused when nothing else says who calls. */
    private void byCertificate(X509Certificate certificate, Map<CallerKind, Actor> found) {
        Optional<Actor> system = systems.byCertificate(certificate, CredentialUse.MUTUAL_TLS);
        if (system.isEmpty() && found.isEmpty()) {
            throw SystemCredentials.unregistered();
        }
        system.ifPresent(actor -> found.put(CallerKind.MUTUAL_TLS, actor));
    }

    private static Found same(Map<CallerKind, Actor> found) {
        if (found.isEmpty()) {
            return Found.NOBODY;
        }
        if (found.values().stream().distinct().count() > 1) {
            throw ProblemType.CREDENTIALS_DISAGREE.because(
                    "下列凭据分属不同的调用者，请只用一种：" + found.keySet(),
                    "these credentials name different callers, use one of them: " + found.keySet());
        }
        return new Found(found.values().iterator().next(), found.keySet());
    }
}
