package org.zhengshu.kernel.soap;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Properties;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.zhengshu.signature.boundary.MessageKeys;

/** The node's WS-Security keys in WSS4J's terms (报文签名密钥). */
@ApplicationScoped
public class WssKeys {
    static final String ALIAS = MessageKeys.ALIAS;

    @Inject private MessageKeys keys;
    private Crypto crypto;

    @PostConstruct
    void open() {
        try {
            Merlin merlin = new Merlin(new Properties(), getClass().getClassLoader(), null);
            merlin.setKeyStore(keys.own());
            merlin.setTrustStore(keys.trusted());
            crypto = merlin;
        } catch (WSSecurityException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Crypto crypto() {
        return crypto;
    }

    CallbackHandler passwords() {
        return callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof WSPasswordCallback asked
                        && ALIAS.equals(asked.getIdentifier())) {
                    asked.setPassword(keys.password());
                }
            }
        };
    }
}
