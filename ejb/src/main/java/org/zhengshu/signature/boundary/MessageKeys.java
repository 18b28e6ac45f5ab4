package org.zhengshu.signature.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.KeyStore;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.control.KeyFiles;

/** Key and trust stores for WS-Security (报文签名密钥库). */
@ApplicationScoped
public class MessageKeys {
    /** Alias of the node's own key. */
    public static final String ALIAS = "server";

    @Inject private Settings settings;

    /** The store with the node's own key. */
    public KeyStore own() {
        return files().ownKeys("wss-server");
    }

    /** The store with the roots that callers' certificates must lead to. */
    public KeyStore trusted() {
        return files().keyStore("wss-trust");
    }

    /** The password of the own key. */
    public String password() {
        return files().password();
    }

    private KeyFiles files() {
        return new KeyFiles(settings.data());
    }
}
