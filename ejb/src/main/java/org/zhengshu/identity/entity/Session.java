package org.zhengshu.identity.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A person signed in (会话); only the hash of its token is stored. */
@Entity
@Table(name = "idn_session")
public class Session {
    @Id
    @Column(name = "token_hash")
    private String tokenHash;

    @Column(name = "account_id")
    private UUID accountId;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    protected Session() {}

    public Session(String tokenHash, UUID accountId, Instant createdAt, Instant expiresAt) {
        this.tokenHash = tokenHash;
        this.accountId = accountId;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    public UUID accountId() {
        return accountId;
    }

    public boolean validAt(Instant now) {
        return now.isBefore(expiresAt) && !now.isBefore(createdAt);
    }
}
