package org.zhengshu.identity.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A person signed in (会话); only the hash of its token is stored. */
@Entity
@Table(name = "idn_session")
public class Session {
    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    @Id
    @Column(name = "token_hash")
    private String tokenHash;

    @Column(name = "account_id")
    private UUID accountId;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    /** Null for a session that does not end by itself when nobody uses it. */
    @Column(name = "used_at")
    private Instant usedAt;

    protected Session() {}

    public Session(
            String tokenHash,
            UUID accountId,
            Instant createdAt,
            Instant expiresAt,
            boolean endsWhenIdle) {
        this.tokenHash = tokenHash;
        this.accountId = accountId;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
        this.usedAt = endsWhenIdle ? createdAt : null;
    }

    public UUID accountId() {
        return accountId;
    }

    public boolean validAt(Instant now) {
        boolean idle = usedAt != null && !now.isBefore(usedAt.plus(IDLE));
        return now.isBefore(expiresAt) && !now.isBefore(createdAt) && !idle;
    }

    /** Notes a use, at most once in a while, so that reading does not write each time. */
    public void used(Instant now) {
        if (usedAt != null && !now.isBefore(usedAt.plus(NOTED_EVERY))) {
            usedAt = now;
        }
    }
}
