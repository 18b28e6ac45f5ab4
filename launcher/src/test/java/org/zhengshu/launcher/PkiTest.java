package org.zhengshu.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PkiTest {
    private static final Clock NOW =
            Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir Path data;
    private Secrets secrets;

    @BeforeEach
    void prepare() {
        secrets = Secrets.of(data);
        pki(NOW).prepare("node.example");
    }

    @Test
    void everyCertificateIsSignedByItsRoot() throws Exception {
        X509Certificate sm2 = certificate("root-sm2.pem");
        X509Certificate p256 = certificate("root-p256.pem");

        for (X509Certificate own :
                List.of(sm2, certificate("log-sm2.pem"), certificate("log-ed25519.pem"))) {
            own.verify(sm2.getPublicKey(), Certificates.PROVIDER);
        }
        p256.verify(p256.getPublicKey());
        for (X509Certificate own :
                List.of(
                        stored("tls-server.p12", "tls.password", "server"),
                        stored("wss-server.p12", "pki.password", "server"),
                        stored("tsa.p12", "pki.password", "tsa"),
                        stored("document.p12", "pki.password", "document"))) {
            own.verify(p256.getPublicKey());
        }
        assertThat(sm2.getSigAlgOID()).isEqualTo("1.2.156.10197.1.501");
        assertThat(sm2.getBasicConstraints()).isEqualTo(1);
        assertThat(certificate("log-sm2.pem").getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void theEncryptedKeysBelongToTheCertificates() throws Exception {
        Map<String, String> algorithms =
                Map.of(
                        "root-sm2", "SM3withSM2",
                        "root-p256", "SHA256withECDSA",
                        "log-sm2", "SM3withSM2",
                        "log-ed25519", "Ed25519");
        for (Map.Entry<String, String> entry : algorithms.entrySet()) {
            Path file = data.resolve("pki").resolve(entry.getKey() + ".key");
            PrivateKey key = KeyFiles.key(file, secrets.get("pki.password"));
            Signature signature = Signature.getInstance(entry.getValue(), Certificates.PROVIDER);
            signature.initSign(key);
            signature.update(data.toString().getBytes("UTF-8"));
            byte[] signed = signature.sign();
            signature.initVerify(certificate(entry.getKey() + ".pem").getPublicKey());
            signature.update(data.toString().getBytes("UTF-8"));
            assertThat(signature.verify(signed)).as(entry.getKey()).isTrue();
            assertThat(Files.readString(file)).contains("BEGIN ENCRYPTED PRIVATE KEY");
        }
    }

    @Test
    void onlyTheOwnerReadsTheFiles() throws IOException {
        assertThat(permissions(data.resolve("pki"))).isEqualTo("rwx------");
        assertThat(permissions(data.resolve("secrets.properties"))).isEqualTo("rw-------");
        assertThat(files().keySet())
                .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
    }

    @Test
    void aSecondStartKeepsEveryFileButIssuesTheListsAnew() throws Exception {
        Map<Path, String> before = files();
        BigInteger number = number(list("root-sm2"));

        pki(NOW).prepare("another.example");

        assertThat(number(list("root-sm2"))).isGreaterThan(number);
        assertThat(withoutLists(files())).isEqualTo(withoutLists(before));
    }

    @Test
    void theTimeStampKeyServesTimeStampsOnly() throws Exception {
        X509Certificate own = stored("tsa.p12", "pki.password", "tsa");

        assertThat(own.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.8");
        assertThat(own.getCriticalExtensionOIDs()).contains("2.5.29.37");
    }

    @Test
    void aRevokedCertificateIsOnTheListOfItsRoot() throws Exception {
        X509Certificate log = certificate("log-sm2.pem");
        X509Certificate tsa = stored("tsa.p12", "pki.password", "tsa");

        pki(NOW).revoke(data.resolve("pki/log-sm2.pem").toString());
        pki(NOW).revoke(tsa.getSerialNumber().toString(16));
        pki(NOW).revoke(tsa.getSerialNumber().toString(16));

        X509CRL sm2 = list("root-sm2");
        sm2.verify(certificate("root-sm2.pem").getPublicKey(), Certificates.PROVIDER);
        assertThat(sm2.isRevoked(log)).isTrue();
        assertThat(sm2.getRevokedCertificate(log).getRevocationDate().toInstant())
                .isEqualTo(NOW.instant());
        X509CRL p256 = list("root-p256");
        p256.verify(certificate("root-p256.pem").getPublicKey(), Certificates.PROVIDER);
        assertThat(p256.isRevoked(tsa)).isTrue();
        assertThat(p256.getRevokedCertificates()).hasSize(1);
        assertThat(p256.getNextUpdate().toInstant()).isAfter(NOW.instant());
    }

    @Test
    void whatIsNoCertificateOfThisNodeIsNotRevoked(@TempDir Path other) throws Exception {
        Pki.of(other, Secrets.of(other), "node", NOW).prepare("other.example");

        for (String wrong : List.of("nothing.pem", other.resolve("pki/log-sm2.pem").toString())) {
            assertThatThrownBy(() -> pki(NOW).revoke(wrong)).isInstanceOf(StartFailure.class);
        }
        assertThat(list("root-sm2").getRevokedCertificates()).isNull();
    }

    @Test
    void listsAreRenewedAfterADay() throws Exception {
        BigInteger number = number(list("root-sm2"));

        pki(Clock.offset(NOW, Duration.ofHours(23))).renewLists();
        assertThat(number(list("root-sm2"))).isEqualTo(number);
        pki(Clock.offset(NOW, Duration.ofHours(25))).renewLists();
        assertThat(number(list("root-sm2"))).isGreaterThan(number);
        pki(Clock.offset(NOW, Duration.ofHours(-25))).prepare("node.example");
        assertThat(list("root-sm2").getThisUpdate().toInstant()).isBefore(NOW.instant());
        assertThat(number(list("root-sm2"))).isGreaterThan(number.add(BigInteger.ONE));
    }

    @Test
    void rotatedKeysOfTheLogAreKeptAside() throws Exception {
        X509Certificate before = certificate("log-sm2.pem");

        pki(NOW).rotateLogKeys();
        pki(NOW).prepare("node.example");

        assertThat(certificate("log-sm2.pem")).isNotEqualTo(before);
        assertThat(
                        KeyFiles.certificate(
                                data.resolve("pki/old")
                                        .resolve(
                                                "log-sm2-"
                                                        + before.getSerialNumber().toString(16)
                                                        + ".pem")))
                .isEqualTo(before);
        everyCertificateIsSignedByItsRoot();
        theEncryptedKeysBelongToTheCertificates();
    }

    @Test
    void aFirstStartThatWasCutOffIsCompleted() throws Exception {
        Map<Path, String> before = files();
        for (String name :
                List.of("log-sm2.pem", "log-ed25519.key", "log-ed25519.pem", "document.p12")) {
            Files.delete(data.resolve("pki").resolve(name));
        }

        pki(NOW).prepare("node.example");

        assertThat(files().keySet()).isEqualTo(before.keySet());
        everyCertificateIsSignedByItsRoot();
        theEncryptedKeysBelongToTheCertificates();
    }

    @Test
    void theCertificateOfTheServerNamesItsAddressesAndIsRenewedInTime() throws Exception {
        X509Certificate first = stored("tls-server.p12", "tls.password", "server");
        assertThat(first.getSubjectAlternativeNames().stream().map(name -> name.get(1).toString()))
                .contains("localhost", "127.0.0.1", "node.example");

        pki(Clock.offset(NOW, Duration.ofDays(800))).prepare("node.example");

        X509Certificate second = stored("tls-server.p12", "tls.password", "server");
        assertThat(second.getNotAfter()).isAfter(first.getNotAfter());
    }

    @Test
    void theTrustFileHoldsBothRoots() throws IOException {
        String text = Files.readString(data.resolve("root.pem"));

        assertThat(text)
                .isEqualTo(Files.readString(data.resolve("pki/root.pem")))
                .isEqualTo(
                        Files.readString(data.resolve("pki/root-sm2.pem"))
                                + Files.readString(data.resolve("pki/root-p256.pem")));
    }

    @Test
    void aClientGetsACertificateThatTheServerTrusts() throws Exception {
        Pki.Client client = pki(NOW).issueClient("tax", "市税务局, 系统");

        X509Certificate own = KeyFiles.certificate(client.certificate());
        KeyStore trust =
                KeyFiles.open(data.resolve("pki/tls-trust.p12"), secrets.get("tls.password"));
        own.verify(trust.getCertificate("root").getPublicKey());
        assertThat(own.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(own.getSubjectX500Principal().getName()).contains("市税务局");
        assertThat(KeyFiles.open(client.store(), client.password()).isKeyEntry("tax")).isTrue();
        assertThat(Files.readString(client.key())).contains("BEGIN PRIVATE KEY");
        assertThat(permissions(client.key())).isEqualTo("rw-------");
    }

    @Test
    void aNameThatLeavesTheDirectoryIsRefused() {
        Pki pki = pki(NOW);

        assertThatThrownBy(() -> pki.issueClient("../x", "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Pki pki(Clock clock) {
        return Pki.of(data, secrets, "node", clock);
    }

    private X509Certificate certificate(String name) throws Exception {
        return KeyFiles.certificate(data.resolve("pki").resolve(name));
    }

    private X509Certificate stored(String file, String password, String alias) throws Exception {
        return (X509Certificate)
                KeyFiles.open(data.resolve("pki").resolve(file), secrets.get(password))
                        .getCertificate(alias);
    }

    private X509CRL list(String root) throws Exception {
        try (InputStream in = Files.newInputStream(data.resolve("pki/" + root + ".crl"))) {
            return (X509CRL)
                    CertificateFactory.getInstance("X.509", Certificates.PROVIDER).generateCRL(in);
        }
    }

    private static BigInteger number(X509CRL list) throws IOException {
        byte[] octets =
                ASN1OctetString.getInstance(list.getExtensionValue("2.5.29.20")).getOctets();
        return ASN1Integer.getInstance(octets).getValue();
    }

    private static Map<Path, String> withoutLists(Map<Path, String> files) {
        Map<Path, String> others = new TreeMap<>(files);
        others.keySet().removeIf(file -> file.toString().endsWith(".crl"));
        return others;
    }

    private Map<Path, String> files() throws IOException {
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> list = Files.list(data.resolve("pki"))) {
            for (Path file : list.filter(Files::isRegularFile).toList()) {
                files.put(file, new BigInteger(1, Files.readAllBytes(file)).toString(16));
            }
        }
        return files;
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
