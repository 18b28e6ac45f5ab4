package org.zhengshu.launcher;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.zhengshu.launcher.Certificates.Kind;

/** Where one private key with its certificates is kept (密钥存放处): a file, or a device. */
interface KeyPlace {
    /** The certificates of the key that is there, its own first. */
    Optional<List<X509Certificate>> chain() throws GeneralSecurityException, IOException;

    /** The key itself, which a device does not give away but uses. */
    PrivateKey key() throws GeneralSecurityException, IOException;

    /** A new pair of keys that may be put here. */
    KeyPair generate(Kind kind) throws GeneralSecurityException;

    /** Replaces what is there. */
    void put(PrivateKey key, List<X509Certificate> chain)
            throws GeneralSecurityException, IOException;

    void remove() throws GeneralSecurityException, IOException;

    /** What signs with the key. */
    Provider provider();
}
