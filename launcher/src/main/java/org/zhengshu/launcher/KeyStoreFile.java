package org.zhengshu.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhengshu.launcher.Certificates.Kind;

/** A PKCS#12 file with one key under a password. */
record KeyStoreFile(Path file, String alias, String password) implements KeyPlace {
    @Override
    public Optional<List<X509Certificate>> chain() throws GeneralSecurityException, IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        return Optional.of(certificates(KeyFiles.open(file, password), alias));
    }

    static List<X509Certificate> certificates(KeyStore store, String alias)
            throws GeneralSecurityException {
        Certificate[] chain = store.getCertificateChain(alias);
        if (chain == null) {
            throw new GeneralSecurityException("no key under the alias " + alias);
        }
        return Stream.of(chain).map(X509Certificate.class::cast).toList();
    }

    @Override
    public PrivateKey key() throws GeneralSecurityException, IOException {
        return (PrivateKey) KeyFiles.open(file, password).getKey(alias, password.toCharArray());
    }

    @Override
    public KeyPair generate(Kind kind) throws GeneralSecurityException {
        return kind.generate();
    }

    @Override
    public void put(PrivateKey key, List<X509Certificate> chain)
            throws GeneralSecurityException, IOException {
        PrivateFiles.write(
                file, KeyFiles.store(alias, key, password, chain.toArray(new X509Certificate[0])));
    }

    @Override
    public void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public Provider provider() {
        return Certificates.PROVIDER;
    }
}
