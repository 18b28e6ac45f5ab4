package org.zhengshu.identity.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.zhengshu.identity.control.CredentialDesk;
import org.zhengshu.identity.control.Fingerprints;
import org.zhengshu.identity.control.IdentityStore;
import org.zhengshu.identity.entity.ClientSystem;
import org.zhengshu.identity.entity.Credential;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;

/** What client systems authenticate with (系统凭据): issued, renewed without a gap, revoked. */
@Stateless
@Boundary
public class Credentials {
    private static final int MOST_GRACE_HOURS = 24 * 90;

    @Inject private IdentityStore systems;
    @Inject private CredentialDesk desk;

    /** A certificate beside the present one (增加证书), in PEM. */
    public record AddCertificate(@NotBlank @Size(max = 16384) String certificate) {}

    /**
     * A public key (登记公钥).
     *
     * @param key JWK, or PEM with PUBLIC KEY or CERTIFICATE
     * @param algorithm the only one by which it verifies; the usual one of the key when absent
     */
    public record AddPublicKey(
            @NotBlank @Size(max = 16384) String key,
            @Pattern(regexp = "ES256|RS256|PS256|PS512|EdDSA") String algorithm,
            @NotEmpty Set<CredentialUse> uses) {}

    /**
     * A shared secret to issue (签发共享密钥).
     *
     * @param expiresAt when it ends; it does not end by itself when absent
     */
    public record IssueSecret(@NotEmpty Set<CredentialUse> uses, Instant expiresAt) {}

    /**
     * A shared secret to renew (轮换共享密钥).
     *
     * @param graceHours how long the present one stays live beside the new one
     */
    public record RotateSecret(@Min(0) @Max(MOST_GRACE_HOURS) int graceHours, Instant expiresAt) {}

    /**
     * A credential without its secret.
     *
     * @param fingerprint SHA-256 of a certificate; of a public key its RFC 7638 thumbprint, which
     *     is its {@code kid} and {@code keyid}; none for a secret
     */
    public record CredentialView(
            UUID id,
            UUID system,
            CredentialKind kind,
            List<CredentialUse> uses,
            String fingerprint,
            Instant createdAt,
            Instant expiresAt,
            Instant revokedAt,
            boolean live) {
        static CredentialView of(Credential c, boolean live) {
            return new CredentialView(
                    c.id(),
                    c.systemId(),
                    c.kind(),
                    List.copyOf(c.uses()),
                    c.fingerprint(),
                    c.createdAt(),
                    c.expiresAt(),
                    c.revokedAt(),
                    live);
        }
    }

    /** A new secret: this answer is the only place where it is ever shown. */
    public record SecretView(CredentialView credential, String secret) {}

    @Operation(value = "identity.add-certificate", by = Role.SYSTEM_ADMIN, act = true)
    public CredentialView addCertificate(UUID system, AddCertificate input) {
        return view(desk.addCertificate(require(system), Fingerprints.parsed(input.certificate())));
    }

    @Operation(value = "identity.add-public-key", by = Role.SYSTEM_ADMIN, act = true)
    public CredentialView addPublicKey(UUID system, AddPublicKey input) {
        return view(
                desk.addPublicKey(require(system), input.key(), input.algorithm(), input.uses()));
    }

    @Operation(value = "identity.issue-secret", by = Role.SYSTEM_ADMIN, act = true)
    public SecretView issueSecret(UUID system, IssueSecret input) {
        return view(desk.issueSecret(require(system), input.uses(), input.expiresAt()));
    }

    @Operation(value = "identity.rotate-secret", by = Role.SYSTEM_ADMIN, act = true)
    public SecretView rotateSecret(UUID system, RotateSecret input) {
        return view(
                desk.rotateSecret(
                        require(system), Duration.ofHours(input.graceHours()), input.expiresAt()));
    }

    @Operation(value = "identity.revoke-credential", by = Role.SYSTEM_ADMIN, act = true)
    public CredentialView revoke(UUID system, UUID credential) {
        return view(desk.revoke(require(system), credential));
    }

    @Operation(
            value = "identity.credentials",
            by = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN})
    public List<CredentialView> list(UUID system) {
        return desk.of(require(system)).stream().map(this::view).toList();
    }

    private ClientSystem require(UUID id) {
        ClientSystem system =
                systems.clientSystem(id)
                        .orElseThrow(
                                () ->
                                        ProblemType.NOT_FOUND.because(
                                                "没有业务系统 " + id, "no client system " + id));
        Call.current().note("system", system.name());
        return system;
    }

    private SecretView view(CredentialDesk.Issued issued) {
        return new SecretView(view(issued.credential()), issued.secret());
    }

    private CredentialView view(Credential c) {
        return CredentialView.of(c, desk.live(c));
    }
}
