package org.zhengshu.tests.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.stream.StreamSupport;

/** An answer that the node signed on request, RFC 9421, checked as its caller would. */
public final class SignedAnswer {
    private SignedAnswer() {}

    /** Whether the signature of this label is by the key that the answer itself names. */
    public static boolean verifies(Reply reply, String label, JsonNode keySet) {
        String input = reply.header("Signature-Input");
        JsonNode key =
                StreamSupport.stream(keySet.get("keys").spliterator(), false)
                        .filter(k -> input.contains("keyid=\"" + k.get("kid").asText() + '"'))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no key of " + input));
        String base =
                "\"@status\": %d\n\"content-digest\": %s\n\"zhengshu-receipt\": %s\n\"@signature-params\": %s"
                        .formatted(
                                reply.status(),
                                reply.header("Content-Digest"),
                                reply.receipt(),
                                input.substring((label + "=").length()));
        String value = reply.header("Signature").replaceAll("^" + label + "=:|:$", "");
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(p256(key));
            verifier.update(base.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(value));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicKey p256(JsonNode key) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(coordinate(key, "x"), coordinate(key, "y"));
        return KeyFactory.getInstance("EC")
                .generatePublic(
                        new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    }

    private static BigInteger coordinate(JsonNode key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.get(name).asText()));
    }
}
