package org.zhengshu.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.zhengshu.launcher.Certificates.Issuer;
import org.zhengshu.launcher.Certificates.Kind;
import org.zhengshu.launcher.Certificates.Wish;

/**
 * The built-in certificate authority (数字证书认证机构) and the node's own keys, made at the first start
 * and kept.
 */
public final class Pki {
    private static final Duration ROOT_LIFE = Duration.ofDays(365 * 20);
    private static final Duration LIFE = Duration.ofDays(365 * 5);
    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
    private static final String OF_NODE = ",O=Zhengshu,C=CN";
    private static final List<String> LOG_KEYS = List.of("log-sm2", "log-ed25519");
    private static final int SIGNS = KeyUsage.digitalSignature;
    private static final int SIGNS_FOR_GOOD = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
    private static final int SIGNS_CERTIFICATES = KeyUsage.keyCertSign | KeyUsage.cRLSign;

    private static final Map<String, String> SAMPLE_CLIENTS =
            Map.of(
                    "rest-permit", "Permit system (REST)",
                    "rest-welfare", "Welfare system (REST)",
                    "soap-tax", "Tax system (SOAP)",
                    "soap-housing", "Housing system (SOAP)");

    private final Path data;
    private final Path directory;
    private final Secrets secrets;
    private final Clock clock;
    private final String node;
    private final Certificates certificates;
    private final Revocations revocations;
    private Optional<Device> device = Optional.empty();

    private Pki(Path data, Secrets secrets, String node, Clock clock) {
        this.data = data;
        this.directory = data.resolve("pki");
        this.secrets = secrets;
        this.clock = clock;
        this.node = node;
        this.certificates = new Certificates(clock);
        this.revocations = new Revocations(directory, secrets, clock);
    }

    /**
     * A client's certificate with its chain, its key, and both again as PKCS#12 under a password.
     */
    public record Client(Path certificate, Path key, Path store, String password) {}

    /** The authority of a data directory; the log's certificates carry the name of the node. */
    public static Pki of(Path data, Secrets secrets, String node, Clock clock) {
        return new Pki(data, secrets, node, clock);
    }

    /** From now on the keys that a device can keep are in this one. */
    Pki with(Device opened) {
        device = Optional.of(opened);
        return this;
    }

    /** Where the key for a use is. */
    KeyPlace place(KeyUse use) {
        return device.map(d -> d.place(use.deviceAlias()))
                .orElseGet(
                        () ->
                                new KeyStoreFile(
                                        file(use.file()),
                                        use.alias(),
                                        secrets.get(use.password())));
    }

    /** Where the next key for a use waits for its certificate. */
    KeyPlace waiting(KeyUse use) {
        return device.map(d -> d.place(use.deviceAlias() + "-next"))
                .orElseGet(
                        () ->
                                new KeyStoreFile(
                                        file("next-" + use.file()),
                                        use.alias(),
                                        secrets.get(use.password())));
    }

    /** Makes what is missing; a start that was cut off half-way is completed by the next one. */
    public void prepare(String hostName) {
        prepare(List.of("localhost", "127.0.0.1", "::1", hostName));
    }

    /** The same, with the names and addresses by which callers reach this node. */
    public void prepare(List<String> tlsNames) {
        guarded(
                () -> {
                    PrivateFiles.directory(directory);
                    root("root-sm2", Kind.SM2, "CN=Zhengshu Root SM2");
                    root("root-p256", Kind.P256, "CN=Zhengshu Root P-256");
                    publishRoots();
                    signer("log-sm2", Kind.SM2, "CN=zhengshu/" + node);
                    signer("log-ed25519", Kind.ED25519, "CN=zhengshu/" + node);
                    signer("witness-sm2", Kind.SM2, "CN=zhengshu/" + node + "/witness");
                    signer("witness-ed25519", Kind.ED25519, "CN=zhengshu/" + node + "/witness");
                    trust("tls-trust.p12", "tls.password");
                    trust("wss-trust.p12", "pki.password");
                    for (KeyUse use : KeyUse.values()) {
                        keep(use, tlsNames);
                    }
                    revocations.publish();
                    return null;
                });
    }

