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
import java.util.stream.Stream;
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
    private List<PublishedKey> published;

    @PostConstruct
    void load() {
        KeyFiles files = new KeyFiles(settings.data());
        use(files.keyStoreEntry("answers", "answers"), files.replaced("answers"));
    }

    void use(KeyFiles.KeyPairEntry loaded, List<List<X509Certificate>> replaced) {
        entry = loaded;
        jwk = jwk(loaded.chain());
        published =
                Stream.concat(Stream.of(loaded.chain()), replaced.stream())
                        .map(AnswerKey::published)
                        .toList();
    }

    private static EllipticCurveJsonWebKey jwk(List<X509Certificate> chain) {
        EllipticCurveJsonWebKey jwk =
                new EllipticCurveJsonWebKey((ECPublicKey) chain.get(0).getPublicKey());
        jwk.setAlgorithm(ALGORITHM);
        jwk.setUse("sig");
        try {
            jwk.setKeyId(jwk.calculateBase64urlEncodedThumbprint("SHA-256"));
        } catch (RuntimeException e) {
            throw new IllegalStateException("the key of answers is not usable", e);
        }
        return jwk;
    }

    /** RFC 7638 thumbprint, the {@code kid} of tokens and {@code keyid} of answers. */
    public String id() {
        return jwk.getKeyId();
    }

    /**
     * The public keys, RFC 7517, each with its certificates from the own to the root: first the one
     * in use, then those that answers of before were signed with.
     */
    public List<PublishedKey> published() {
        return published;
    }

    private static PublishedKey published(List<X509Certificate> chain) {
        EllipticCurveJsonWebKey key = jwk(chain);
        return new PublishedKey(
                "EC",
                "P-256",
                coordinate(key, "x"),
                coordinate(key, "y"),
                ALGORITHM,
                "sig",
                key.getKeyId(),
                chain.stream().map(AnswerKey::base64).toList());
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

    private static String coordinate(EllipticCurveJsonWebKey key, String name) {
        return (String)
                key.toParams(EllipticCurveJsonWebKey.OutputControlLevel.PUBLIC_ONLY).get(name);
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
