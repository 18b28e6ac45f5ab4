package org.zhengshu.signature.boundary;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;

/** Reads public keys that systems register (公钥登记): JWK of RFC 7517, or PEM as openssl writes it. */
public final class VerifyingKeys {
    private static final int LEAST_RSA = 2048;
    private static final int MOST_RSA = 8192;
    private static final List<String> RSA = List.of("RS256", "PS256", "PS512");

    private VerifyingKeys() {}

    /**
     * A key that verifies by one algorithm and no other.
     *
     * @param thumbprint its id at the doors, RFC 7638 with SHA-256
     */
    public record Registered(String jwk, String thumbprint) {}

    /** The key with its algorithm: the wanted one, else that of the JWK, else the usual one. */
    public static Registered read(String text, String algorithm) {
        try {
            PublicJsonWebKey key =
                    text.stripLeading().startsWith("{")
                            ? fromJwk(text)
                            : (PublicJsonWebKey) JsonWebKey.Factory.newJwk(fromPem(text));
            requireOnCurve(key.getPublicKey());
            List<String> possible = algorithms(key);
            String own = key.getAlgorithm();
            String wanted = algorithm != null ? algorithm : own != null ? own : possible.get(0);
            if (!possible.contains(wanted) || own != null && !own.equals(wanted)) {
                throw refused(
                        "该公钥可用的算法为 " + possible + "，不是 " + wanted,
                        "the algorithm of this key is one of " + possible + ", not " + wanted);
            }
            key.setAlgorithm(wanted);
            key.setUse("sig");
            return new Registered(
                    key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY),
                    key.calculateBase64urlEncodedThumbprint("SHA-256"));
        } catch (JoseException | IOException | GeneralSecurityException | RuntimeException e) {
            if (e instanceof Problem problem) {
                throw problem;
            }
            throw refused("key 不是有效的 JWK 或 PEM 公钥", "key is no JWK and no public key in PEM");
        }
    }

    /** A registered key as it verifies. */
    public static PublicJsonWebKey stored(byte[] jwk) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(new String(jwk, StandardCharsets.UTF_8));
        } catch (JoseException e) {
            throw new IllegalStateException("a registered key cannot be read", e);
        }
    }

    private static PublicJsonWebKey fromJwk(String text) throws JoseException {
        JsonWebKey key = JsonWebKey.Factory.newJwk(text);
        if (!(key instanceof PublicJsonWebKey pair)) {
            throw refused("对称密钥不能登记为公钥", "a symmetric key is no public key");
        }
        Map<String, Object> all = key.toParams(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
        if (pair.getPrivateKey() != null || all.containsKey("d")) {
            throw refused(
                    "只登记公钥，私钥不得离开业务系统；该密钥已泄露，请另行生成",
                    "register the public key only: this private key has left its system, make another");
        }
        return pair;
    }

    private static PublicKey fromPem(String text) throws IOException, GeneralSecurityException {
        if (text.contains("-----BEGIN CERTIFICATE-----")) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)))
                    .getPublicKey();
        }
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            if (!(parser.readObject() instanceof SubjectPublicKeyInfo info)) {
                throw refused(
                        "PEM 须为 PUBLIC KEY 或 CERTIFICATE",
                        "the PEM must be a PUBLIC KEY or a CERTIFICATE");
            }
            return new JcaPEMKeyConverter().getPublicKey(info);
        }
    }

    /** Neither the JDK nor the JWK library looks whether a point is one of its curve. */
    private static void requireOnCurve(PublicKey key) throws IOException {
        PublicKeyFactory.createKey(key.getEncoded());
    }

    /** What the key can do, the usual first. */
    private static List<String> algorithms(PublicJsonWebKey key) {
        if (key instanceof RsaJsonWebKey rsa) {
            int bits = ((RSAPublicKey) rsa.getKey()).getModulus().bitLength();
            if (bits < LEAST_RSA || bits > MOST_RSA) {
                throw refused(
                        "RSA 密钥须为 " + LEAST_RSA + " 到 " + MOST_RSA + " 位",
                        "an RSA key has " + LEAST_RSA + " to " + MOST_RSA + " bits");
            }
            return RSA;
        }
        if (key instanceof EllipticCurveJsonWebKey ec
                && ec.getKey() instanceof ECPublicKey
                && "P-256".equals(ec.getCurveName())) {
            return List.of("ES256");
        }
        if (key instanceof OctetKeyPairJsonWebKey okp && "Ed25519".equals(okp.getSubtype())) {
            return List.of("EdDSA");
        }
        throw refused(
                "密钥须为 P-256、Ed25519 或 2048 位以上的 RSA",
                "the key must be P-256, Ed25519, or RSA from 2048 bits");
    }

    private static Problem refused(String zh, String en) {
        return ProblemType.INVALID_INPUT.because(zh, en);
    }
}
