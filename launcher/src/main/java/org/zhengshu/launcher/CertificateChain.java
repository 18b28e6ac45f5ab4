package org.zhengshu.launcher;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** Whether a chain from another authority can be used (证书链检查), RFC 5280 section 6.1. */
final class CertificateChain {
    private CertificateChain() {}

    /** Says what is wrong with it; the chain begins with the node's own and ends with a root. */
    static void check(List<X509Certificate> chain, Instant now, KeyUse use, List<String> names)
            throws GeneralSecurityException {
        signatures(chain);
        for (X509Certificate certificate : chain) {
            if (now.isBefore(certificate.getNotBefore().toInstant())
                    || now.isAfter(certificate.getNotAfter().toInstant())) {
                throw refused(
                        "证书不在有效期内 (" + period(certificate) + "): ",
                        "Not valid now (" + period(certificate) + "): ",
                        certificate);
            }
        }
        usage(chain.get(0), use);
        if (use == KeyUse.TLS) {
            covers(chain.get(0), names);
        }
    }

    private static void signatures(List<X509Certificate> chain) throws GeneralSecurityException {
        X509Certificate root = chain.get(chain.size() - 1);
        if (!root.getSubjectX500Principal().equals(root.getIssuerX500Principal())) {
            throw refused(
                    "证书链不完整, 缺少签发者 " + root.getIssuerX500Principal() + " 的证书: ",
                    "The chain is not whole, the issuer's certificate is missing: "
                            + root.getIssuerX500Principal()
                            + " of ",
                    root);
        }
        for (int i = 0; i < chain.size(); i++) {
            X509Certificate issuer = chain.get(Math.min(i + 1, chain.size() - 1));
            try {
                chain.get(i).verify(issuer.getPublicKey(), Certificates.PROVIDER);
            } catch (GeneralSecurityException e) {
                throw refused(
                        "签发者的签名不正确: ", "The issuer's signature does not hold: ", chain.get(i));
            }
            if (i > 0 && chain.get(i).getBasicConstraints() < i - 1) {
                throw refused(
                        "不是 CA 证书, 不能签发下级证书: ",
                        "Not an authority that may issue the one below: ",
                        chain.get(i));
            }
        }
    }

    private static void usage(X509Certificate own, KeyUse use) throws GeneralSecurityException {
        boolean[] granted = own.getKeyUsage();
        boolean signs = granted == null || granted[0] || use == KeyUse.DOCUMENT && granted[1];
        List<String> purposes = own.getExtendedKeyUsage();
        boolean purpose =
                use.purposes().stream()
                        .map(KeyPurposeId::getId)
                        .allMatch(p -> purposes == null || purposes.contains(p));
        boolean stamps =
                use != KeyUse.TIMESTAMP
                        || purposes != null
                                && purposes.size() == 1
                                && own.getCriticalExtensionOIDs().contains("2.5.29.37");
        if (!signs || !purpose || !stamps || own.getBasicConstraints() >= 0) {
            throw refused(
                    "密钥用途不适合 " + use.label() + " (keyUsage, extendedKeyUsage): ",
                    "Its keyUsage or extendedKeyUsage does not suit " + use.label() + ": ",
                    own);
        }
    }

    private static void covers(X509Certificate own, List<String> names)
            throws GeneralSecurityException {
        Collection<List<?>> stated = own.getSubjectAlternativeNames();
        Set<String> known =
                stated == null
                        ? Set.of()
                        : stated.stream()
                                .map(name -> name.get(1).toString())
                                .collect(Collectors.toSet());
        for (String name : names) {
            boolean wildcard = known.contains("*" + name.replaceFirst("^[^.]*", ""));
            if (!known.contains(name) && !wildcard) {
                throw refused(
                        "证书的备用名称不含 " + name + " (tls.names): ",
                        "Its alternative names lack " + name + " of tls.names: ",
                        own);
            }
        }
    }

    private static String period(X509Certificate certificate) {
        return day(certificate.getNotBefore()) + " - " + day(certificate.getNotAfter());
    }

    private static String day(Date date) {
        return date.toInstant().toString().substring(0, 10);
    }

    private static StartFailure refused(
            String chinese, String english, X509Certificate certificate) {
        return StartFailure.refused(
                chinese + certificate.getSubjectX500Principal(),
                english + certificate.getSubjectX500Principal());
    }
}
