package org.zhengshu.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** The certificates of a data directory (证书清单). */
final class CertificateList {
    private static final List<String> FILES =
            List.of(
                    "root-sm2",
                    "root-p256",
                    "log-sm2",
                    "log-ed25519",
                    "witness-sm2",
                    "witness-ed25519");

    private CertificateList() {}

    /** Each with its end, its serial number, whose it is: a line each. */
    static String of(Path data, Pki keys) {
        Path pki = data.resolve("pki");
        StringBuilder text = new StringBuilder();
        try {
            for (String name : FILES) {
                if (Files.exists(pki.resolve(name + ".pem"))) {
                    text.append(line(name, KeyFiles.certificate(pki.resolve(name + ".pem"))));
                }
            }
            for (KeyUse use : KeyUse.values()) {
                Optional<List<X509Certificate>> chain = keys.place(use).chain();
                chain.ifPresent(c -> text.append(line(use.label(), c.get(0))));
            }
        } catch (IOException | GeneralSecurityException e) {
            throw StartFailure.failed(
                    "证书无法读取: " + e.getMessage(),
                    "The certificates cannot be read: " + e.getMessage());
        }
        return text.toString();
    }

    private static String line(String name, X509Certificate certificate) {
        return "%-16s %s  %s  %s%n"
                .formatted(
                        name,
                        certificate.getNotAfter().toInstant(),
                        Pki.serial(certificate),
                        certificate.getSubjectX500Principal().getName());
    }
}
