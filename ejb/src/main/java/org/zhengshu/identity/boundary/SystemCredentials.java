package org.zhengshu.identity.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.zhengshu.identity.control.CallerStore;
import org.zhengshu.identity.control.Fingerprints;
import org.zhengshu.identity.entity.Credential;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Assumption;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.signature.boundary.SecretBox;

/**
 * Client systems by their certificates and secrets, for whoever verifies a message (系统凭据查询); not
 * for the doors' callers.
 */
@ApplicationScoped
public class SystemCredentials {
    private static final int DECOY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject private CallerStore store;
    @Inject private SecretBox box;

    /**
     * What a caller may be who names a system.
     *
     * @param actor empty when there is no such system, or it has no live secret for this use
     * @param secrets the live ones, newest first. There are always two, so that the verifier works
     *     as long for an unknown name as for a known one: where a secret is missing stands a random
     *     one that nobody was ever told.
     */
    public record Named(Optional<Actor> actor, List<char[]> secrets) {

        /** The system as it acts, once one of its secrets was shown. */
        public Actor verified() {
            return actor.orElseThrow(
                    () ->
                            ProblemType.BAD_CREDENTIALS.because(
                                    "系统名称或密钥不正确", "wrong name or secret of the system"));
        }
    }

    /** The system with this name or id and its secrets for this use. */
    public Named named(String nameOrId, CredentialUse use) {
        return named(store.bySystem(use, nameOrId));
    }

    /**
     * The same as they were seen last.
     *
     * @param holds what has to be confirmed of that; empty where nothing was seen, and the secrets
     *     are nobody's
     */
    public record LastNamed(Named named, Optional<Assumption> holds) {}

    /** What was seen last of the system with this name or id. */
    public LastNamed lastNamed(String nameOrId, CredentialUse use) {
        Optional<CallerStore.Seen> seen = store.lastBySystem(use, nameOrId);
        return new LastNamed(
                named(seen.map(CallerStore.Seen::callers).orElse(List.of())),
                seen.map(CallerStore.Seen::holds));
    }

    private Named named(List<CallerStore.Caller> live) {
        List<char[]> secrets = new ArrayList<>();
        live.forEach(caller -> secrets.add(opened(caller)));
        while (secrets.size() < Credential.MOST_LIVE) {
            secrets.add(decoy());
        }
        return new Named(live.stream().map(CallerStore.Caller::actor).findFirst(), secrets);
    }

    /** The system behind a client certificate of a signed message, WS-Security. */
    public Actor byCertificate(X509Certificate certificate) {
        return registered(certificate, CredentialUse.WS_SECURITY);
    }

    private Actor registered(X509Certificate certificate, CredentialUse use) {
        return byCertificate(certificate, use).orElseThrow(SystemCredentials::unregistered);
    }

    static Problem unregistered() {
        return ProblemType.UNTRUSTED_CERTIFICATE.because(
                "该证书未登记为业务系统，请联系系统管理员登记",
                "this certificate belongs to no registered client system");
    }

    /**
     * A system as it is, or as it was seen last.
     *
     * @param assumed what has to be confirmed of him before anything leaves
     */
    public record Known(Actor actor, Optional<Call.Assumed> assumed) {
        public static final Known NOBODY = new Known(Actor.NOBODY, Optional.empty());
    }

    /** The system behind a client certificate of a signed message, which may only be assumed. */
    public Known bySignature(X509Certificate certificate) {
        return lastByCertificate(certificate, CredentialUse.WS_SECURITY)
                .orElseGet(() -> new Known(byCertificate(certificate), Optional.empty()));
    }

    /** The system that the certificate named last; empty where it has to be asked for. */
    Optional<Known> lastByCertificate(X509Certificate certificate, CredentialUse use) {
        return store.lastByFingerprint(use, Fingerprints.of(certificate))
                .map(
                        seen ->
                                new Known(
                                        seen.callers().get(0).actor(),
                                        Optional.of(
                                                new Call.Assumed(
                                                        seen.holds(),
                                                        () -> registered(certificate, use)))));
    }

    /** The system behind a client certificate whose chain the server has checked. */
    public Optional<Actor> byCertificate(X509Certificate certificate, CredentialUse use) {
        return store.byFingerprint(use, Fingerprints.of(certificate));
    }

    private char[] opened(CallerStore.Caller caller) {
        byte[] name = Credential.name(caller.credential());
        return new String(box.open(caller.sealed(), name), StandardCharsets.US_ASCII).toCharArray();
    }

    private static char[] decoy() {
        byte[] random = new byte[DECOY_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random).toCharArray();
    }
}
