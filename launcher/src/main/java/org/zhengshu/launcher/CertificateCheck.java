package org.zhengshu.launcher;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.launcher.Certificates.Kind;

/** Keys and certificates as they are (证书检查): they open, belong together, and are valid. */
final class CertificateCheck {
    private static final Duration SOON = Duration.ofDays(30);
    private static final byte[] PROBE = {1, 2, 3};
    private static final Map<String, Kind> IN_FILES =
            Map.of(
                    "root-sm2", Kind.SM2,
                    "root-p256", Kind.P256,
                    "log-sm2", Kind.SM2,
                    "log-ed25519", Kind.ED25519,
                    "witness-sm2", Kind.SM2,
                    "witness-ed25519", Kind.ED25519);

    private final Path folder;
    private final Clock clock;
    private final Findings findings;

    CertificateCheck(Path data, Clock clock, Findings findings) {
        this.folder = data.resolve("pki");
        this.clock = clock;
        this.findings = findings;
    }

    /** What is not there yet is made by the set-up or the next start. */
    void run(Pki pki, String passphrase) {
        for (var name : IN_FILES.entrySet()) {
            Path file = folder.resolve(name.getKey() + ".pem");
            if (Files.exists(file)) {
                file(name.getKey(), name.getValue(), file, passphrase);
            }
        }
        for (KeyUse use : KeyUse.values()) {
            place(use, pki);
        }
    }

    private void file(String name, Kind kind, Path file, String passphrase) {
        Optional<PrivateKey> key;
        try {
            key = Optional.of(KeyFiles.key(folder.resolve(name + ".key"), passphrase));
        } catch (Exception e) {
            locked(folder.resolve(name + ".key"), e);
            return;
        }
        try {
            X509Certificate own = KeyFiles.certificate(file);
            pair(file, kind, key.get(), own.getPublicKey(), Certificates.PROVIDER);
            validity(file, own, false);
        } catch (Exception e) {
            broken(file, e);
        }
    }

    private void place(KeyUse use, Pki pki) {
        KeyPlace place = pki.place(use);
        String where = use.label() + " (" + use.file() + ")";
        Optional<List<X509Certificate>> chain;
        try {
            chain = place.chain();
        } catch (Exception e) {
            locked(where, e);
            return;
        }
        if (chain.isEmpty()) {
            return;
        }
        try {
            X509Certificate own = chain.get().get(0);
            Kind kind = own.getPublicKey().getAlgorithm().equals("RSA") ? Kind.RSA : Kind.P256;
            pair(where, kind, place.key(), own.getPublicKey(), place.provider());
            validity(where, own, use.renewed() && pki.isOwn(own));
            chain(where, chain.get());
        } catch (Exception e) {
            broken(where, e);
        }
    }

    private void pair(Object where, Kind kind, PrivateKey key, PublicKey stated, Provider provider)
            throws Exception {
        ContentSigner signer =
                new JcaContentSignerBuilder(kind.signature()).setProvider(provider).build(key);
        write(signer.getOutputStream());
        ContentVerifier verifier =
                new JcaContentVerifierProviderBuilder()
                        .setProvider(Certificates.PROVIDER)
                        .build(Certificates.software(stated))
                        .get(signer.getAlgorithmIdentifier());
        write(verifier.getOutputStream());
        if (!verifier.verify(signer.getSignature())) {
            findings.error(
                    "certificate/not-of-the-key",
                    where,
                    new Text("证书与私钥不匹配", "the certificate is not of this key"),
                    new Text(
                            "从备份恢复, 或重新 cert request 与 cert import",
                            "restore both from a backup, or request and import anew"));
        }
    }

    private static void write(OutputStream out) throws java.io.IOException {
        out.write(PROBE);
        out.close();
    }

    /** One that the next start renews by itself is only mentioned. */
    private void validity(Object where, X509Certificate own, boolean renewed) {
        Instant now = clock.instant();
        Text until =
                new Text(
                        "证书有效期 " + day(own.getNotBefore()) + " 至 " + day(own.getNotAfter()),
                        "the certificate is valid from "
                                + day(own.getNotBefore())
                                + " until "
                                + day(own.getNotAfter()));
        Text todo =
                new Text(
                        "核对本机时钟; 用 cert request 与 cert import 更换证书",
                        "check the clock of this machine; replace it by cert request and cert import");
        boolean over = now.isAfter(own.getNotAfter().toInstant());
        if (over && !renewed) {
            findings.error("certificate/expired", where, until, todo);
        } else if (now.isBefore(own.getNotBefore().toInstant())) {
            findings.error("certificate/not-yet-valid", where, until, todo);
        } else if (!renewed && now.plus(SOON).isAfter(own.getNotAfter().toInstant())) {
            findings.warning("certificate/expires-soon", where, until, todo);
        }
    }

    private static String day(Date date) {
        return date.toInstant().toString().substring(0, 10);
    }

    /** Each certificate is signed by the next one. */
    private void chain(Object where, List<X509Certificate> chain) {
        for (int i = 0; i + 1 < chain.size(); i++) {
            try {
                chain.get(i).verify(chain.get(i + 1).getPublicKey(), Certificates.PROVIDER);
            } catch (GeneralSecurityException e) {
                findings.error(
                        "certificate/chain-broken",
                        where,
                        new Text(
                                "证书链断裂: " + chain.get(i).getSubjectX500Principal(),
                                "not signed by the next: "
                                        + chain.get(i).getSubjectX500Principal()),
                        new Text(
                                "用 cert import 导入完整的证书链", "import the whole chain by cert import"));
            }
        }
    }

    private void locked(Object where, Exception e) {
        findings.error(
                "key/wrong-passphrase",
                where,
                new Text(
                        "密钥无法打开, 口令不符或文件损坏: " + e.getMessage(),
                        "the key cannot be opened, by a wrong passphrase or damage: "
                                + e.getMessage()),
                new Text(
                        "核对 keys.passphrase-file 的内容, 或从备份恢复 pki 目录",
                        "check the content of keys.passphrase-file, or restore the pki folder"));
    }

    private void broken(Object where, Exception e) {
        findings.error(
                "certificate/unreadable",
                where,
                new Text("证书无法读取: " + e.getMessage(), "cannot be read: " + e.getMessage()),
                new Text("从备份恢复 pki 目录", "restore the pki folder from a backup"));
    }
}
