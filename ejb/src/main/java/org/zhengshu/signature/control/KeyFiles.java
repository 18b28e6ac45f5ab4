package org.zhengshu.signature.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** Reads the node's keys and certificates from its data folder (密钥文件). */
public final class KeyFiles {
    private final Path folder;
    private final Path file;
    private final Properties secrets = new Properties();
    private final char[] password;

    public KeyFiles(Path data) {
        this.folder = data.resolve("pki");
        this.file = data.resolve("secrets.properties");
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            secrets.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        this.password = secret("pki.password").toCharArray();
    }

    /** One of the node's secrets, or the first line of the file that holds it. */
    public String secret(String name) {
        String elsewhere = secrets.getProperty(name + ".file");
        if (elsewhere != null) {
            return firstLine(Path.of(elsewhere));
        }
        String value = secrets.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(name + " is missing in " + file);
        }
        return value;
    }

    private static String firstLine(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return Optional.ofNullable(reader.readLine()).orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Whether the keys for standard tools are in a device (密码设备) and not in files. */
    public boolean inDevice() {
        return secrets.getProperty("pkcs11.pin.file") != null;
    }

    /** The private key in {@code name.key}: PKCS#8, encrypted. */
    public PrivateKeyInfo privateKey(String name) {
        Path file = folder.resolve(name + ".key");
        try (PEMParser parser = new PEMParser(Files.newBufferedReader(file))) {
            PKCS8EncryptedPrivateKeyInfo encrypted =
                    (PKCS8EncryptedPrivateKeyInfo) parser.readObject();
            return encrypted.decryptPrivateKeyInfo(
                    new JceOpenSSLPKCS8DecryptorProviderBuilder()
                            .setProvider(new BouncyCastleProvider())
                            .build(password));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (PKCSException | OperatorCreationException e) {
            throw new IllegalStateException("cannot decrypt " + file, e);
        }
    }

    /** The certificates in {@code name.pem}, end entity first. */
    public List<X509CertificateHolder> certificates(String name) {
        Path file = folder.resolve(name + ".pem");
        List<X509CertificateHolder> found = new ArrayList<>();
        try (PEMParser parser = new PEMParser(Files.newBufferedReader(file))) {
            for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
                found.add((X509CertificateHolder) next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return found;
    }

    /** The chains of keys of this name that were replaced, in {@code pki/old} (旧公钥). */
    public List<List<X509Certificate>> replaced(String name) {
        Path old = folder.resolve("old");
        if (Files.notExists(old)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(old)) {
            List<List<X509Certificate>> chains = new ArrayList<>();
            for (Path found : (Iterable<Path>) files.sorted()::iterator) {
                String file = found.getFileName().toString();
                if (file.startsWith(name + "-") && file.endsWith(".pem")) {
                    chains.add(chain(found));
                }
            }
            return chains;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + old, e);
        }
    }

    private static List<X509Certificate> chain(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw new IOException("no certificates in " + file, e);
        }
    }

    /** A key for standard tools with its chain. */
    public record KeyPairEntry(PrivateKey key, List<X509Certificate> chain) {}

    /** The key under the alias of {@code name.p12}, or of the device. */
    public KeyPairEntry keyStoreEntry(String name, String alias) {
        try {
            KeyStore store = ownKeys(name);
            PrivateKey key = (PrivateKey) store.getKey(alias, password);
            List<X509Certificate> chain =
                    Stream.of(store.getCertificateChain(alias))
                            .map(X509Certificate.class::cast)
                            .toList();
            return new KeyPairEntry(key, chain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot open " + name, e);
        }
    }

    /** The store with a key of the node's own: {@code name.p12}, or the device (PKCS#11). */
    public KeyStore ownKeys(String name) {
        if (!inDevice()) {
            return keyStore(name);
        }
        try {
            KeyStore device = KeyStore.getInstance("PKCS11");
            device.load(null, secret("pkcs11.pin").toCharArray());
            return device;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot open the PKCS#11 device", e);
        }
    }

    /** The PKCS#12 store {@code name.p12}. */
    public KeyStore keyStore(String name) {
        return keyStore(name, password);
    }

    /** The certificate by which TLS knows this node. */
    public X509Certificate tlsCertificate() {
        return certificate("tls-server", "server", "tls.password");
    }

    /** The certificate under the alias of {@code name.p12}, or in the device, where TLS is tls. */
    public X509Certificate certificate(String name, String alias, String secret) {
        try {
            boolean tls = name.equals("tls-server");
            return (X509Certificate)
                    (inDevice()
                            ? ownKeys(name).getCertificate(tls ? "tls" : alias)
                            : keyStore(name, secret).getCertificate(alias));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot open " + name, e);
        }
    }

    /** A store with a password of its own. */
    public KeyStore keyStore(String name, String secret) {
        return keyStore(name, secret(secret).toCharArray());
    }

    private KeyStore keyStore(String name, char[] opening) {
        Path file = folder.resolve(name + ".p12");
        try (var in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, opening);
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot open " + file, e);
        }
    }

    /** The password of keys and stores. */
    public String password() {
        return new String(password);
    }

    /** The public trust anchors of this node. */
    public Path trustAnchors() {
        return folder.resolve("root.pem");
    }
}
