package org.zhengshu.identity.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.zhengshu.identity.boundary.CredentialKind;
import org.zhengshu.identity.boundary.CredentialUse;
import org.zhengshu.identity.entity.ClientSystem;
import org.zhengshu.identity.entity.Credential;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.signature.boundary.SecretBox;
import org.zhengshu.signature.boundary.VerifyingKeys;

/** Gives credentials to systems, renews and ends them (凭据办理), whoever may ask for it. */
@ApplicationScoped
public class CredentialDesk {
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject private CredentialStore store;
    @Inject private SecretBox box;
    @Inject private Clock clock;

    /** A secret in the only moment in which anybody can read it. */
    public record Issued(Credential credential, String secret) {}

    public Credential addCertificate(ClientSystem system, X509Certificate certificate) {
        String fingerprint = Fingerprints.of(certificate);
        refuseRegistered(CredentialKind.CERTIFICATE, fingerprint);
        return add(
                system,
                Credential.certificate(
                        system,
                        fingerprint,
                        clock.instant(),
                        certificate.getNotAfter().toInstant()));
    }

    public Credential addPublicKey(
            ClientSystem system, String key, String algorithm, Set<CredentialUse> uses) {
        VerifyingKeys.Registered read = VerifyingKeys.read(key, algorithm);
        refuseRegistered(CredentialKind.PUBLIC_KEY, read.thumbprint());
        return add(
                system,
                Credential.publicKey(
                        system,
                        uses,
                        read.thumbprint(),
                        read.jwk().getBytes(StandardCharsets.UTF_8),
                        clock.instant()));
    }

    public Issued issueSecret(ClientSystem system, Set<CredentialUse> uses, Instant expiresAt) {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Credential made = Credential.secret(system, uses, clock.instant());
        made.expireAt(expiresAt);
        made.seal(box.seal(secret.getBytes(StandardCharsets.US_ASCII), made.name()));
        return new Issued(add(system, made), secret);
    }

    /** A new secret for the same uses; the present one ends when the grace is over. */
    public Issued rotateSecret(ClientSystem system, Duration grace, Instant expiresAt) {
        Instant now = clock.instant();
        Credential present =
                store.of(system).stream()
                        .filter(c -> c.kind() == CredentialKind.SHARED_SECRET && c.liveAt(now))
                        .max(Comparator.comparing(Credential::createdAt))
                        .orElseThrow(
                                () ->
                                        ProblemType.CREDENTIAL_ENDED.because(
                                                "没有可轮换的有效共享密钥，请签发新的",
                                                "there is no live secret to rotate; issue one"));
        Issued issued = issueSecret(system, present.uses(), expiresAt);
        present.endBy(now.plus(grace));
        note(present);
        Call.current().note("replacedBy", issued.credential().id());
        return issued;
    }

    public Credential revoke(ClientSystem system, UUID id) {
        Credential credential =
                store.credential(id)
                        .filter(c -> c.systemId().equals(system.id()))
                        .orElseThrow(
                                () ->
                                        ProblemType.NOT_FOUND.because(
                                                "该业务系统没有凭据 " + id,
                                                "the system has no credential " + id));
        credential.revoke(clock.instant());
        note(credential);
        return credential;
    }

    public List<Credential> of(ClientSystem system) {
        return store.of(system);
    }

    public boolean live(Credential credential) {
        return credential.liveAt(clock.instant());
    }

    private Credential add(ClientSystem system, Credential made) {
        Instant now = clock.instant();
        long live =
                store.of(system).stream()
                        .filter(c -> c.kind() == made.kind() && c.liveAt(now))
                        .count();
        if (live >= Credential.MOST_LIVE) {
            throw ProblemType.TOO_MANY_CREDENTIALS.because(
                    "同类有效凭据最多 " + Credential.MOST_LIVE + " 个（新旧交替），请先吊销旧的",
                    "at most "
                            + Credential.MOST_LIVE
                            + " of a kind are live, the old and the new; revoke the old one first");
        }
        store.add(system, made);
        note(made);
        return made;
    }

    private void refuseRegistered(CredentialKind kind, String fingerprint) {
        if (store.isRegistered(kind, fingerprint)) {
            throw ProblemType.CONFLICT.because(
                    "该证书或公钥已登记", "this certificate or key is registered already");
        }
    }

    private static void note(Credential credential) {
        Call.current()
                .note("credential", credential.id())
                .note("kind", credential.kind())
                .note("uses", credential.uses());
    }
}
