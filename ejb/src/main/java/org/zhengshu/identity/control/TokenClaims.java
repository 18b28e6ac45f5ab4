package org.zhengshu.identity.control;

import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.lang.JoseException;

/** Reads JWTs strictly (令牌解析): one algorithm, signed, no encryption, no extensions. */
final class TokenClaims {
    static final int MOST_LENGTH = 8192;

    private TokenClaims() {}

    /** Header and claims of a token that nobody has verified yet, to find the key. */
    record Unverified(String keyId, String algorithm, JwtClaims claims) {}

    static Unverified peek(String token) throws InvalidJwtException, JoseException {
        JwtContext context =
                new JwtConsumerBuilder()
                        .setSkipAllValidators()
                        .setDisableRequireSignature()
                        .setSkipSignatureVerification()
                        .build()
                        .process(token);
        var jose = context.getJoseObjects().get(0);
        return new Unverified(
                jose.getKeyIdHeaderValue(), jose.getAlgorithmHeaderValue(), context.getJwtClaims());
    }

    /** Verifies by this key and this algorithm alone; the times with a tolerance. */
    static JwtClaims verified(String token, Key key, String algorithm, Expected expected)
            throws InvalidJwtException {
        JwtConsumerBuilder builder =
                new JwtConsumerBuilder()
                        .setJwsAlgorithmConstraints(
                                AlgorithmConstraints.ConstraintType.PERMIT, algorithm)
                        .setVerificationKey(key)
                        .setRequireExpirationTime()
                        .setRequireSubject()
                        .setRequireJwtId()
                        .setEvaluationTime(
                                NumericDate.fromMilliseconds(expected.now.toEpochMilli()))
                        .setAllowedClockSkewInSeconds((int) expected.skew.toSeconds())
                        .setExpectedIssuer(expected.issuer)
                        .setSkipDefaultAudienceValidation();
        if (expected.type != null) {
            builder.setExpectedType(true, expected.type);
        }
        return builder.build().processToClaims(token);
    }

    /** What a token must say (令牌要求). */
    record Expected(String type, String issuer, Instant now, Duration skew) {}

    /** Claims as JSON. */
    static String json(Map<String, Object> claims) {
        JwtClaims made = new JwtClaims();
        claims.forEach(made::setClaim);
        return made.toJson();
    }
}
