package org.zhengshu.signature.boundary;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * Verifies signatures of HTTP messages (HTTP 报文验签), RFC 9421 section 3.3; the algorithm is that of
 * the registered key and never that of the message.
 */
public final class HttpSignatureCheck {
    /** JWS algorithm of a key, and the name that RFC 9421 has for it. */
    private static final Map<String, String> NAMES =
            Map.of(
                    "ES256", "ecdsa-p256-sha256",
                    "RS256", "rsa-v1_5-sha256",
                    "PS256", "rsa-pss-sha512",
                    "PS512", "rsa-pss-sha512",
                    "EdDSA", "ed25519");

    private static final int PSS_SALT = 64;
    private static final int TRAILER = 1;

    private HttpSignatureCheck() {}

    /** The algorithm that a registered key has in signatures of HTTP messages. */
    public static String algorithm(byte[] jwk) {
        return NAMES.get(VerifyingKeys.stored(jwk).getAlgorithm());
    }

    /** Whether the signature is that of the registered key over these bytes. */
    public static boolean verifies(byte[] jwk, byte[] base, byte[] signature) {
        PublicJsonWebKey key = VerifyingKeys.stored(jwk);
        return verifies(NAMES.get(key.getAlgorithm()), key.getPublicKey(), base, signature);
    }

    static boolean verifies(String algorithm, PublicKey key, byte[] base, byte[] signature) {
        try {
            Signature verifier = verifier(algorithm);
            verifier.initVerify(key);
            verifier.update(base);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Signature verifier(String algorithm) throws GeneralSecurityException {
        return switch (algorithm) {
            case "ecdsa-p256-sha256" -> Signature.getInstance("SHA256withECDSAinP1363Format");
            case "rsa-v1_5-sha256" -> Signature.getInstance("SHA256withRSA");
            case "ed25519" -> Signature.getInstance("Ed25519");
            default -> {
                Signature pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(
                        new PSSParameterSpec(
                                "SHA-512", "MGF1", MGF1ParameterSpec.SHA512, PSS_SALT, TRAILER));
                yield pss;
            }
        };
    }
}
