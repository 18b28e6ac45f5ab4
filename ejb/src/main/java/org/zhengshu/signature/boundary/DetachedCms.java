package org.zhengshu.signature.boundary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.CollectionStore;
import org.zhengshu.proof.HashAlgorithm;

/**
 * The CMS signature inside a PDF (PDF 电子签名, RFC 5652) with exactly the signed attributes that PAdES
 * asks for: contentType, messageDigest and signing-certificate-v2 (RFC 5035), the time being in the
 * PDF.
 */
public final class DetachedCms {
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final int MIN_RSA_BITS = 2048;

    private final PrivateKey key;
    private final String algorithm;
    private final List<X509CertificateHolder> chain = new ArrayList<>();
    private final int certificateBytes;

    public DetachedCms(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a signing key needs its certificate");
        }
        try {
            int bytes = 0;
            for (X509Certificate certificate : chain) {
                this.chain.add(new JcaX509CertificateHolder(certificate));
                bytes += certificate.getEncoded().length;
            }
            certificateBytes = bytes;
            algorithm = algorithm(this.chain.get(0).getSubjectPublicKeyInfo());
            requireKeyOfCertificate();
        } catch (CertificateEncodingException
                | IOException
                | OperatorCreationException
                | CertException e) {
            throw new IllegalArgumentException("signing key or certificate is not usable", e);
        }
    }

    /** How long the certificates are in the signature. */
    public int certificateBytes() {
        return certificateBytes;
    }

    /** The detached signature over the content, DER. */
    public byte[] sign(byte[] content) throws IOException {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new SignerInfoGeneratorBuilder(
                                    new JcaDigestCalculatorProviderBuilder()
                                            .setProvider(PROVIDER)
                                            .build())
                            .setSignedAttributeGenerator(new Attributes(chain.get(0)))
                            .build(signer(), chain.get(0)));
            generator.addCertificates(new CollectionStore<>(chain));
            return generator
                    .generate(new CMSProcessableByteArray(content), false)
                    .getEncoded("DER");
        } catch (CMSException | OperatorCreationException e) {
            throw new IOException("CMS signature", e);
        }
    }

    private ContentSigner signer() throws OperatorCreationException {
        JcaContentSignerBuilder builder = new JcaContentSignerBuilder(algorithm);
        boolean staysInDevice = key.getEncoded() == null;
        return (staysInDevice ? builder : builder.setProvider(PROVIDER)).build(key);
    }

    private static String algorithm(SubjectPublicKeyInfo key) throws IOException {
        ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
        if (PKCSObjectIdentifiers.rsaEncryption.equals(algorithm)
                && PublicKeyFactory.createKey(key) instanceof RSAKeyParameters rsa
                && rsa.getModulus().bitLength() >= MIN_RSA_BITS) {
            return "SHA256withRSA";
        }
        if (X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm)
                && X9ObjectIdentifiers.prime256v1.equals(key.getAlgorithm().getParameters())) {
            return "SHA256withECDSA";
        }
        throw new IllegalArgumentException("a PDF is signed with RSA from 2048 bits or P-256");
    }

    /** A key that does not belong to the certificate would only be noticed by the reader. */
    private void requireKeyOfCertificate()
            throws OperatorCreationException, IOException, CertException {
        byte[] probe = HashAlgorithm.SHA_256.digest(chain.get(0).getEncoded());
        ContentSigner signer = signer();
        signer.getOutputStream().write(probe);
        var verifier =
                new JcaContentVerifierProviderBuilder()
                        .setProvider(PROVIDER)
                        .build(chain.get(0).getSubjectPublicKeyInfo())
                        .get(signer.getAlgorithmIdentifier());
        verifier.getOutputStream().write(probe);
        if (!verifier.verify(signer.getSignature())) {
            throw new IllegalArgumentException("the signing key is not that of the certificate");
        }
    }

    /** The three signed attributes and no other. */
    private record Attributes(X509CertificateHolder certificate)
            implements CMSAttributeTableGenerator {
        @Override
        @SuppressWarnings("rawtypes")
        public AttributeTable getAttributes(Map parameters) {
            ASN1EncodableVector attributes = new ASN1EncodableVector();
            attributes.add(
                    new Attribute(
                            CMSAttributes.contentType,
                            new DERSet((ASN1ObjectIdentifier) parameters.get(CONTENT_TYPE))));
            attributes.add(
                    new Attribute(
                            CMSAttributes.messageDigest,
                            new DERSet(new DEROctetString((byte[]) parameters.get(DIGEST)))));
            attributes.add(
                    new Attribute(
                            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                            new DERSet(new SigningCertificateV2(new ESSCertIDv2(hash())))));
            return new AttributeTable(attributes);
        }

        private byte[] hash() {
            try {
                return HashAlgorithm.SHA_256.digest(certificate.getEncoded());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
