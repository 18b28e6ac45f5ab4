package org.zhengshu.signature.control;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;

/** Who issued certificates, time-stamp keys and revocation lists (签发者). */
public final class CertificateIssuers {
    private CertificateIssuers() {}

    /** The issuers of certificates in DER and of those in a time-stamp token. */
    public static Set<X500Name> of(List<byte[]> certificates, byte[] token) {
        Set<X500Name> issuers = new HashSet<>();
        try {
            for (byte[] certificate : certificates) {
                issuers.add(new X509CertificateHolder(certificate).getIssuer());
            }
            new CMSSignedData(token)
                    .getCertificates()
                    .getMatches(null)
                    .forEach(certificate -> issuers.add(certificate.getIssuer()));
        } catch (IOException | CMSException e) {
            throw new IllegalArgumentException("not a stored certificate or time-stamp", e);
        }
        return issuers;
    }

    public static X500Name ofList(byte[] list) {
        try {
            return new X509CRLHolder(list).getIssuer();
        } catch (IOException e) {
            throw new IllegalArgumentException("not a revocation list", e);
        }
    }
}
