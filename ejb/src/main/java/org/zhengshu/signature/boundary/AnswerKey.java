package org.zhengshu.signature.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.control.KeyFiles;

/**
 * The node's own key for access tokens and signed answers (应答签名密钥): ECDSA over P-256 with SHA-256,
 * published with its certificates as a JWK.
 */
@ApplicationScoped
public class AnswerKey {
    public static final String ALGORITHM = "ES256";

    @Inject private Settings settings;

    private KeyFiles.KeyPairEntry entry;
    private EllipticCurveJsonWebKey jwk;

    @PostConstruct
    void load() {
        use(new KeyFiles(settings.data()).keyStoreEntry("answers", "answers"));
    }

    void use(KeyFiles.KeyPairEntry loaded) {
        entry = loaded;
        jwk = new EllipticCurveJsonWebKey((ECPublicKey) loaded.chain().get(0).getPublicKey());
        jwk.setAlgorithm(ALGORITHM);
        jwk.setUse("sig");
        try {
            jwk.setKeyId(jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
        } catch (RuntimeException e) {
            throw new IllegalStateException("the key of answers is not usable", e);
        }
    }

    /** RFC 7638 thumbprint, the {@code kid} of tokens and {@code keyid} of answers. */
    public String id() {
        return jwk.getKeyId();
    }

    /** The public key as published, RFC 7517, with its certificates from the own to the root. */
    public PublishedKey published() {
        return new PublishedKey(
                "EC",
                "P-256",
                coordinate("x"),
                coordinate("y"),
                ALGORITHM,
                "sig",
                jwk.getKeyId(),
                entry.chain().stream().map(AnswerKey::base64).toList());
    }

    /** A public key of the node in the members of a JWK (公钥). */
    public record PublishedKey(
            String kty,
            String crv,
            String x,
            String y,
            String alg,
            String use,
            String kid,
            List<String> x5c) {}

    private String coordinate(String name) {
        return (String)
                jwk.toParams(EllipticCurveJsonWebKey.OutputControlLevel.PUBLIC_ONLY).get(name);
    }

    private static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The claims signed as a JWT of this type, RFC 7515 compact form. */
    public String token(String type, String claims) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setHeader("typ", type);
        jws.setKeyIdHeaderValue(id());
        jws.setAlgorithmHeaderValue(ALGORITHM);
        jws.setKey(entry.key());
        jws.setPayload(claims);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public ECPublicKey publicKey() {
        return jwk.getECPublicKey();
    }

    /** A signature in the form of RFC 9421 section 3.3.4: both numbers, 32 bytes each. */
    public byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(entry.key());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
