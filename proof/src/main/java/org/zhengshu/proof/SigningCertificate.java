package org.zhengshu.proof;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.X509CertificateHolder;

/** The attribute signing-certificate-v2 (签名证书属性), RFC 5035. */
final class SigningCertificate {
    private static final String PART = "signing-certificate-v2";

    private SigningCertificate() {}

    /**
     * Requires the first entry to name this certificate; the digest is a function of the caller.
     */
    static void requireNames(
            ASN1Encodable attribute,
            X509CertificateHolder certificate,
            BiFunction<AlgorithmIdentifier, byte[], byte[]> digest) {
        ESSCertIDv2[] ids = SigningCertificateV2.getInstance(attribute).getCerts();
        if (ids.length == 0) {
            throw new ProofException(PART, "is empty");
        }
        byte[] expected = digest.apply(ids[0].getHashAlgorithm(), encoded(certificate));
        if (!MessageDigest.isEqual(expected, ids[0].getCertHashObject().getOctets())) {
            throw new ProofException(PART, "names another certificate");
        }
        var serial = ids[0].getIssuerSerial();
        if (serial != null
                && !(serial.getSerial().getValue().equals(certificate.getSerialNumber())
                        && Arrays.asList(serial.getIssuer().getNames())
                                .contains(new GeneralName(certificate.getIssuer())))) {
            throw new ProofException(PART, "names another issuer or serial");
        }
    }

    private static byte[] encoded(X509CertificateHolder certificate) {
        try {
            return certificate.getEncoded();
        } catch (IOException e) {
            throw new ProofException(PART, "cannot be compared", e);
        }
    }
}
