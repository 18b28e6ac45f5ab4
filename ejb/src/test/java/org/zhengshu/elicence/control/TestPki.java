package org.zhengshu.elicence.control;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.zhengshu.proof.TrustAnchors;

/** A root, an issuing authority and a signer (测试证书链) with keys of one kind. */
final class TestPki {
    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant UNTIL = Instant.parse("2028-01-01T00:00:00Z");

    private final String signatures;
    private final KeyPair rootKey;
    private final X509Certificate root;
    private final KeyPair middleKey;
    private final X509Certificate middle;
    private final KeyPair signerKey;
    private int serial = 1;

    private TestPki(KeyPairGenerator generator, String signatures) throws Exception {
        this.signatures = signatures;
        rootKey = generator.generateKeyPair();
        int authority = KeyUsage.keyCertSign | KeyUsage.cRLSign;
        root = issue(rootKey, "CN=测试根", rootKey, "CN=测试根", true, authority);
        middleKey = generator.generateKeyPair();
        middle = issue(rootKey, "CN=测试根", middleKey, "CN=测试签发机构", true, authority);
        signerKey = generator.generateKeyPair();
    }

    static TestPki rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return new TestPki(generator, "SHA256withRSA");
    }

    static TestPki p256() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return new TestPki(generator, "SHA256withECDSA");
    }

    DocumentSigner signer() throws Exception {
        return new DocumentSigner(signerKey.getPrivate(), chain(KeyUsage.digitalSignature));
    }

    DocumentSigner signer(int usage) throws Exception {
        return new DocumentSigner(signerKey.getPrivate(), chain(usage));
    }

    KeyPair key() {
        return signerKey;
    }

    /** Certificate of the signer and of the issuing authority; the root is with the verifier. */
    List<X509Certificate> chain(int usage) throws Exception {
        X509Certificate signer =
                issue(
                        middleKey,
                        "CN=测试签发机构",
                        signerKey,
                        "CN=沈阳市浑南区市场监督管理局,O=沈阳市浑南区市场监督管理局,C=CN",
                        false,
                        usage);
        return List.of(signer, middle);
    }

    X509Certificate rootCertificate() {
        return root;
    }

    String rootPem() throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(root);
        }
        return text.toString();
    }

    TrustAnchors anchors() throws Exception {
        return TrustAnchors.fromPem(
                new ByteArrayInputStream(rootPem().getBytes(StandardCharsets.US_ASCII)));
    }

    private X509Certificate issue(
            KeyPair issuerKey, String issuer, KeyPair key, String subject, boolean ca, int usage)
            throws Exception {
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        new X500Name(issuer),
                        BigInteger.valueOf(1000 + serial++),
                        Date.from(FROM),
                        Date.from(UNTIL),
                        new X500Name(subject),
                        key.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder(signatures)
                                        .build(issuerKey.getPrivate())));
    }
}
