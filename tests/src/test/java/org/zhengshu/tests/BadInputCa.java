package org.zhengshu.tests;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Tls;

/** Keys and certificates that the node has no reason to trust. */
final class BadInputCa {
    static final String ALIAS = "stranger";
    static final String PASSWORD = "changeit";

    private BadInputCa() {}

    /** A client's store whose certificate a foreign authority of the same name has issued. */
    static KeyStore foreign(X509Certificate like) {
        try {
            KeyPair authority = rsa();
            KeyPair own = rsa();
            X500Name issuer = new X500Name(like.getIssuerX500Principal().getName());
            X500Name subject = new X500Name(like.getSubjectX500Principal().getName());
            X509Certificate root = issue(issuer, authority, issuer, authority);
            X509Certificate certificate = issue(issuer, authority, subject, own);
            return store(own.getPrivate(), certificate, root);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A PKCS#12 file. */
    static KeyStore load(java.nio.file.Path file, String password) {
        try (java.io.InputStream in = java.nio.file.Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            return store;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static X509Certificate issue(
            X500Name issuer, KeyPair authority, X500Name subject, KeyPair own) throws Exception {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        issuer,
                        BigInteger.valueOf(now.toEpochMilli()),
                        Date.from(now.minus(Duration.ofDays(1))),
                        Date.from(now.plus(Duration.ofDays(365))),
                        subject,
                        own.getPublic());
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withRSA")
                                        .build(authority.getPrivate())));
    }

    private static KeyStore store(PrivateKey key, Certificate... chain) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(ALIAS, key, PASSWORD.toCharArray(), chain);
        return store;
    }

    /** TLS with a client certificate that is shown whatever authorities the server names. */
    static SSLContext tls(Node node, KeyStore own, String password) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(Tls.trusted(node.data().resolve("root.pem")));
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(own, password.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new javax.net.ssl.KeyManager[] {
                        new Insistent(
                                (javax.net.ssl.X509ExtendedKeyManager) keys.getKeyManagers()[0])
                    },
                    trust.getTrustManagers(),
                    null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shows its only certificate in any case. */
    private static final class Insistent extends javax.net.ssl.X509ExtendedKeyManager {
        private final javax.net.ssl.X509ExtendedKeyManager keys;

        Insistent(javax.net.ssl.X509ExtendedKeyManager keys) {
            this.keys = keys;
        }

        @Override
        public String chooseClientAlias(
                String[] types, java.security.Principal[] issuers, java.net.Socket socket) {
            return keys.getClientAliases("RSA", null)[0];
        }

        @Override
        public String chooseEngineClientAlias(
                String[] types, java.security.Principal[] issuers, javax.net.ssl.SSLEngine engine) {
            return keys.getClientAliases("RSA", null)[0];
        }

        @Override
        public String[] getClientAliases(String type, java.security.Principal[] issuers) {
            return keys.getClientAliases(type, null);
        }

        @Override
        public String[] getServerAliases(String type, java.security.Principal[] issuers) {
            return null;
        }

        @Override
        public String chooseServerAlias(
                String type, java.security.Principal[] issuers, java.net.Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }
    }
}
