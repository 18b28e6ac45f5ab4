package org.zhengshu.proof;

import java.util.Arrays;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.X509CertificateHolder;

/** What the name of a log (日志名称) says about its keys and its hash function. */
final class LogOrigin {
    private LogOrigin() {}

    /**
     * True when a CN of the certificate's subject is the origin or a prefix of it that ends before
     * a slash; else any holder of a certificate under the same root could sign for the log.
     */
    static boolean maySign(X509CertificateHolder certificate, String origin) {
        return Arrays.stream(certificate.getSubject().getRDNs(BCStyle.CN))
                .map(rdn -> rdn.getFirst().getValue())
                .anyMatch(
                        value -> value instanceof ASN1String cn && covers(cn.getString(), origin));
    }

    private static boolean covers(String name, String origin) {
        return !name.isEmpty() && (origin.equals(name) || origin.startsWith(name + "/"));
    }

    /** A log over SM3 says so in the end of its origin; every other one is over SHA-256. */
    static void requireHash(String origin, HashAlgorithm hash) {
        HashAlgorithm named = HashAlgorithm.ofOrigin(origin);
        if (hash != named) {
            throw new ProofException(
                    "log.hash", "is not " + named.label() + ", which the origin stands for");
        }
    }
}