    /**
     * Puts the keys of the log aside, so that new ones are made; receipts of before carry the
     * certificates of the old ones and stay valid (密钥轮换).
     */
    public void rotateLogKeys() {
        guarded(
                () -> {
                    Path old = directory.resolve("old");
                    PrivateFiles.directory(old);
                    for (String name : LOG_KEYS) {
                        if (Files.exists(file(name + ".pem"))) {
                            String serial = serial(KeyFiles.certificate(file(name + ".pem")));
                            for (String kind : List.of(".key", ".pem")) {
                                Files.move(
                                        file(name + kind),
                                        old.resolve(name + "-" + serial + kind),
                                        StandardCopyOption.REPLACE_EXISTING);
                            }
                        }
                    }
                    return null;
                });
    }

    /**
     * Revokes a certificate that is given as a PEM file or by its serial number in hexadecimal, and
     * issues the lists anew (吊销证书); also while the node runs.
     */
    public void revoke(String certificate) {
        guarded(
                () -> {
                    revocations.revoke(certificate);
                    return null;
                });
    }

    /** Issues the revocation lists anew when they are older than a day. */
    void renewLists() {
        guarded(
                () -> {
                    revocations.renew();
                    return null;
                });
    }

    /**
     * Makes another key with a certificate of the built-in authority (换发证书) and keeps a copy of the
     * old one; the keys of the log are not touched.
     */
    void renew(KeyUse use, List<String> tlsNames) {
        guarded(
                () -> {
                    Optional<List<X509Certificate>> chain = place(use).chain();
                    if (chain.isPresent() && !isOwn(chain.get().get(0))) {
                        throw StartFailure.refused(
                                "该证书由其他 CA 签发, 请用 cert request 与 cert import",
                                "Another authority issued that certificate: use cert request and"
                                        + " cert import");
                    }
                    if (Files.exists(file(use.file()))) {
                        Path old = directory.resolve("old");
                        PrivateFiles.directory(old);
                        PrivateFiles.write(
                                old.resolve(clock.millis() + "-" + use.file()),
                                Files.readAllBytes(file(use.file())));
                    }
                    keepPublic(use);
                    KeyPair keys = place(use).generate(use.kind());
                    place(use).put(keys.getPrivate(), issue(use, keys.getPublic(), tlsNames));
                    return null;
                });
    }

    /**
     * Keeps the certificates of a key that is about to be replaced where the server publishes them
     * from: answers of before are verified by them (旧应答公钥).
     */
    void keepPublic(KeyUse use) throws Exception {
        Optional<List<X509Certificate>> chain = place(use).chain();
        if (use == KeyUse.ANSWERS && chain.isPresent()) {
            Path old = directory.resolve("old");
            PrivateFiles.directory(old);
            PrivateFiles.write(
                    old.resolve("answers-" + serial(chain.get().get(0)) + ".pem"),
                    KeyFiles.pem(chain.get().toArray(new X509Certificate[0])));
        }
    }

    /** Whether the built-in authority issued it. */
    boolean isOwn(X509Certificate certificate) throws Exception {
        X509Certificate root = KeyFiles.certificate(file("root-p256.pem"));
        return certificate.getIssuerX500Principal().equals(root.getSubjectX500Principal());
    }

