package org.zhengshu.tests.node;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS as an outside client sets it up: the node's root as trust, a client store or none. */
public final class Tls {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");

    private Tls() {}

    /** Without a client certificate. */
    public static SSLContext anonymous(Path roots) {
        return context(roots, null, new char[0]);
    }

    /** With the certificate of a registered sample system. */
    public static SSLContext system(Path data, String name) {
        return context(
                data.resolve("root.pem"), store(data, name), password(data, name).toCharArray());
    }

    public static KeyStore store(Path data, String name) {
        return load(data.resolve("pki/clients/" + name + ".p12"), password(data, name));
    }

    public static String password(Path data, String name) {
        try {
            return Files.readString(data.resolve("pki/clients/" + name + ".password")).strip();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static KeyStore load(Path file, String password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            return store;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static SSLContext context(Path roots, KeyStore own, char[] password) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted(roots));
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(own, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    own == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificates of a PEM file that the JDK can read; it cannot read SM2. */
    public static KeyStore trusted(Path roots) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        var matcher = PEM.matcher(Files.readString(roots));
        while (matcher.find()) {
            try {
                Certificate certificate =
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(
                                        new ByteArrayInputStream(
                                                matcher.group()
                                                        .getBytes(StandardCharsets.US_ASCII)));
                certificate.getPublicKey();
                store.setCertificateEntry("root" + store.size(), certificate);
            } catch (CertificateException | java.security.ProviderException e) {
                continue;
            }
        }
        return store;
    }
}
