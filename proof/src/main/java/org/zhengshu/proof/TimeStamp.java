package org.zhengshu.proof;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A time-stamp token (时间戳), RFC 3161 with the ESSCertIDv2 of RFC 5816, in DER, with one signer and
 * no part that neither the signature nor a certificate protects.
 */
public final class TimeStamp {
    private static final String PART = "timestamp";
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_PART = 999;
    private static final Map<ASN1ObjectIdentifier, String> DIGESTS =
            Map.of(
                    GMObjectIdentifiers.sm3, "SM3",
                    NISTObjectIdentifiers.id_sha256, "SHA-256",
                    NISTObjectIdentifiers.id_sha384, "SHA-384",
                    NISTObjectIdentifiers.id_sha512, "SHA-512");

    /** Which digest a signature algorithm goes with. */
    private static final Map<ASN1ObjectIdentifier, String> SIGNATURES =
            Map.of(
                    GMObjectIdentifiers.sm2sign_with_sm3, "SM3",
                    X9ObjectIdentifiers.ecdsa_with_SHA256, "SHA-256",
                    X9ObjectIdentifiers.ecdsa_with_SHA384, "SHA-384",
                    PKCSObjectIdentifiers.sha256WithRSAEncryption, "SHA-256",
                    PKCSObjectIdentifiers.sha384WithRSAEncryption, "SHA-384",
                    PKCSObjectIdentifiers.sha512WithRSAEncryption, "SHA-512");

    private final SignerInfo signer;
    private final AttributeTable attributes;
    private final byte[] content;
    private final TSTInfo info;
    private final List<X509CertificateHolder> certificates = new ArrayList<>();
    private final X509CertificateHolder certificate;
    private final Instant time;
    private final Instant latest;

