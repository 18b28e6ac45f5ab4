package org.zhengshu.identity.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.zhengshu.identity.control.CredentialStore.Owned;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.boundary.AnswerKey;
import org.zhengshu.signature.boundary.ServerNames;

/** Makes access tokens and knows them again (访问令牌签发与校验), RFC 9068 and RFC 8705. */
@ApplicationScoped
public class AccessTokenDesk {
    private static final String TYPE = "at+jwt";
    private static final String CONFIRMATION = "cnf";
    private static final String THUMBPRINT = "x5t#S256";

    /** The credential by which the token was got; with it the token ends. */
    private static final String CREDENTIAL = "credential";

    @Inject private CredentialStore credentials;
    @Inject private AnswerKey key;
    @Inject private ServerNames names;
    @Inject private Settings settings;
    @Inject private Clock clock;

    /** A token for the system, bound to its certificate where it showed one. */
    public String issue(Owned owned, Optional<String> certificate) {
        Instant now = clock.instant();
        Map<String, Object> claims = new TreeMap<>();
        claims.put("iss", names.issuer());
        claims.put("aud", names.issuer());
        claims.put("sub", owned.system().name());
        claims.put("client_id", owned.system().id().toString());
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(settings.callers().tokenLife()).getEpochSecond());
        claims.put(CREDENTIAL, owned.credential().id().toString());
        certificate.ifPresent(c -> claims.put(CONFIRMATION, Map.of(THUMBPRINT, c)));
        return key.token(TYPE, TokenClaims.json(claims));
    }

    /** The system of a token that this node made, shown by whoever it was made for. */
    public Actor verified(String token, Optional<String> certificate) {
        if (token.length() > TokenClaims.MOST_LENGTH) {
            throw refused("过长", "is too long");
        }
        try {
            JwtClaims claims =
                    TokenClaims.verified(
                            token,
                            key.publicKey(),
                            AnswerKey.ALGORITHM,
                            new TokenClaims.Expected(
                                    TYPE,
                                    names.issuer(),
                                    clock.instant(),
                                    settings.callers().clockSkew()));
            if (!claims.getAudience().contains(names.issuer())) {
                throw refused("是给另一平台的", "is for another audience");
            }
            requireHolder(claims, certificate);
            return credentials
                    .byId(UUID.fromString(claims.getStringClaimValue(CREDENTIAL)))
                    .map(owned -> owned.system().actor())
                    .orElseThrow(
                            () ->
                                    refused(
                                            "所依据的凭据已失效",
                                            "was got by a credential that is no longer live"));
        } catch (InvalidJwtException e) {
            throw refused(e);
        } catch (MalformedClaimException e) {
            throw refused("不是有效的令牌", "is no token of this node");
        }
    }

    private static void requireHolder(JwtClaims claims, Optional<String> certificate) {
        boolean bound = claims.getClaimValue(CONFIRMATION) instanceof Map<?, ?>;
        if (bound
                && !(claims.getClaimValue(CONFIRMATION) instanceof Map<?, ?> confirmation
                        && certificate.isPresent()
                        && certificate.get().equals(confirmation.get(THUMBPRINT)))) {
            throw refused("已绑定另一客户端证书", "is bound to a client certificate other than yours");
        }
    }

    private static Problem refused(InvalidJwtException e) {
        return e.hasErrorCode(ErrorCodes.EXPIRED)
                ? refused("已过期，请重新申请", "has expired, ask for another")
                : refused("不是本节点签发的有效令牌", "is no token of this node");
    }

    private static Problem refused(String zh, String en) {
        return ProblemType.TOKEN_INVALID.because("访问令牌" + zh, "the access token " + en);
    }
}
