package org.zhengshu.signature.control;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.zhengshu.proof.TrustAnchors;

/** A root and a time-stamp authority under it (测试时间戳机构). */
final class TestAuthority {
    static final Instant NOW = Instant.parse("2026-11-22T03:04:05.678Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final X509Certificate root;
    private final KeyPair key;
    private final X509Certificate certificate;

    TestAuthority(KeyPurposeId purpose) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair rootKey = generator.generateKeyPair();
        key = generator.generateKeyPair();
        root =
                issue(
                        rootKey,
                        rootKey,
                        "CN=测试根",
                        List.of(
                                new Part(Extension.basicConstraints, new BasicConstraints(true)),
                                new Part(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign))));
        certificate =
                issue(
                        rootKey,
                        key,
                        "CN=测试时间戳",
                        List.of(
                                new Part(Extension.basicConstraints, new BasicConstraints(false)),
                                new Part(
                                        Extension.keyUsage,
                                        new KeyUsage(KeyUsage.digitalSignature)),
                                new Part(
                                        Extension.extendedKeyUsage,
                                        new ExtendedKeyUsage(purpose))));
    }

    private record Part(
            org.bouncycastle.asn1.ASN1ObjectIdentifier oid,
            org.bouncycastle.asn1.ASN1Encodable value) {}

    TimeStampSigner signer() {
        return new TimeStampSigner(key.getPrivate(), List.of(certificate), CLOCK);
    }

    X509Certificate certificate() {
        return certificate;
    }

    TrustAnchors anchors() throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(root);
        }
        return TrustAnchors.fromPem(
                new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.US_ASCII)));
    }

    private static X509Certificate issue(
            KeyPair issuer, KeyPair subject, String name, List<Part> parts) throws Exception {
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        new X500Name("CN=测试根"),
                        new BigInteger(64, new java.security.SecureRandom()),
                        Date.from(Instant.parse("2026-01-01T00:00:00Z")),
                        Date.from(Instant.parse("2028-01-01T00:00:00Z")),
                        new X500Name(name),
                        subject.getPublic());
        for (Part part : parts) {
            builder.addExtension(part.oid(), true, part.value());
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(issuer.getPrivate())));
    }
}