    static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    /** A certificate for a client of TLS and of WS-Security, in pki/clients. */
    public Client issueClient(String name, String commonName) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException("not a file name: " + name);
        }
        return guarded(
                () -> {
                    Path clients = directory.resolve("clients");
                    PrivateFiles.directory(clients);
                    Issuer issuer = issuer("root-p256", Kind.P256);
                    KeyPair keys = Kind.RSA.generate();
                    Wish wish =
                            new Wish(
                                    "CN=" + escaped(commonName) + OF_NODE,
                                    LIFE,
                                    SIGNS | KeyUsage.keyEncipherment,
                                    List.of(KeyPurposeId.id_kp_clientAuth),
                                    List.of());
                    X509Certificate own = certificates.issue(issuer, keys.getPublic(), wish);
                    String password = Secrets.random();
                    Client client =
                            new Client(
                                    clients.resolve(name + ".pem"),
                                    clients.resolve(name + ".key"),
                                    clients.resolve(name + ".p12"),
                                    password);
                    PrivateFiles.write(client.key(), KeyFiles.plain(keys.getPrivate()));
                    PrivateFiles.write(
                            client.certificate(), KeyFiles.pem(own, issuer.certificate()));
                    PrivateFiles.write(
                            client.store(),
                            KeyFiles.store(
                                    name, keys.getPrivate(), password, own, issuer.certificate()));
                    return client;
                });
    }

    /**
     * Certificates for the systems of the sample world, each with its store's password beside it.
     */
    public void prepareSampleClients() {
        SAMPLE_CLIENTS.forEach(
                (name, commonName) -> {
                    Path password = directory.resolve("clients").resolve(name + ".password");
                    if (Files.notExists(password)) {
                        Client client = issueClient(name, commonName);
                        guarded(
                                () -> {
                                    PrivateFiles.write(password, client.password());
                                    return null;
                                });
                    }
                });
    }

    private void root(String name, Kind kind, String subject) throws Exception {
        if (Files.notExists(file(name + ".pem"))) {
            KeyPair keys = kind.generate();
            Wish wish = Wish.of(subject + OF_NODE, ROOT_LIFE, SIGNS_CERTIFICATES);
            write(name, keys.getPrivate(), certificates.root(kind, keys, wish));
        }
    }

    private void publishRoots() throws Exception {
        if (Files.notExists(file("root.pem")) || Files.notExists(data.resolve("root.pem"))) {
            String both =
                    KeyFiles.pem(
                            KeyFiles.certificate(file("root-sm2.pem")),
                            KeyFiles.certificate(file("root-p256.pem")));
            PrivateFiles.write(file("root.pem"), both);
            PrivateFiles.publish(data.resolve("root.pem"), both);
        }
    }

    /** Adds another authority's root to those that this node's evidence is checked against. */
    void publish(X509Certificate root) throws Exception {
        String known = Files.readString(file("root.pem"));
        String added = KeyFiles.pem(root);
        if (!known.contains(added)) {
            PrivateFiles.write(file("root.pem"), known + added);
            PrivateFiles.publish(data.resolve("root.pem"), known + added);
        }
    }

    private void signer(String name, Kind kind, String subject) throws Exception {
        if (Files.notExists(file(name + ".pem"))) {
            KeyPair keys = kind.generate();
            Wish wish = Wish.of(subject + OF_NODE, LIFE, SIGNS_FOR_GOOD);
            write(
                    name,
                    keys.getPrivate(),
                    certificates.issue(issuer("root-sm2", Kind.SM2), keys.getPublic(), wish));
        }
    }

    /** The key first: a certificate never stands there without its key. */
    private void write(String name, PrivateKey key, X509Certificate certificate) throws Exception {
        PrivateFiles.write(
                file(name + ".key"), KeyFiles.encrypted(key, secrets.get("pki.password")));
        PrivateFiles.write(file(name + ".pem"), KeyFiles.pem(certificate));
    }

    private void trust(String file, String password) throws Exception {
        if (Files.notExists(file(file))) {
            X509Certificate root = KeyFiles.certificate(file("root-p256.pem"));
            PrivateFiles.write(file(file), KeyFiles.trust("root", root, secrets.get(password)));
        }
    }

    /** Makes the key for a use, or another one before its certificate expires. */
    private void keep(KeyUse use, List<String> tlsNames) throws Exception {
        KeyPlace place = place(use);
        Optional<List<X509Certificate>> chain = place.chain();
        if (chain.isPresent() && !isToBeRenewed(use, chain.get().get(0))) {
            return;
        }
        KeyPair keys = place.generate(use.kind());
        place.put(keys.getPrivate(), issue(use, keys.getPublic(), tlsNames));
    }

    /** A certificate of the built-in authority, with its root. */
    List<X509Certificate> issue(KeyUse use, PublicKey key, List<String> tlsNames) throws Exception {
        Issuer issuer = issuer("root-p256", Kind.P256);
        Wish wish = use.wish(Certificates.names(tlsNames));
        return List.of(certificates.issue(issuer, key, wish), issuer.certificate());
    }

    /** Another authority renews its certificates itself. */
    private boolean isToBeRenewed(KeyUse use, X509Certificate own) throws Exception {
        return use.renewed()
                && isOwn(own)
                && own.getNotAfter().before(Date.from(clock.instant().plus(RENEWED_BEFORE)));
    }

    private Issuer issuer(String name, Kind kind) throws Exception {
        return KeyFiles.issuer(directory, name, kind, secrets.get("pki.password"));
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private static String escaped(String value) {
        return value.replaceAll("([,+\"\\\\<>;=#])", "\\\\$1");
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws Exception;
    }

    private <T> T guarded(Work<T> work) {
        try {
            return work.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw StartFailure.failed(
                    "密钥或证书无法生成或读取 (" + directory + "): " + e.getMessage(),
                    "Keys or certificates cannot be made or read ("
                            + directory
                            + "): "
                            + e.getMessage());
        }
    }
}
