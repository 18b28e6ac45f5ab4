package org.zhengshu.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A small certificate authority for tests, with an SM2, EC or RSA key. */
record TestCa(X509CertificateHolder certificate, ContentSigner signer, SecureRandom random) {
    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant UNTIL = Instant.parse("2036-01-01T00:00:00Z");

    /** What a certificate to be issued says. */
    record Request(
            String name,
            SubjectPublicKeyInfo key,
            Instant until,
            boolean authority,
            int usage,
            List<Extension> extensions) {
        static Request endEntity(String name, SubjectPublicKeyInfo key) {
            return new Request(name, key, UNTIL, false, KeyUsage.digitalSignature, List.of());
        }

        static Request authority(String name, SubjectPublicKeyInfo key) {
            return new Request(
                    name, key, UNTIL, true, KeyUsage.keyCertSign | KeyUsage.cRLSign, List.of());
        }

        Request until(Instant end) {
            return new Request(name, key, end, authority, usage, extensions);
        }

        Request usage(int bits) {
            return new Request(name, key, until, authority, bits, extensions);
        }

        Request with(Extension... more) {
            return new Request(name, key, until, authority, usage, List.of(more));
        }
    }

    static TestCa sm2Root(String name) {
        return sm2Root(name, new SecureRandom());
    }

    static TestCa sm2Root(String name, SecureRandom random) {
        ECPrivateKeyParameters key = Sm2.generateKey(random);
        return root(name, info(key), sm2Signer(key, random), random);
    }

    static TestCa javaRoot(String name, KeyPair keys, String algorithm) throws Exception {
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
        return root(name, info, javaSigner(keys.getPrivate(), algorithm), new SecureRandom());
    }

    private static TestCa root(
            String name, SubjectPublicKeyInfo key, ContentSigner signer, SecureRandom random) {
        Request request = Request.authority(name, key);
        X500Name issuer = new X500Name("CN=" + name);
        return new TestCa(build(issuer, request, signer, random), signer, random);
    }

    static ContentSigner javaSigner(PrivateKey key, String algorithm) throws Exception {
        return new JcaContentSignerBuilder(algorithm).build(key);
    }

    static ContentSigner sm2Signer(ECPrivateKeyParameters key, SecureRandom random) {
        return new Sm2ContentSigner(key, random);
    }

    /** A revocation list of this authority, valid for a week. */
    X509v2CRLBuilder list(Instant issued) {
        X509v2CRLBuilder builder =
                new X509v2CRLBuilder(certificate.getSubject(), Date.from(issued));
        return builder.setNextUpdate(Date.from(issued.plus(Duration.ofDays(7))));
    }

    byte[] signed(X509v2CRLBuilder list) {
        try {
            return list.build(signer).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static SubjectPublicKeyInfo info(ECPrivateKeyParameters key) {
        return SubjectPublicKeyInfo.getInstance(Sm2.encodePublicKey(Sm2.publicKey(key)));
    }

    TestCa intermediate(String name) {
        return intermediate(name, UNTIL);
    }

    TestCa intermediate(String name, Instant until) {
        ECPrivateKeyParameters key = Sm2.generateKey(random);
        Request request = Request.authority(name, info(key)).until(until);
        return new TestCa(issue(request), sm2Signer(key, random), random);
    }

    X509CertificateHolder issue(Request request) {
        return build(certificate.getSubject(), request, signer, random);
    }

    static String pem(X509CertificateHolder... certificates) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (X509CertificateHolder certificate : certificates) {
                writer.writeObject(certificate);
            }
        }
        return text.toString();
    }

    private static X509CertificateHolder build(
            X500Name issuer, Request request, ContentSigner signer, SecureRandom random) {
        try {
            X509v3CertificateBuilder builder =
                    new X509v3CertificateBuilder(
                            issuer,
                            new BigInteger(127, random).setBit(126),
                            Date.from(FROM),
                            Date.from(request.until()),
                            new X500NameBuilder().addRDN(BCStyle.CN, request.name()).build(),
                            request.key());
            builder.addExtension(
                    Extension.basicConstraints, true, new BasicConstraints(request.authority()));
            if (request.usage() != 0) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(request.usage()));
            }
            for (Extension extension : request.extensions()) {
                builder.addExtension(extension);
            }
            return builder.build(signer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs certificates with SM2. */
    private static final class Sm2ContentSigner implements ContentSigner {
        private static final ASN1ObjectIdentifier OID = GMObjectIdentifiers.sm2sign_with_sm3;
        private final ECPrivateKeyParameters key;
        private final SecureRandom random;
        private ByteArrayOutputStream content = new ByteArrayOutputStream();

        Sm2ContentSigner(ECPrivateKeyParameters key, SecureRandom random) {
            this.key = key;
            this.random = random;
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return new AlgorithmIdentifier(OID);
        }

        @Override
        public OutputStream getOutputStream() {
            content = new ByteArrayOutputStream();
            return content;
        }

        @Override
        public byte[] getSignature() {
            return Sm2.sign(key, content.toByteArray(), random);
        }
    }
}
