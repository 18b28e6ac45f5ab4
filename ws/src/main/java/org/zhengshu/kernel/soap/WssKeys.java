package org.zhengshu.kernel.soap;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Properties;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.engine.WSSConfig;
import org.zhengshu.signature.boundary.MessageKeys;

/** The node's WS-Security keys in WSS4J's terms (报文签名密钥). */
@ApplicationScoped
public class WssKeys {
    static final String ALIAS = MessageKeys.ALIAS;

    @Inject private MessageKeys keys;
    private Crypto crypto;
    private String password;

    @PostConstruct
    void open() {
        WSSConfig.init();
        try {
            Merlin merlin = new Merlin(new Properties(), getClass().getClassLoader(), null);
            merlin.setKeyStore(keys.own());
            merlin.setTrustStore(keys.trusted());
            crypto = merlin;
            password = keys.password();
        } catch (WSSecurityException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Crypto crypto() {
        return crypto;
    }

    /** Opens the node's own key. */
    String password() {
        return password;
    }
}
