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
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Mutual TLS of a sample system: its own certificate, the node's roots as trust. */
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
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(roots(data.resolve("root.pem")));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
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
