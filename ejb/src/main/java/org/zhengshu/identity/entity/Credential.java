package org.zhengshu.identity.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.zhengshu.identity.boundary.CredentialKind;
import org.zhengshu.identity.boundary.CredentialUse;
import org.zhengshu.kernel.boundary.ProblemType;

/** What a client system authenticates with (系统凭据); old and new are both live during a renewal. */
@Entity
@Table(name = "idn_credential")
public class Credential {
    /** The old one and the new one. */
    public static final int MOST_LIVE = 2;

    @Id private UUID id;
    private String tenant;

    @Column(name = "system_id")
    private UUID systemId;

    @Enumerated(EnumType.STRING)
    private CredentialKind kind;

    private String uses;
    private String fingerprint;
    private byte[] material;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    @Version private int version;

    protected Credential() {}

    private Credential(
            ClientSystem system, CredentialKind kind, Set<CredentialUse> uses, Instant now) {
        this.id = UUID.randomUUID();
        this.tenant = system.tenant();
        this.systemId = system.id();
        this.kind = kind;
        this.createdAt = now;
        allow(uses);
    }

    /** A client certificate, by the SHA-256 of its DER. */
    public static Credential certificate(
            ClientSystem system, String sha256, Instant now, Instant notAfter) {
        Credential made =
                new Credential(
                        system,
                        CredentialKind.CERTIFICATE,
                        CredentialUse.of(CredentialKind.CERTIFICATE),
                        now);
        made.fingerprint = sha256;
        made.expireAt(notAfter);
        return made;
    }

    /** A shared secret; its encrypted form follows by {@link #seal}. */
    public static Credential secret(ClientSystem system, Set<CredentialUse> uses, Instant now) {
        return new Credential(system, CredentialKind.SHARED_SECRET, uses, now);
    }

    /** A public key as JWK, by its thumbprint. */
    public static Credential publicKey(
            ClientSystem system,
            Set<CredentialUse> uses,
            String thumbprint,
            byte[] jwk,
            Instant now) {
        Credential made = new Credential(system, CredentialKind.PUBLIC_KEY, uses, now);
        made.fingerprint = thumbprint;
        made.material = jwk.clone();
        return made;
    }

    private void allow(Set<CredentialUse> wanted) {
        if (wanted.isEmpty() || wanted.stream().anyMatch(u -> u.kind() != kind)) {
            throw ProblemType.INVALID_INPUT.because(
                    "uses 须为下列用途中的一个或几个：" + CredentialUse.of(kind),
                    "uses must be one or more of " + CredentialUse.of(kind));
        }
        uses =
                EnumSet.copyOf(wanted).stream()
                        .map(CredentialUse::name)
                        .collect(Collectors.joining(","));
    }

    public void seal(byte[] encrypted) {
        material = encrypted.clone();
    }

    /** From then on it is dead; a time that is over already is refused. */
    public void expireAt(Instant end) {
        if (end != null && !end.isAfter(createdAt)) {
            throw ProblemType.INVALID_INPUT.because(
                    "凭据已过期：" + end, "the credential has expired: " + end);
        }
        expiresAt = end;
    }

    /** Ends it then at the latest; an earlier end stays. */
    public void endBy(Instant end) {
        if (expiresAt == null || expiresAt.isAfter(end)) {
            expiresAt = end;
        }
    }

    public void revoke(Instant now) {
        if (revokedAt != null) {
            throw ProblemType.CREDENTIAL_ENDED.because(
                    "凭据已于 " + revokedAt + " 吊销", "the credential was revoked at " + revokedAt);
        }
        revokedAt = now;
    }

    public boolean liveAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    public boolean allows(CredentialUse use) {
        return uses().contains(use);
    }

    /** The id as bytes: what its encrypted secret is bound to. */
    public byte[] name() {
        return name(id);
    }

    /** The same of the credential with that id. */
    public static byte[] name(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    public Set<CredentialUse> uses() {
        return Arrays.stream(uses.split(","))
                .map(CredentialUse::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(CredentialUse.class)));
    }

    public UUID id() {
        return id;
    }

    public String tenant() {
        return tenant;
    }

    public UUID systemId() {
        return systemId;
    }

    public CredentialKind kind() {
        return kind;
    }

    public String fingerprint() {
        return fingerprint;
    }

    public byte[] material() {
        return material.clone();
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    public Instant revokedAt() {
        return revokedAt;
    }
}
