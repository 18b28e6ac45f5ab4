package org.zhengshu.proof;

import java.util.Arrays;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.X509CertificateHolder;

/** Who may sign under the name of a log (日志名). */
final class LogOrigin {
    private LogOrigin() {}

    /**
     * The certificate's CN must be the origin or lead to it at a slash; else any holder of a
     * certificate under the same root could sign for the log.
     */
    static void requireNamed(X509CertificateHolder certificate, String origin) {
        boolean named =
                Arrays.stream(certificate.getSubject().getRDNs(BCStyle.CN))
                        .map(rdn -> rdn.getFirst().getValue())
                        .anyMatch(
                                value ->
                                        value instanceof ASN1String text
                                                && covers(text.getString(), origin));
        if (!named) {
            throw new ProofException(
                    ReceiptChecks.CERTIFICATE,
                    certificate.getSubject() + " does not name the log's origin");
        }
    }

    private static boolean covers(String name, String origin) {
        return origin.equals(name) || (!name.isEmpty() && origin.startsWith(name + "/"));
    }
}
