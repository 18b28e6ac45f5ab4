package org.zhengshu.signature.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.control.KeyFiles;

/**
 * Certificates of client systems by the node's own authority (客户端证书签发): for the key of a request
 * (RFC 2986), or for a fresh one that is handed over once.
 */
@ApplicationScoped
public class ClientCertificates {
    private static final String AUTHORITY = "root-p256";
    private static final int RSA_BITS = 2048;
    private static final int EC_BITS = 256;
    private static final Duration BEFORE = Duration.ofMinutes(5);
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject private Settings settings;
    @Inject private Clock clock;

    private KeyFiles files;

    /**
     * A new certificate.
     *
     * @param chain it and its authority, in PEM
     * @param key the private key in PEM, when it was made here; kept nowhere
     */
    public record Issued(X509Certificate certificate, String chain, Optional<String> key) {}

    @PostConstruct
    void load() {
        files = new KeyFiles(settings.data());
    }

    /** For the key of the request; its subject is not taken over. */
    public Issued forRequest(String request, String name, String department, Duration life) {
        return issue(key(request), name, department, life, Optional.empty());
    }

    /** For a key that is made here. */
    public Issued withKey(String name, String department, Duration life) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS, RANDOM);
            KeyPair pair = generator.generateKeyPair();
            String pem = pem(new JcaPKCS8Generator(pair.getPrivate(), null));
            return issue(pair.getPublic(), name, department, life, Optional.of(pem));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Issued issue(
            PublicKey key, String name, String department, Duration life, Optional<String> made) {
        X509CertificateHolder authority = files.certificates(AUTHORITY).get(0);
        Instant now = clock.instant();
        try {
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            X509v3CertificateBuilder builder =
                    new X509v3CertificateBuilder(
                                    authority.getSubject(),
                                    new BigInteger(126, RANDOM).setBit(126),
                                    time(now.minus(BEFORE)),
                                    time(now.plus(life)),
                                    new X500NameBuilder(BCStyle.INSTANCE)
                                            .addRDN(BCStyle.C, "CN")
                                            .addRDN(BCStyle.O, department)
                                            .addRDN(BCStyle.CN, name)
                                            .build(),
                                    SubjectPublicKeyInfo.getInstance(key.getEncoded()))
                            .addExtension(
                                    Extension.basicConstraints, true, new BasicConstraints(false))
                            .addExtension(Extension.keyUsage, true, new KeyUsage(usage(key)))
                            .addExtension(
                                    Extension.extendedKeyUsage,
                                    false,
                                    new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))
                            .addExtension(
                                    Extension.subjectKeyIdentifier,
                                    false,
                                    extensions.createSubjectKeyIdentifier(key))
                            .addExtension(
                                    Extension.authorityKeyIdentifier,
                                    false,
                                    extensions.createAuthorityKeyIdentifier(authority));
            X509CertificateHolder signed =
                    builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA")
                                    .setProvider(PROVIDER)
                                    .build(
                                            new JcaPEMKeyConverter()
                                                    .setProvider(PROVIDER)
                                                    .getPrivateKey(files.privateKey(AUTHORITY))));
            return new Issued(
                    new JcaX509CertificateConverter().getCertificate(signed),
                    pem(signed) + pem(authority),
                    made);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("the certificate could not be issued", e);
        }
    }

    /** RFC 5280, 4.1.2.5: as UTCTime, which lasts until 2049. */
    private static Time time(Instant instant) {
        return new Time(new DERUTCTime(UTC_TIME.format(instant)));
    }

    private static int usage(PublicKey key) {
        return key instanceof RSAPublicKey
                ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment
                : KeyUsage.digitalSignature;
    }

    /** The key of a request whose signature shows that the sender has it. */
    private static PublicKey key(String request) {
        try (PEMParser parser = new PEMParser(new StringReader(request))) {
            if (!(parser.readObject()
                    instanceof org.bouncycastle.pkcs.PKCS10CertificationRequest r)) {
                throw refused("不是 PEM 格式的证书请求", "is no certificate request in PEM");
            }
            PublicKey key =
                    new JcaPKCS10CertificationRequest(r).setProvider(PROVIDER).getPublicKey();
            if (!r.isSignatureValid(
                    new JcaContentVerifierProviderBuilder().setProvider(PROVIDER).build(key))) {
                throw refused("请求的签名无效", "has a wrong signature");
            }
            boolean strong =
                    key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= RSA_BITS
                            || key instanceof ECPublicKey ec
                                    && ec.getParams().getOrder().bitLength() >= EC_BITS;
            if (!strong) {
                throw refused(
                        "密钥须为 RSA 2048 位以上或 ECDSA P-256 以上",
                        "needs a key of RSA 2048 or ECDSA P-256 at least");
            }
            return key;
        } catch (IOException
                | RuntimeException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException e) {
            if (e instanceof org.zhengshu.kernel.boundary.Problem problem) {
                throw problem;
            }
            throw refused("无法读取", "cannot be read");
        }
    }

    private static RuntimeException refused(String zh, String en) {
        return ProblemType.INVALID_INPUT.because("csr " + zh, "csr " + en);
    }

    private static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
