package org.zhengshu.launcher;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Key pairs and X.509 certificates by BouncyCastle, whose provider is never registered for the
 * whole process.
 */
final class Certificates {
    static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration BEFORE = Duration.ofHours(1);
    private static final String SM2_CURVE = "sm2p256v1";

    /** The kinds of keys, each with the algorithm that it signs certificates with. */
    enum Kind {
        SM2("SM3withSM2"),
        P256("SHA256withECDSA"),
        RSA("SHA256withRSA"),
        ED25519("Ed25519");

        private final String signature;

        Kind(String signature) {
            this.signature = signature;
        }

        String signature() {
            return signature;
        }

        KeyPair generate() throws GeneralSecurityException {
            return switch (this) {
                case SM2 -> generator("EC", sm2());
                case P256 -> generator("EC", new ECGenParameterSpec("secp256r1"));
                case RSA -> rsa();
                case ED25519 -> KeyPairGenerator.getInstance("Ed25519", PROVIDER).generateKeyPair();
            };
        }

        private static KeyPair generator(
                String name, java.security.spec.AlgorithmParameterSpec spec)
                throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(name, PROVIDER);
            generator.initialize(spec, RANDOM);
            return generator.generateKeyPair();
        }

        private static KeyPair rsa() throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", PROVIDER);
            generator.initialize(2048, RANDOM);
            return generator.generateKeyPair();
        }

        private static ECNamedCurveParameterSpec sm2() {
            X9ECParameters curve = CustomNamedCurves.getByName(SM2_CURVE);
            return new ECNamedCurveParameterSpec(
                    SM2_CURVE, curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
        }
    }

    /** The same public key without the device that it may come from. */
    static PublicKey software(PublicKey key) throws GeneralSecurityException {
        String algorithm = key.getAlgorithm();
        return KeyFactory.getInstance(algorithm, PROVIDER)
                .generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    }

    /** Host names and IP addresses as they stand in a certificate. */
    static List<GeneralName> names(List<String> names) {
        return names.stream()
                .distinct()
                .filter(name -> name.matches("[A-Za-z0-9.:-]+"))
                .map(name -> new GeneralName(type(name), name))
                .toList();
    }

    private static int type(String name) {
        boolean address = name.contains(":") || name.matches("[0-9]+(\\.[0-9]+){3}");
        return address ? GeneralName.iPAddress : GeneralName.dNSName;
    }

    /** An issuer: its certificate, its key and how the key signs. */
    record Issuer(Kind kind, X509Certificate certificate, PrivateKey key) {}

    /** What a certificate is to say besides its key. */
    record Wish(
            String subject,
            Duration life,
            int usage,
            List<KeyPurposeId> purposes,
            List<GeneralName> names) {
        static Wish of(String subject, Duration life, int usage) {
            return new Wish(subject, life, usage, List.of(), List.of());
        }
    }

    private final Clock clock;

    Certificates(Clock clock) {
        this.clock = clock;
    }

    /** A root that signs itself, for one level below it. */
    X509Certificate root(Kind kind, KeyPair keys, Wish wish)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        X500Name name = new X500Name(wish.subject());
        X509v3CertificateBuilder builder = builder(name, wish, keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(1));
        return signed(builder, kind, keys.getPrivate());
    }

    /** A certificate of an end entity; RFC 3161 section 2.3 wants its purpose to be critical. */
    X509Certificate issue(Issuer issuer, PublicKey key, Wish wish)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        X500Name name =
                X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded());
        X509v3CertificateBuilder builder = builder(name, wish, key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils()
                        .createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
        if (!wish.purposes().isEmpty()) {
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    wish.purposes().contains(KeyPurposeId.id_kp_timeStamping),
                    new ExtendedKeyUsage(wish.purposes().toArray(new KeyPurposeId[0])));
        }
        if (!wish.names().isEmpty()) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(wish.names().toArray(new GeneralName[0])));
        }
        return signed(builder, issuer.kind(), issuer.key());
    }

    private X509v3CertificateBuilder builder(X500Name issuer, Wish wish, PublicKey key)
            throws GeneralSecurityException, CertIOException {
        Instant now = clock.instant();
        X509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        issuer,
                        new BigInteger(126, RANDOM).setBit(126),
                        Date.from(now.minus(BEFORE)),
                        Date.from(now.plus(wish.life())),
                        new X500Name(wish.subject()),
                        key);
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(wish.usage()));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
        return builder;
    }

    private static X509Certificate signed(
            X509v3CertificateBuilder builder, Kind kind, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .setProvider(PROVIDER)
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder(kind.signature)
                                        .setProvider(PROVIDER)
                                        .build(key)));
    }
}
