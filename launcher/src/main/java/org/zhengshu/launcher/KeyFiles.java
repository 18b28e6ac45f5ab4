package org.zhengshu.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;

/** Keys and certificates as files: PEM for BouncyCastle, PKCS#12 for the Java platform. */
final class KeyFiles {
    private static final int ITERATIONS = 100_000;

    private KeyFiles() {}

    static String pem(X509Certificate... certificates) throws IOException {
        PemObjectGenerator[] objects = new PemObjectGenerator[certificates.length];
        for (int i = 0; i < certificates.length; i++) {
            objects[i] = new JcaMiscPEMGenerator(certificates[i]);
        }
        return text(objects);
    }

    /** PKCS#8, encrypted with AES-256-CBC under PBKDF2 with HMAC-SHA-256. */
    static String encrypted(PrivateKey key, String password)
            throws IOException, OperatorCreationException {
        return text(
                new JcaPKCS8Generator(
                        key,
                        new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                                .setProvider(Certificates.PROVIDER)
                                .setPRF(
                                        new AlgorithmIdentifier(
                                                PKCSObjectIdentifiers.id_hmacWithSHA256,
                                                DERNull.INSTANCE))
                                .setIterationCount(ITERATIONS)
                                .setPassword(password.toCharArray())
                                .build()));
    }

    static String plain(PrivateKey key) throws IOException {
        return text(new JcaPKCS8Generator(key, null));
    }

    static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509", Certificates.PROVIDER)
                            .generateCertificate(in);
        }
    }

    static PrivateKey key(Path file, String password)
            throws IOException, OperatorCreationException, PKCSException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.US_ASCII);
                PEMParser parser = new PEMParser(reader)) {
            PKCS8EncryptedPrivateKeyInfo info = (PKCS8EncryptedPrivateKeyInfo) parser.readObject();
            return new JcaPEMKeyConverter()
                    .setProvider(Certificates.PROVIDER)
                    .getPrivateKey(
                            info.decryptPrivateKeyInfo(
                                    new JceOpenSSLPKCS8DecryptorProviderBuilder()
                                            .setProvider(Certificates.PROVIDER)
                                            .build(password.toCharArray())));
        }
    }

    /** The authority whose certificate and key have this name. */
    static Certificates.Issuer issuer(
            Path directory, String name, Certificates.Kind kind, String password)
            throws IOException, GeneralSecurityException, OperatorCreationException, PKCSException {
        return new Certificates.Issuer(
                kind,
                certificate(directory.resolve(name + ".pem")),
                key(directory.resolve(name + ".key"), password));
    }

    static byte[] store(String alias, PrivateKey key, String password, X509Certificate... chain)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry(alias, key, password.toCharArray(), chain);
        return bytes(store, password);
    }

    static byte[] trust(String alias, Certificate certificate, String password)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setCertificateEntry(alias, certificate);
        return bytes(store, password);
    }

    static KeyStore open(Path file, String password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password.toCharArray());
        }
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    static byte[] bytes(KeyStore store, String password)
            throws GeneralSecurityException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, password.toCharArray());
        return out.toByteArray();
    }

    private static String text(PemObjectGenerator... objects) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            for (PemObjectGenerator object : objects) {
                writer.writeObject(object);
            }
        }
        return text.toString();
    }
}
