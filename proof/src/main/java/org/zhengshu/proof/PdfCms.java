package org.zhengshu.proof;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The CMS signature of a PDF (RFC 5652 as ETSI EN 319 142-1 restricts it), in DER, with one signer
 * and no part that neither the signature nor a certificate protects.
 */
final class PdfCms {
    private static final String PART = "CMS";
    private static final int MIN_RSA_BITS = 2048;
    private static final Set<Integer> CURVES = Set.of(256, 384);
    private static final Map<ASN1ObjectIdentifier, String> DIGESTS =
            Map.of(
                    NISTObjectIdentifiers.id_sha256, "SHA-256",
                    NISTObjectIdentifiers.id_sha384, "SHA-384",
                    NISTObjectIdentifiers.id_sha512, "SHA-512");
    private static final Map<ASN1ObjectIdentifier, String> SIGNATURES =
            Map.of(
                    PKCSObjectIdentifiers.sha256WithRSAEncryption, "SHA256withRSA",
                    PKCSObjectIdentifiers.sha384WithRSAEncryption, "SHA384withRSA",
                    PKCSObjectIdentifiers.sha512WithRSAEncryption, "SHA512withRSA",
                    X9ObjectIdentifiers.ecdsa_with_SHA256, "SHA256withECDSA",
                    X9ObjectIdentifiers.ecdsa_with_SHA384, "SHA384withECDSA",
                    X9ObjectIdentifiers.ecdsa_with_SHA512, "SHA512withECDSA");

    private final SignerInfo signer;
    private final AttributeTable attributes;
    private final List<X509CertificateHolder> certificates = new ArrayList<>();
    private final X509CertificateHolder certificate;

    private PdfCms(SignedData data) throws IOException {
        if (!PKCSObjectIdentifiers.data.equals(data.getEncapContentInfo().getContentType())
                || data.getEncapContentInfo().getContent() != null) {
            throw new ProofException(PART, "is not a detached signature");
        }
        if (data.getSignerInfos().size() != 1 || data.getCRLs() != null) {
            throw new ProofException(PART, "must have one signer and no revocation lists");
        }
        signer = CmsSigner.read(data.getSignerInfos().getObjectAt(0), PART);
        requireConsistent(data);
        attributes = new AttributeTable(signer.getAuthenticatedAttributes());
        if (data.getCertificates() != null) {
            for (ASN1Encodable one : data.getCertificates()) {
                byte[] der = one.toASN1Primitive().getEncoded(ASN1Encoding.DER);
                certificates.add(CertificatePath.decode(der));
            }
        }
        certificate = CmsSigner.certificate(signer, certificates, PART);
    }

    static PdfCms parse(byte[] der) {
        try {
            ASN1Primitive primitive = ASN1Primitive.fromByteArray(der);
            if (!Arrays.equals(primitive.getEncoded(ASN1Encoding.DER), der)) {
                throw new ProofException(PART, "is not in DER");
            }
            ContentInfo info = ContentInfo.getInstance(primitive);
            if (!CMSObjectIdentifiers.signedData.equals(info.getContentType())) {
                throw new ProofException(PART, "is not SignedData");
            }
            return new PdfCms(SignedData.getInstance(info.getContent()));
        } catch (ProofException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new ProofException(PART, "cannot be read", e);
        }
    }

    X509CertificateHolder certificate() {
        return certificate;
    }

    List<X509CertificateHolder> certificates() {
        return List.copyOf(certificates);
    }

    boolean hasUnsignedAttributes() {
        return signer.getUnauthenticatedAttributes() != null;
    }

    /** The digest and signature algorithms and the key, of those that are still strong. */
    String algorithm() {
        try {
            String digest = digestName(signer.getDigestAlgorithm());
            return signatureName() + " with " + keyName(publicKey()) + ", digest " + digest;
        } catch (IOException | GeneralSecurityException e) {
            throw new ProofException("algorithm", "the key cannot be read", e);
        }
    }

    /** True when the signed digest is that of the signed bytes. */
    boolean covers(byte[] signed) {
        byte[] expected = digest(digestName(signer.getDigestAlgorithm()), signed);
        ASN1Encodable value = CmsSigner.attribute(attributes, PART, CMSAttributes.messageDigest);
        return MessageDigest.isEqual(expected, ASN1OctetString.getInstance(value).getOctets());
    }

