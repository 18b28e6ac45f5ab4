package org.zhengshu.launcher;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.zhengshu.launcher.Certificates.Issuer;
import org.zhengshu.launcher.Certificates.Kind;

/**
 * Which certificates are revoked, and the lists that say so (证书吊销列表), RFC 5280 section 5. The file
 * {@code revoked} has one line a certificate: serial number in hexadecimal, time, root.
 */
final class Revocations {
    /** Stands for every root, when only a serial number was given. */
    private static final String ANY_ROOT = "*";

    /** Long, so that a node whose launcher is seldom started does not run out of a list. */
    private static final Duration LIFE = Duration.ofDays(90);

    private static final Duration RENEWED_AFTER = Duration.ofDays(1);
    private static final Map<String, Kind> ROOTS =
            Map.of("root-sm2", Kind.SM2, "root-p256", Kind.P256);

    private final Path directory;
    private final Secrets secrets;
    private final Clock clock;

    Revocations(Path directory, Secrets secrets, Clock clock) {
        this.directory = directory;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Revokes by PEM file or by serial number and issues the lists anew. */
    void revoke(String certificate) throws Exception {
        try (FileChannel channel = channel();
                FileLock lock = channel.lock()) {
            if (Files.exists(Path.of(certificate))) {
                X509Certificate own = KeyFiles.certificate(Path.of(certificate));
                add(own.getSerialNumber(), rootOf(own));
            } else if (certificate.matches("[0-9A-Fa-f:]{1,60}")) {
                add(new BigInteger(certificate.replace(":", ""), 16), ANY_ROOT);
            } else {
                throw StartFailure.refused(
                        "没有此证书文件, 也不是序列号: " + certificate,
                        "Neither a certificate file nor a serial number: " + certificate);
            }
            publish(lock);
        }
    }

    /** Issues the lists of all roots anew. */
    void publish() throws Exception {
        try (FileChannel channel = channel();
                FileLock lock = channel.lock()) {
            publish(lock);
        }
    }

    /** Issues them anew when they are older than a day. */
    void renew() throws Exception {
        X509CRLHolder list =
                new X509CRLHolder(Files.readAllBytes(directory.resolve("root-sm2.crl")));
        Instant issued = list.getThisUpdate().toInstant();
        if (issued.plus(RENEWED_AFTER).isBefore(clock.instant())) {
            publish();
        }
    }

    /** One at a time: a running launcher renews the lists while another one revokes. */
    private FileChannel channel() throws IOException {
        Path file = directory.resolve("revoked.lock");
        if (Files.notExists(file)) {
            PrivateFiles.write(file, "");
        }
        return FileChannel.open(file, StandardOpenOption.WRITE);
    }

    private void publish(FileLock lock) throws Exception {
        for (Map.Entry<String, Kind> root : ROOTS.entrySet()) {
            if (!lock.isValid()) {
                throw new IOException("the lock on the revocation lists is gone");
            }
            publish(
                    root.getKey(),
                    KeyFiles.issuer(
                            directory,
                            root.getKey(),
                            root.getValue(),
                            secrets.get("pki.password")));
        }
    }

    private String rootOf(X509Certificate own) throws Exception {
        for (String root : ROOTS.keySet()) {
            X509Certificate issuer = KeyFiles.certificate(directory.resolve(root + ".pem"));
            if (own.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
                own.verify(issuer.getPublicKey(), Certificates.PROVIDER);
                return root;
            }
        }
        throw StartFailure.refused(
                "该证书不是本节点签发的: " + own.getSubjectX500Principal(),
                "This node did not issue that certificate: " + own.getSubjectX500Principal());
    }

    private record Revoked(BigInteger serial, Instant at, String root) {
        String line() {
            return serial.toString(16) + " " + at + " " + root + "\n";
        }

        static Revoked of(String line) {
            String[] parts = line.strip().split(" ");
            return new Revoked(new BigInteger(parts[0], 16), Instant.parse(parts[1]), parts[2]);
        }
    }

    /** Adds a certificate; one that is revoked already keeps its time. */
    private void add(BigInteger serial, String root) throws IOException {
        if (all().stream().anyMatch(r -> r.serial().equals(serial))) {
            return;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String before = Files.exists(file()) ? Files.readString(file()) : "";
        PrivateFiles.write(file(), before + new Revoked(serial, now, root).line());
    }

    /** In DER, as {@code <root>.crl}. */
    private void publish(String root, Issuer issuer)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        Path file = directory.resolve(root + ".crl");
        Instant now = clock.instant();
        X509v2CRLBuilder builder =
                new JcaX509v2CRLBuilder(
                        issuer.certificate().getSubjectX500Principal(), Date.from(now));
        builder.setNextUpdate(Date.from(now.plus(LIFE)));
        for (Revoked revoked : all()) {
            if (revoked.root().equals(root) || revoked.root().equals(ANY_ROOT)) {
                builder.addCRLEntry(
                        revoked.serial(), Date.from(revoked.at()), CRLReason.unspecified);
            }
        }
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils()
                        .createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
        builder.addExtension(Extension.cRLNumber, false, new CRLNumber(next(file, now)));
        X509CRLHolder list =
                builder.build(
                        new JcaContentSignerBuilder(issuer.kind().signature())
                                .setProvider(Certificates.PROVIDER)
                                .build(issuer.key()));
        PrivateFiles.write(file, list.getEncoded());
    }

    /** Grows with time, and also when the clock was set back. */
    private static BigInteger next(Path file, Instant now) throws IOException {
        BigInteger number = BigInteger.valueOf(now.toEpochMilli());
        if (Files.notExists(file)) {
            return number;
        }
        Extension last =
                new X509CRLHolder(Files.readAllBytes(file)).getExtension(Extension.cRLNumber);
        return number.max(
                ASN1Integer.getInstance(last.getParsedValue()).getValue().add(BigInteger.ONE));
    }

    private List<Revoked> all() throws IOException {
        List<Revoked> all = new ArrayList<>();
        if (Files.exists(file())) {
            for (String line : Files.readAllLines(file(), StandardCharsets.US_ASCII)) {
                if (!line.isBlank()) {
                    all.add(Revoked.of(line));
                }
            }
        }
        return all;
    }

    private Path file() {
        return directory.resolve("revoked");
    }
}
