package org.zhengshu.proof;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * From an end-entity certificate to a trust anchor (证书链), RFC 5280 section 6.1 for what the
 * platform issues and meets: SM2 (GB/T 20518), P-256 or P-384 and RSA from 2048 bits. Revocation is
 * not looked up here.
 */
public final class CertificatePath {
    private static final String PART = "certificate";
    private static final int MAX_LENGTH = 5;
    private static final int MAX_INTERMEDIATES = 8;
    private static final int MAX_CERTIFICATE_BYTES = 16 * 1024;
    private static final int MIN_RSA_BITS = 2048;

    private static final Map<ASN1ObjectIdentifier, String> SIGNATURES =
            Map.of(
                    X9ObjectIdentifiers.ecdsa_with_SHA256, "SHA256withECDSA",
                    X9ObjectIdentifiers.ecdsa_with_SHA384, "SHA384withECDSA",
                    PKCSObjectIdentifiers.sha256WithRSAEncryption, "SHA256withRSA",
                    PKCSObjectIdentifiers.sha384WithRSAEncryption, "SHA384withRSA",
                    PKCSObjectIdentifiers.sha512WithRSAEncryption, "SHA512withRSA");

    private static final Set<ASN1ObjectIdentifier> UNDERSTOOD =
            Set.of(
                    Extension.basicConstraints,
                    Extension.keyUsage,
                    Extension.extendedKeyUsage,
                    Extension.certificatePolicies,
                    Extension.subjectAlternativeName);