    private TimeStamp(SignedData data) throws IOException, ParseException {
        if (!PKCSObjectIdentifiers.id_ct_TSTInfo.equals(
                data.getEncapContentInfo().getContentType())) {
            throw new ProofException(PART, "is not a time-stamp token");
        }
        content = ASN1OctetString.getInstance(data.getEncapContentInfo().getContent()).getOctets();
        info = TSTInfo.getInstance(content);
        time = info.getGenTime().getDate().toInstant();
        latest = latest(time, info.getAccuracy());
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

    /** Reads the token of a time-stamp response; only DER, within a size limit. */
    public static TimeStamp parse(byte[] der) {
        if (der.length > MAX_BYTES) {
            throw new ProofException(PART, "is larger than " + MAX_BYTES + " bytes");
        }
        try {
            if (!Arrays.equals(der(der), der)) {
                throw new ProofException(PART, "is not in DER or has fields of its own");
            }
            ContentInfo outer = ContentInfo.getInstance(ASN1Primitive.fromByteArray(der));
            return new TimeStamp(SignedData.getInstance(outer.getContent()));
        } catch (ProofException e) {
            throw e;
        } catch (IOException | ParseException | RuntimeException e) {
            throw new ProofException(PART, "cannot be read", e);
        }
    }

    /**
     * A token as an authority sends it, in the only form that a receipt may hold: many authorities
     * leave the certificates, which are a SET OF, in an order that DER does not have.
     */
    public static byte[] der(byte[] token) {
        try {
            ContentInfo outer = ContentInfo.getInstance(ASN1Primitive.fromByteArray(token));
            if (!CMSObjectIdentifiers.signedData.equals(outer.getContentType())) {
                throw new ProofException(PART, "is not SignedData");
            }
            SignedData data = SignedData.getInstance(outer.getContent());
            ASN1EncodableVector signers = new ASN1EncodableVector();
            for (ASN1Encodable one : data.getSignerInfos()) {
                signers.add(SignerInfo.getInstance(one));
            }
            SignedData sorted =
                    new SignedData(
                            data.getDigestAlgorithms(),
                            data.getEncapContentInfo(),
                            data.getCertificates(),
                            data.getCRLs(),
                            new DERSet(signers));
            return new ContentInfo(CMSObjectIdentifiers.signedData, sorted)
                    .getEncoded(ASN1Encoding.DER);
        } catch (ProofException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new ProofException(PART, "cannot be read", e);
        }
    }

    /** The time that the authority states. */
    public Instant time() {
        return time;
    }

    /** The last instant that the stated time and accuracy allow; to the second without accuracy. */
    public Instant latest() {
        return latest;
    }

    private static Instant latest(Instant time, Accuracy accuracy) {
        if (accuracy == null) {
            return time;
        }
        return time.plusSeconds(value(accuracy.getSeconds(), Integer.MAX_VALUE))
                .plusMillis(value(accuracy.getMillis(), MAX_PART))
                .plusNanos(value(accuracy.getMicros(), MAX_PART) * 1000L);
    }

    /** A part of the accuracy, RFC 3161 section 2.4.2; never a time before the stated one. */
    private static int value(ASN1Integer number, int most) {
        int value = number == null ? 0 : number.intValueExact();
        if (value < 0 || value > most) {
            throw new ProofException(PART, "states an accuracy that is none");
        }
        return value;
    }

    /** True when the imprint is the digest of these bytes. */
    public boolean covers(byte[] bytes) {
        var imprint = info.getMessageImprint();
        return MessageDigest.isEqual(
                digest(imprint.getHashAlgorithm(), bytes), imprint.getHashedMessage());
    }

    /**
     * Checks the token's signature, that it names the certificate of its signer, and that this
     * certificate is one for time-stamps and leads to an anchor, valid at the stated time.
     *
     * @return the chain, the anchor last
     */
    public List<X509CertificateHolder> validate(TrustAnchors anchors) {
        try {
            requireInfo();
            requireSignature();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new ProofException(PART, "its signature cannot be checked", e);
        }
        SigningCertificate.requireNames(
                CmsSigner.attribute(
                        attributes, PART, PKCSObjectIdentifiers.id_aa_signingCertificateV2),
                certificate,
                TimeStamp::digest);
        List<X509CertificateHolder> chain =
                CertificatePath.validate(
                        certificate,
                        certificates,
                        anchors,
                        time(),
                        CertificatePath.Purpose.TIME_STAMPING);
        if (!chain.containsAll(certificates)) {
            throw new ProofException(PART, "has a certificate that its chain does not need");
        }
        return chain;
    }

    private void requireInfo() {
        if (!info.getVersion().hasValue(1)) {
            throw new ProofException(PART, "is not of version 1");
        }
        var extensions = info.getExtensions();
        if (extensions != null && extensions.hasAnyCriticalExtensions()) {
            throw new ProofException(PART, "has an unknown critical extension");
        }
    }

    private void requireSignature() throws IOException, GeneralSecurityException {
        if (!PKCSObjectIdentifiers.id_ct_TSTInfo.equals(
                CmsSigner.attribute(attributes, PART, CMSAttributes.contentType))) {
            throw new ProofException(PART, "its content type is not id-ct-TSTInfo");
        }
        byte[] signed =
                ASN1OctetString.getInstance(
                                CmsSigner.attribute(attributes, PART, CMSAttributes.messageDigest))
                        .getOctets();
        if (!MessageDigest.isEqual(digest(signer.getDigestAlgorithm(), content), signed)) {
            throw new ProofException(PART, "was changed: its digest differs");
        }
        if (!CertificatePath.verify(
                certificate.getSubjectPublicKeyInfo(),
                signatureAlgorithm(),
                signer.getAuthenticatedAttributes().getEncoded(ASN1Encoding.DER),
                signer.getEncryptedDigest().getOctets())) {
            throw new ProofException(PART, "its signature does not verify");
        }
    }

    /** Fields that no signature covers must say the only thing that they may say. */
    private void requireConsistent(SignedData data) {
        boolean byKey = signer.getSID().getId().toASN1Primitive() instanceof ASN1OctetString;
        if (!data.getVersion().hasValue(3)
                || !signer.getVersion().hasValue(byKey ? 3 : 1)
                || data.getDigestAlgorithms().size() != 1
                || !signer.getDigestAlgorithm()
                        .equals(
                                AlgorithmIdentifier.getInstance(
                                        data.getDigestAlgorithms().getObjectAt(0)))) {
            throw new ProofException(PART, "its version or digest algorithm is inconsistent");
        }
        if (signer.getAuthenticatedAttributes() == null
                || signer.getUnauthenticatedAttributes() != null) {
            throw new ProofException(PART, "needs signed attributes and may have no others");
        }
    }

    private ASN1ObjectIdentifier signatureAlgorithm() {
        AlgorithmIdentifier algorithm = signer.getDigestEncryptionAlgorithm();
        requireNoParameters(algorithm);
        String digest = digestName(signer.getDigestAlgorithm());
        if (PKCSObjectIdentifiers.rsaEncryption.equals(algorithm.getAlgorithm())) {
            return SIGNATURES.entrySet().stream()
                    .filter(known -> known.getKey().on(PKCSObjectIdentifiers.pkcs_1))
                    .filter(known -> known.getValue().equals(digest))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow(() -> new ProofException(PART, "RSA with " + digest));
        }
        if (!digest.equals(SIGNATURES.get(algorithm.getAlgorithm()))) {
            throw new ProofException(
                    PART, "signature " + algorithm.getAlgorithm() + " is not allowed");
        }
        return algorithm.getAlgorithm();
    }

    private static byte[] digest(AlgorithmIdentifier algorithm, byte[] bytes) {
        try {
            String name = digestName(algorithm);
            return name.equals("SM3")
                    ? HashAlgorithm.SM3.digest(bytes)
                    : MessageDigest.getInstance(name).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-2", e);
        }
    }

    private static String digestName(AlgorithmIdentifier algorithm) {
        requireNoParameters(algorithm);
        String name = DIGESTS.get(algorithm.getAlgorithm());
        if (name == null) {
            throw new ProofException(
                    PART, "digest " + algorithm.getAlgorithm() + " is not allowed");
        }
        return name;
    }

    private static void requireNoParameters(AlgorithmIdentifier algorithm) {
        ASN1Encodable parameters = algorithm.getParameters();
        if (parameters != null && !DERNull.INSTANCE.equals(parameters)) {
            throw new ProofException(PART, algorithm.getAlgorithm() + " with parameters");
        }
    }
}
