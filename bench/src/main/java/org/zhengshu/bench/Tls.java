package org.zhengshu.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.ProviderException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS with the node's roots as trust: of a sample system by its own certificate, or of nobody. */
final class Tls {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");

    private Tls() {}

    static SSLContext system(Path data, String name) throws IOException, GeneralSecurityException {
        Path clients = data.resolve("pki/clients");
        char[] password =
                Files.readString(clients.resolve(name + ".password")).strip().toCharArray();
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(clients.resolve(name + ".p12"))) {
            own.load(in, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, password);
        return context(data, keys.getKeyManagers());
    }

    /** Without a certificate: a person's session may not come together with a system's one. */
    static SSLContext anonymous(Path data) throws IOException, GeneralSecurityException {
        return context(data, null);
    }

    private static SSLContext context(Path data, KeyManager[] keys)
            throws IOException, GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(roots(data.resolve("root.pem")));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return context;
    }

    /** The roots that the JDK can read; it cannot read SM2. */
    private static KeyStore roots(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Matcher found = PEM.matcher(Files.readString(pem));
        while (found.find()) {
            try {
                Certificate certificate =
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(
                                        new ByteArrayInputStream(
                                                found.group().getBytes(StandardCharsets.US_ASCII)));
                certificate.getPublicKey();
                store.setCertificateEntry("root" + store.size(), certificate);
            } catch (CertificateException | ProviderException e) {
                continue;
            }
        }
        return store;
    }
}
