package org.zhengshu.proof;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A complete list of revoked certificates (证书吊销列表), RFC 5280 section 5; delta, indirect and partial
 * lists, whose critical extensions say so, are refused.
 */
final class RevocationList {
    private static final String PART = "revocation";
    private static final int MAX_BYTES = 512 * 1024;

    private final X509CRLHolder list;
    private final String issuer;

    private RevocationList(X509CRLHolder list) {
        this.list = list;
        this.issuer = list.getIssuer().toString();
    }

    /**
     * When a certificate was revoked, or since when its key is thought to be in other hands.
     *
     * @param reason the reasonCode of RFC 5280 section 5.3.1, empty when the list gives none
     */
    record Revoked(Instant at, Optional<Integer> reason) {}

    static RevocationList parse(byte[] der) {
        if (der.length > MAX_BYTES) {
            throw new ProofException(PART, "has a list larger than " + MAX_BYTES + " bytes");
        }
        try {
            X509CRLHolder list = new X509CRLHolder(der);
            if (!Arrays.equals(list.toASN1Structure().getEncoded(ASN1Encoding.DER), der)) {
                throw new ProofException(PART, "has a list that is not in DER");
            }
            if (!list.getCriticalExtensionOIDs().isEmpty()) {
                throw new ProofException(PART, "has a list with an unknown critical extension");
            }
            requireReadable(list);
            return new RevocationList(list);
        } catch (ProofException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new ProofException(PART, "has a list that cannot be read", e);
        }
    }

    /** The library reads times and entries only when it is asked for them. */
    private static void requireReadable(X509CRLHolder list) {
        list.getThisUpdate();
        list.getNextUpdate();
        for (Object each : list.getRevokedCertificates()) {
            X509CRLEntryHolder entry = (X509CRLEntryHolder) each;
            entry.getSerialNumber();
            revoked(entry);
        }
    }

    String issuer() {
        return issuer;
    }

    /** True when the list is of this authority, whose key may sign lists and signed this one. */
    boolean isBy(X509CertificateHolder authority) {
        var structure = list.toASN1Structure();
        var extensions = authority.getExtensions();
        KeyUsage usage = extensions == null ? null : KeyUsage.fromExtensions(extensions);
        try {
            return authority.getSubject().equals(list.getIssuer())
                    && usage != null
                    && usage.hasUsages(KeyUsage.cRLSign)
                    && structure
                            .getTBSCertList()
                            .getSignature()
                            .equals(structure.getSignatureAlgorithm())
                    && CertificatePath.verify(
                            authority.getSubjectPublicKeyInfo(),
                            structure.getSignatureAlgorithm().getAlgorithm(),
                            structure.getTBSCertList().getEncoded(ASN1Encoding.DER),
                            structure.getSignature().getOctets());
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    /** False when it had already been replaced at the instant. */
    boolean speaksOf(Instant instant) {
        return list.getNextUpdate() == null
                ? !list.getThisUpdate().toInstant().isBefore(instant)
                : !list.getNextUpdate().toInstant().isBefore(instant);
    }

    /** A list may leave out a certificate that has expired. */
    boolean covers(X509CertificateHolder certificate) {
        return !list.getThisUpdate().toInstant().isAfter(certificate.getNotAfter().toInstant());
    }

    Optional<Revoked> find(X509CertificateHolder certificate) {
        return Optional.ofNullable(list.getRevokedCertificate(certificate.getSerialNumber()))
                .map(RevocationList::revoked);
    }

    private static Revoked revoked(X509CRLEntryHolder entry) {
        if (!entry.getCriticalExtensionOIDs().isEmpty()) {
            throw new ProofException(PART, "has an entry with an unknown critical extension");
        }
        Instant at = entry.getRevocationDate().toInstant();
        Extension invalid = entry.getExtension(Extension.invalidityDate);
        if (invalid != null) {
            Instant since = instant(ASN1GeneralizedTime.getInstance(invalid.getParsedValue()));
            at = since.isBefore(at) ? since : at;
        }
        return new Revoked(
                at,
                Optional.ofNullable(entry.getExtension(Extension.reasonCode))
                        .map(code -> ASN1Enumerated.getInstance(code.getParsedValue()))
                        .map(ASN1Enumerated::intValueExact));
    }

    private static Instant instant(ASN1GeneralizedTime time) {
        try {
            return time.getDate().toInstant();
        } catch (ParseException e) {
            throw new ProofException(PART, "has an entry with a malformed time", e);
        }
    }
}
