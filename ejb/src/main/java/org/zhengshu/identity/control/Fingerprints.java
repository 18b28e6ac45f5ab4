package org.zhengshu.identity.control;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.proof.HashAlgorithm;

/** Client certificates and what they are known by (证书指纹): SHA-256 of the DER. */
public final class Fingerprints {
    private Fingerprints() {}

    public static String of(X509Certificate certificate) {
        return HexFormat.of().formatHex(digest(certificate));
    }

    /** The same in bytes, as {@code x5t#S256} of RFC 8705 has it. */
    public static byte[] digest(X509Certificate certificate) {
        try {
            return HashAlgorithm.SHA_256.digest(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw ProblemType.UNTRUSTED_CERTIFICATE.because("证书无法解析", "the certificate is broken");
        }
    }

    /** The first certificate of a PEM text. */
    public static X509Certificate parsed(String pem) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(
                                            pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw ProblemType.INVALID_INPUT.because(
                    "certificate 不是有效的 PEM 证书", "certificate is not a PEM certificate");
        }
    }
}