    /** True when the signer's key made the signature over the signed attributes. */
    boolean verifies() {
        try {
            Signature verifier = Signature.getInstance(signatureName());
            verifier.initVerify(publicKey());
            verifier.update(signer.getAuthenticatedAttributes().getEncoded(ASN1Encoding.DER));
            return verifier.verify(signer.getEncryptedDigest().getOctets());
        } catch (GeneralSecurityException | IOException e) {
            return false;
        }
    }

    /** Requires signing-certificate-v2 (RFC 5035) to name the certificate of the signer. */
    void requireSigningCertificate() {
        SigningCertificate.requireNames(
                CmsSigner.attribute(
                        attributes, PART, PKCSObjectIdentifiers.id_aa_signingCertificateV2),
                certificate,
                (algorithm, bytes) -> digest(digestName(algorithm), bytes));
    }

    private static byte[] digest(String name, byte[] bytes) {
        try {
            return MessageDigest.getInstance(name).digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new ProofException("digest", "is not available", e);
        }
    }

    /** Requires the content type of RFC 5652 and no signingTime, which PAdES puts into M. */
    void requireAttributes() {
        if (!PKCSObjectIdentifiers.data.equals(
                CmsSigner.attribute(attributes, PART, CMSAttributes.contentType))) {
            throw new ProofException("contentType", "is not id-data");
        }
        if (attributes.get(CMSAttributes.signingTime) != null) {
            throw new ProofException("signingTime", "must be in the PDF, not in the CMS");
        }
    }

    /** Fields that no signature covers must say the only thing that they may say. */
    private void requireConsistent(SignedData data) {
        boolean byIssuer =
                signer.getSID().getId().toASN1Primitive() instanceof ASN1OctetString == false;
        boolean versions =
                signer.getVersion().hasValue(byIssuer ? 1 : 3)
                        && data.getVersion().hasValue(byIssuer ? 1 : 3);
        if (!versions
                || data.getDigestAlgorithms().size() != 1
                || !signer.getDigestAlgorithm()
                        .equals(
                                AlgorithmIdentifier.getInstance(
                                        data.getDigestAlgorithms().getObjectAt(0)))) {
            throw new ProofException(PART, "its version or digest algorithm is inconsistent");
        }
        if (signer.getAuthenticatedAttributes() == null) {
            throw new ProofException(PART, "has no signed attributes");
        }
    }

    private static String digestName(AlgorithmIdentifier algorithm) {
        requireNoParameters(algorithm);
        String name = DIGESTS.get(algorithm.getAlgorithm());
        if (name == null) {
            throw new ProofException(
                    "algorithm", "digest " + algorithm.getAlgorithm() + " is not allowed");
        }
        return name;
    }

    private String signatureName() {
        AlgorithmIdentifier algorithm = signer.getDigestEncryptionAlgorithm();
        requireNoParameters(algorithm);
        String digest = digestName(signer.getDigestAlgorithm()).replace("-", "");
        if (PKCSObjectIdentifiers.rsaEncryption.equals(algorithm.getAlgorithm())) {
            return digest + "withRSA";
        }
        String name = SIGNATURES.get(algorithm.getAlgorithm());
        if (name == null || !name.startsWith(digest)) {
            throw new ProofException(
                    "algorithm", "signature " + algorithm.getAlgorithm() + " is not allowed");
        }
        return name;
    }

    private static void requireNoParameters(AlgorithmIdentifier algorithm) {
        ASN1Encodable parameters = algorithm.getParameters();
        if (parameters != null && !DERNull.INSTANCE.equals(parameters)) {
            throw new ProofException("algorithm", algorithm.getAlgorithm() + " with parameters");
        }
    }

    private PublicKey publicKey() throws IOException, GeneralSecurityException {
        SubjectPublicKeyInfo info = certificate.getSubjectPublicKeyInfo();
        boolean rsa =
                PKCSObjectIdentifiers.rsaEncryption.equals(info.getAlgorithm().getAlgorithm());
        return KeyFactory.getInstance(rsa ? "RSA" : "EC")
                .generatePublic(new X509EncodedKeySpec(info.getEncoded()));
    }

    private static String keyName(PublicKey key) {
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= MIN_RSA_BITS) {
            return "RSA " + rsa.getModulus().bitLength();
        }
        if (key instanceof ECPublicKey ec
                && CURVES.contains(ec.getParams().getCurve().getField().getFieldSize())) {
            return "EC " + ec.getParams().getCurve().getField().getFieldSize();
        }
        throw new ProofException("algorithm", "the key is too weak or of another kind");
    }
}