    private static final ExtendedKeyUsage TIME_STAMPING_ALONE =
            new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping);

    private final List<X509CertificateHolder> intermediates;
    private final TrustAnchors anchors;
    private final Date at;
    private final Purpose purpose;
    private Optional<ProofException> refusal = Optional.empty();

    private CertificatePath(
            List<X509CertificateHolder> intermediates,
            TrustAnchors anchors,
            Instant at,
            Purpose purpose) {
        this.intermediates = intermediates;
        this.anchors = anchors;
        this.at = Date.from(at);
        this.purpose = purpose;
    }

    /** What the key of the end-entity certificate is used for. */
    public enum Purpose {
        /** Signing of notes and documents; a key for time-stamps alone may not. */
        SIGNATURE,
        /**
         * Time-stamps: extended key usage timeStamping, critical and alone, RFC 3161 section 2.3.
         */
        TIME_STAMPING
    }

    /** Reads one certificate; only DER, byte for byte, within a size limit. */
    public static X509CertificateHolder decode(byte[] der) {
        if (der.length > MAX_CERTIFICATE_BYTES) {
            throw new ProofException(PART, "is larger than " + MAX_CERTIFICATE_BYTES + " bytes");
        }
        try {
            X509CertificateHolder certificate = new X509CertificateHolder(der);
            if (Arrays.equals(certificate.toASN1Structure().getEncoded("DER"), der)) {
                return certificate;
            }
        } catch (IOException | RuntimeException e) {
            throw new ProofException(PART, "is not an X.509 certificate", e);
        }
        throw new ProofException(PART, "is not in DER");
    }

    /**
     * The chain from an end-entity certificate with key usage digitalSignature to an anchor, the
     * anchor last, every certificate valid at the instant; throws with the reason when there is
     * none.
     */
    public static List<X509CertificateHolder> validate(
            X509CertificateHolder leaf,
            List<X509CertificateHolder> intermediates,
            TrustAnchors anchors,
            Instant at) {
        return validate(leaf, intermediates, anchors, at, Purpose.SIGNATURE);
    }

    /** Like the other, for a purpose that the end-entity certificate must allow. */
    public static List<X509CertificateHolder> validate(
            X509CertificateHolder leaf,
            List<X509CertificateHolder> intermediates,
            TrustAnchors anchors,
            Instant at,
            Purpose purpose) {
        if (intermediates.size() > MAX_INTERMEDIATES) {
            throw new ProofException(PART, "comes with too many intermediates");
        }
        try {
            CertificatePath path = new CertificatePath(intermediates, anchors, at, purpose);
            path.requireEndEntity(leaf);
            List<X509CertificateHolder> chain = path.extend(List.of(leaf));
            if (chain.isEmpty()) {
                throw path.refusal.orElseGet(
                        () -> new ProofException(PART, name(leaf) + " leads to no trust anchor"));
            }
            return chain;
        } catch (ProofException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ProofException(PART, "has a malformed field", e);
        }
    }

    /** True when the issuer's key made the certificate's signature. */
    public static boolean isSignedBy(
            X509CertificateHolder certificate, X509CertificateHolder issuer) {
        try {
            var structure = certificate.toASN1Structure();
            if (!structure
                    .getTBSCertificate()
                    .getSignature()
                    .equals(structure.getSignatureAlgorithm())) {
                return false;
            }
            return verify(
                    issuer.getSubjectPublicKeyInfo(),
                    structure.getSignatureAlgorithm().getAlgorithm(),
                    structure.getTBSCertificate().getEncoded("DER"),
                    structure.getSignature().getOctets());
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    /** False for an algorithm that is not in the list and for a key that does not fit it. */
    static boolean verify(
            SubjectPublicKeyInfo key, ASN1ObjectIdentifier algorithm, byte[] data, byte[] signature)
            throws IOException, GeneralSecurityException {
        if (GMObjectIdentifiers.sm2sign_with_sm3.equals(algorithm)) {
            return Sm2.verify(Sm2.publicKey(key), data, signature);
        }
        if (!SIGNATURES.containsKey(algorithm)) {
            return false;
        }
        Signature verifier = Signature.getInstance(SIGNATURES.get(algorithm));
        verifier.initVerify(publicKey(key));
        verifier.update(data);
        return verifier.verify(signature);
    }

    private static PublicKey publicKey(SubjectPublicKeyInfo info)
            throws IOException, GeneralSecurityException {
        X509EncodedKeySpec spec = new X509EncodedKeySpec(info.getEncoded());
        ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
        if (PKCSObjectIdentifiers.rsaEncryption.equals(algorithm)
                && KeyFactory.getInstance("RSA").generatePublic(spec) instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() >= MIN_RSA_BITS) {
            return rsa;
        }
        ASN1Encodable curve = info.getAlgorithm().getParameters();
        if (X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm)
                && (X9ObjectIdentifiers.prime256v1.equals(curve)
                        || SECObjectIdentifiers.secp384r1.equals(curve))
                && KeyFactory.getInstance("EC").generatePublic(spec) instanceof ECPublicKey ec) {
            return ec;
        }
        throw new GeneralSecurityException("a key that the platform does not accept");
    }

    private List<X509CertificateHolder> extend(List<X509CertificateHolder> chain) {
        X509CertificateHolder last = chain.get(chain.size() - 1);
        for (X509CertificateHolder anchor : anchors.certificates()) {
            if (isIssuer(anchor, last, chain.size() - 1)) {
                return with(chain, anchor);
            }
        }
        for (X509CertificateHolder candidate : intermediates) {
            if (chain.size() < MAX_LENGTH - 1
                    && !chain.contains(candidate)
                    && isIssuer(candidate, last, chain.size() - 1)) {
                List<X509CertificateHolder> found = extend(with(chain, candidate));
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return List.of();
    }

    /**
     * Of several certificates of one authority, those that fail are skipped; the reason is kept.
     */
    private boolean isIssuer(
            X509CertificateHolder issuer, X509CertificateHolder subject, int below) {
        if (!issuer.getSubject().equals(subject.getIssuer()) || !isSignedBy(subject, issuer)) {
            return false;
        }
        try {
            requireIssuer(issuer, below);
            return true;
        } catch (ProofException e) {
            refusal = Optional.of(e);
            return false;
        }
    }

    private static List<X509CertificateHolder> with(
            List<X509CertificateHolder> chain, X509CertificateHolder next) {
        List<X509CertificateHolder> longer = new ArrayList<>(chain);
        longer.add(next);
        return List.copyOf(longer);
    }

    private void requireEndEntity(X509CertificateHolder leaf) {
        requireCommon(leaf);
        BasicConstraints constraints = BasicConstraints.fromExtensions(extensions(leaf));
        if (constraints != null && constraints.isCA()) {
            throw new ProofException(PART, name(leaf) + " is not an end-entity certificate");
        }
        requireUsage(leaf, KeyUsage.digitalSignature, "digitalSignature");
        requirePurpose(leaf);
    }

    private void requirePurpose(X509CertificateHolder leaf) {
        Extension extension = leaf.getExtension(Extension.extendedKeyUsage);
        boolean onlyTimeStamping =
                extension != null
                        && ExtendedKeyUsage.getInstance(extension.getParsedValue())
                                .equals(TIME_STAMPING_ALONE);
        if (purpose == Purpose.TIME_STAMPING && !(onlyTimeStamping && extension.isCritical())) {
            throw new ProofException(
                    PART, name(leaf) + " lacks the critical extended key usage timeStamping");
        }
        if (purpose == Purpose.SIGNATURE && onlyTimeStamping) {
            throw new ProofException(PART, name(leaf) + " is for time-stamps alone");
        }
    }

    private void requireIssuer(X509CertificateHolder issuer, int below) {
        requireCommon(issuer);
        BasicConstraints constraints = BasicConstraints.fromExtensions(extensions(issuer));
        if (constraints == null || !constraints.isCA()) {
            throw new ProofException(PART, name(issuer) + " is not a certificate authority");
        }
        if (constraints.getPathLenConstraintInteger() != null
                && constraints.getPathLenConstraintInteger().intValueExact() < below) {
            throw new ProofException(PART, name(issuer) + " does not allow so long a chain");
        }
        requireUsage(issuer, KeyUsage.keyCertSign, "keyCertSign");
    }

    private void requireCommon(X509CertificateHolder certificate) {
        if (!certificate.isValidOn(at)) {
            throw new ProofException(
                    PART, name(certificate) + " was not valid at " + at.toInstant());
        }
        for (Object oid : certificate.getCriticalExtensionOIDs()) {
            if (!UNDERSTOOD.contains(oid)) {
                throw new ProofException(
                        PART, name(certificate) + " has an unknown critical extension");
            }
        }
    }

    private static void requireUsage(X509CertificateHolder certificate, int bit, String usage) {
        KeyUsage keyUsage = KeyUsage.fromExtensions(extensions(certificate));
        if (keyUsage == null || !keyUsage.hasUsages(bit)) {
            throw new ProofException(PART, name(certificate) + " has no key usage " + usage);
        }
    }

    private static Extensions extensions(X509CertificateHolder certificate) {
        Extensions extensions = certificate.getExtensions();
        if (extensions == null) {
            throw new ProofException(PART, name(certificate) + " has no extensions");
        }
        return extensions;
    }

    private static String name(X509CertificateHolder certificate) {
        return certificate.getSubject().toString();
    }
}
