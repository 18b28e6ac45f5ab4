package org.zhengshu.identity.boundary;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.zhengshu.identity.control.IdentityStore;
import org.zhengshu.identity.control.PasswordHash;
import org.zhengshu.identity.entity.Account;
import org.zhengshu.identity.entity.Session;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.proof.HashAlgorithm;

/** Finds out who calls (身份鉴别); used by the doors before a call begins. */
@Stateless
public class Authentication {
    static final Duration SESSION = Duration.ofHours(8);
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * What a wrong login is compared with, so that an unknown login takes as long as a known one.
     */
    private static final String NOBODYS_HASH = PasswordHash.of("nobody");

    @Inject private IdentityStore store;
    @Inject private Clock clock;

    /** A session as the person gets it: the token is shown once. */
    public record Token(String token, Instant expiresAt) {}

    /**
     * Checks login and password in a transaction of its own, so that a failure is counted although
     * the call is refused.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Optional<Account> verified(String login, String password) {
        Instant now = clock.instant();
        Optional<Account> found = store.account(login);
        boolean matches =
                PasswordHash.matches(
                        password, found.map(Account::passwordHash).orElse(NOBODYS_HASH));
        if (found.isEmpty() || !found.get().enabled()) {
            return Optional.empty();
        }
        Account account = found.get();
        if (account.lockedAt(now)) {
            return Optional.empty();
        }
        if (!matches) {
            account.failed(now);
            return Optional.empty();
        }
        account.succeeded();
        return Optional.of(account);
    }

    /**
     * Begins a session.
     *
     * @param endsWhenIdle true when it shall also end after half an hour without a call
     */
    public Token open(Account account, boolean endsWhenIdle) {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Instant now = clock.instant();
        store.add(new Session(hash(token), account.id(), now, now.plus(SESSION), endsWhenIdle));
        return new Token(token, now.plus(SESSION));
    }

    /** The person behind a session token. */
    public Actor byToken(String token) {
        return findByToken(token)
                .orElseThrow(
                        () ->
                                ProblemType.NOT_AUTHENTICATED.because(
                                        "会话无效或已过期，请重新登录",
                                        "the session is unknown or has expired, sign in again"));
    }

    /** The person behind a session token, nobody when it has ended. */
    public Optional<Actor> findByToken(String token) {
        Instant now = clock.instant();
        Optional<Session> session = store.session(hash(token)).filter(found -> found.validAt(now));
        session.ifPresent(found -> found.used(now));
        return session.flatMap(found -> store.account(found.accountId()))
                .filter(account -> account.enabled() && !account.lockedAt(now))
                .map(Account::signedIn);
    }

    static String hash(String token) {
        return HexFormat.of()
                .formatHex(HashAlgorithm.SHA_256.digest(token.getBytes(StandardCharsets.UTF_8)));
    }
}
