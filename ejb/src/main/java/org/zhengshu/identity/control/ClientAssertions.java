package org.zhengshu.identity.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.zhengshu.identity.boundary.CredentialUse;
import org.zhengshu.identity.control.CredentialStore.Owned;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.SeenMessages;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.signature.boundary.ServerNames;
import org.zhengshu.signature.boundary.VerifyingKeys;

/** The JWT by which a system shows that it has its private key (身份声明), RFC 7523 section 3. */
@ApplicationScoped
public class ClientAssertions {
    /** Where assertions are sent, which is one of the audiences that they may name. */
    public static final String TOKEN_PATH = "/api/v1/token";

    private static final int MOST_ID = 255;

    @Inject private CredentialStore credentials;
    @Inject private SeenMessages seen;
    @Inject private ServerNames names;
    @Inject private Settings settings;
    @Inject private Clock clock;

    /** The system that made the assertion, by the key that verified it. */
    public Owned verified(String assertion) {
        if (assertion.length() > TokenClaims.MOST_LENGTH) {
            throw refused("过长", "is too long");
        }
        try {
            TokenClaims.Unverified read = TokenClaims.peek(assertion);
            String issuer = read.claims().getIssuer();
            if (issuer == null || !issuer.equals(read.claims().getSubject())) {
                throw refused("的 iss 与 sub 须相同", "needs iss and sub that are the same");
            }
            Owned owned = signer(issuer, read);
            PublicJsonWebKey key = VerifyingKeys.stored(owned.credential().material());
            Instant now = clock.instant();
            JwtClaims claims =
                    TokenClaims.verified(
                            assertion,
                            key.getPublicKey(),
                            key.getAlgorithm(),
                            new TokenClaims.Expected(
                                    null, issuer, now, settings.callers().clockSkew()));
            requireForUs(claims);
            requireShort(claims, now);
            requireNew(owned, claims, now);
            return owned;
        } catch (InvalidJwtException e) {
            throw refused(e);
        } catch (JoseException | MalformedClaimException e) {
            throw malformed();
        }
    }

    private Owned signer(String issuer, TokenClaims.Unverified read) {
        List<Owned> keys = credentials.bySystem(CredentialUse.CLIENT_ASSERTION, issuer);
        List<Owned> candidates =
                keys.stream().filter(o -> read.keyId() == null || hasId(o, read.keyId())).toList();
        if (candidates.size() > 1) {
            throw refused("须以 kid 指明公钥", "needs kid, as the system has two live keys");
        }
        if (candidates.isEmpty()) {
            throw refused(
                    "的 iss 或 kid 未登记，或该公钥不得用于申请令牌",
                    "has an unknown iss or kid, or the key is not for asking tokens");
        }
        String registered =
                VerifyingKeys.stored(candidates.get(0).credential().material()).getAlgorithm();
        if (!registered.equals(read.algorithm())) {
            throw refused(
                    "的算法须为登记的 " + registered, "must be signed with the registered " + registered);
        }
        return candidates.get(0);
    }

    private static boolean hasId(Owned owned, String keyId) {
        return keyId.equals(owned.credential().fingerprint())
                || keyId.equals(VerifyingKeys.stored(owned.credential().material()).getKeyId());
    }

    private void requireForUs(JwtClaims claims) throws MalformedClaimException {
        if (claims.getAudience().stream().noneMatch(a -> names.isAudience(a, TOKEN_PATH))) {
            throw refused(
                    "的 aud 须为 " + names.issuer() + " 或本节点令牌地址",
                    "needs aud " + names.issuer() + " or the address of this node's tokens");
        }
    }

    private void requireShort(JwtClaims claims, Instant now) throws MalformedClaimException {
        Settings.Callers callers = settings.callers();
        long newest = now.plus(callers.clockSkew()).getEpochSecond();
        long latest = newest + callers.assertionLife().toSeconds();
        if (claims.getExpirationTime().getValue() > latest
                || claims.getIssuedAt() != null && claims.getIssuedAt().getValue() > newest) {
            throw ProblemType.OUTSIDE_WINDOW.because(
                    "client_assertion 的 iat 或 exp 超出允许范围，平台时间为 " + now,
                    "iat or exp of client_assertion is outside the window; the node's time is "
                            + now);
        }
    }

    private void requireNew(Owned owned, JwtClaims claims, Instant now)
            throws MalformedClaimException {
        String id = claims.getJwtId();
        if (id.isEmpty() || id.length() > MOST_ID) {
            throw refused("的 jti 须为 1 到 255 个字符", "needs a jti of 1 to 255 characters");
        }
        String once = "assertion\n" + owned.system().id() + '\n' + id;
        byte[] digest = HashAlgorithm.SHA_256.digest(once.getBytes(StandardCharsets.UTF_8));
        Instant end =
                Instant.ofEpochSecond(claims.getExpirationTime().getValue())
                        .plus(settings.callers().clockSkew());
        if (!seen.isNew(digest, Duration.between(now, end).plusSeconds(1))) {
            throw ProblemType.MESSAGE_REPLAYED.because(
                    "client_assertion 的 jti 已经使用过", "the jti of client_assertion was used before");
        }
    }

    private static Problem refused(InvalidJwtException e) {
        if (e.hasErrorCode(ErrorCodes.EXPIRED) || e.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return ProblemType.OUTSIDE_WINDOW.because(
                    "client_assertion 已过期或尚未生效",
                    "client_assertion has expired or is not yet valid");
        }
        if (e.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
            return refused("的签名不正确", "has a wrong signature");
        }
        if (e.hasErrorCode(ErrorCodes.JWT_ID_MISSING)
                || e.hasErrorCode(ErrorCodes.EXPIRATION_MISSING)
                || e.hasErrorCode(ErrorCodes.SUBJECT_MISSING)) {
            return refused("须含 iss、sub、aud、exp、jti", "needs iss, sub, aud, exp and jti");
        }
        return malformed();
    }

    private static Problem malformed() {
        return refused("不是有效的 JWT", "is not a valid JWT");
    }

    private static Problem refused(String zh, String en) {
        return ProblemType.CLIENT_INVALID.because(
                "client_assertion " + zh, "client_assertion " + en);
    }
}
