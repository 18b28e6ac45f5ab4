package org.zhengshu.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Certificates of another authority (外部 CA 证书): request, import with its chain, trust. */
final class CertificateCommands {
    private final Path folder;
    private final Pki pki;
    private final Answers answers;
    private final Secrets secrets;
    private final Clock clock;

    CertificateCommands(Path data, Answers answers, Clock clock) {
        this.folder = data.resolve("pki");
        this.answers = answers;
        this.secrets = Secrets.of(data);
        this.clock = clock;
        this.pki = Setup.pki(data, secrets, answers, clock);
    }

    /** A new key that waits for its certificate, and the request for it in PEM (PKCS#10). */
    String request(KeyUse use, String subject) throws Exception {
        KeyPlace waiting = pki.waiting(use);
        KeyPair keys = waiting.generate(use.kind());
        List<String> names = Setup.tlsNames(answers);
        waiting.put(keys.getPrivate(), pki.issue(use, keys.getPublic(), names));
        JcaPKCS10CertificationRequestBuilder builder =
                new JcaPKCS10CertificationRequestBuilder(name(use, subject), keys.getPublic());
        if (use == KeyUse.TLS) {
            ExtensionsGenerator wanted = new ExtensionsGenerator();
            GeneralName[] own =
                    Certificates.names(answers.list(Question.TLS_NAMES))
                            .toArray(new GeneralName[0]);
            wanted.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(own));
            builder.addAttribute(
                    PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, wanted.generate());
        }
        PKCS10CertificationRequest request =
                builder.build(
                        new JcaContentSignerBuilder(use.kind().signature())
                                .setProvider(waiting.provider())
                                .build(keys.getPrivate()));
        java.io.StringWriter text = new java.io.StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(request);
        }
        return text.toString();
    }

    private X500Name name(KeyUse use, String subject) {
        String common =
                use == KeyUse.TLS
                        ? answers.list(Question.TLS_NAMES).get(0)
                        : answers.get(Question.NODE) + " " + use.label();
        return new X500Name(subject.isEmpty() ? "CN=" + common : subject);
    }

    /** Takes a certificate with its chain into use, after checking that it fits. */
    void install(KeyUse use, Path file) throws Exception {
        List<X509Certificate> chain = ordered(all(file), use);
        KeyPlace waiting = pki.waiting(use);
        CertificateChain.check(chain, clock.instant(), use, answers.list(Question.TLS_NAMES));
        pki.keepPublic(use);
        pki.place(use).put(waiting.key(), chain);
        waiting.remove();
        if (use == KeyUse.DOCUMENT || use == KeyUse.TIMESTAMP) {
            pki.publish(chain.get(chain.size() - 1));
        }
    }

    /** From the certificate of the waiting key to its root, whatever order the file has. */
    private List<X509Certificate> ordered(List<X509Certificate> all, KeyUse use) throws Exception {
        Optional<List<X509Certificate>> waiting = pki.waiting(use).chain();
        if (waiting.isEmpty()) {
            throw StartFailure.refused(
                    "没有待办的申请, 请先执行 cert request " + use.label(),
                    "No request is open: cert request " + use.label() + " comes first");
        }
        byte[] key = waiting.get().get(0).getPublicKey().getEncoded();
        X509Certificate next =
                all.stream()
                        .filter(c -> java.util.Arrays.equals(c.getPublicKey().getEncoded(), key))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        StartFailure.refused(
                                                "文件中没有与待办申请的密钥匹配的证书",
                                                "No certificate in the file is of the key that waits"));
        List<X509Certificate> chain = new ArrayList<>();
        while (next != null && !chain.contains(next)) {
            chain.add(next);
            X500Principal issuer = next.getIssuerX500Principal();
            next =
                    all.stream()
                            .filter(c -> c.getSubjectX500Principal().equals(issuer))
                            .findFirst()
                            .orElse(null);
        }
        return chain;
    }

    /** Accepts callers whose certificates lead to these roots, in TLS and in WS-Security. */
    void trust(Path file) throws Exception {
        for (X509Certificate root : all(file)) {
            if (root.getBasicConstraints() < 0) {
                throw StartFailure.refused(
                        "不是 CA 证书: " + root.getSubjectX500Principal(),
                        "Not the certificate of an authority: " + root.getSubjectX500Principal());
            }
            add("tls-trust.p12", secrets.get("tls.password"), root);
            add("wss-trust.p12", secrets.get("pki.password"), root);
        }
    }

    private void add(String name, String password, X509Certificate root) throws Exception {
        Path file = folder.resolve(name);
        KeyStore store = KeyFiles.open(file, password);
        if (store.getCertificateAlias(root) == null) {
            store.setCertificateEntry("root-" + root.getSerialNumber().toString(16), root);
            PrivateFiles.write(file, KeyFiles.bytes(store, password));
        }
    }

    /** One line for each key in use. */
    String list() throws Exception {
        StringBuilder text = new StringBuilder();
        for (KeyUse use : KeyUse.values()) {
            Optional<List<X509Certificate>> chain = pki.place(use).chain();
            if (chain.isPresent()) {
                X509Certificate own = chain.get().get(0);
                text.append(
                        "%-10s %s  %s%n           %s <- %s%n"
                                .formatted(
                                        use.label(),
                                        day(own.getNotBefore()) + " - " + day(own.getNotAfter()),
                                        own.getSerialNumber().toString(16),
                                        own.getSubjectX500Principal(),
                                        own.getIssuerX500Principal()));
            }
        }
        return text.toString().stripTrailing();
    }

    private static String day(Date date) {
        return date.toInstant().toString().substring(0, 10);
    }

    private static List<X509Certificate> all(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509", Certificates.PROVIDER)
                    .generateCertificates(in)
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (IOException e) {
            throw StartFailure.refused(
                    "无法读取 " + file + ": " + e.getMessage(),
                    file + " cannot be read: " + e.getMessage());
        }
    }
}
