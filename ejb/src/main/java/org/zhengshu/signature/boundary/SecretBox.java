package org.zhengshu.signature.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.control.KeyFiles;

/**
 * Keeps secrets that must be computed with again (密钥箱): AES-256-GCM under a key of the node's key
 * folder, so that a copy of the database tells none. Each is bound to the name of its row, which
 * nobody can give to another.
 */
@ApplicationScoped
public class SecretBox {
    private static final byte FORM = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject private Settings settings;

    private SecretKeySpec key;

    @PostConstruct
    void load() {
        String secret = new KeyFiles(settings.data()).secret("credentials.key");
        use(Base64.getUrlDecoder().decode(secret));
    }

    void use(byte[] bytes) {
        if (bytes.length != KEY) {
            throw new IllegalStateException("credentials.key must have " + KEY + " bytes");
        }
        key = new SecretKeySpec(bytes, "AES");
    }

    /** The secret encrypted for the row of this name. */
    public byte[] seal(byte[] secret, byte[] name) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(secret);
            return ByteBuffer.allocate(1 + NONCE + sealed.length)
                    .put(FORM)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The secret of the row of this name. */
    public byte[] open(byte[] sealed, byte[] name) {
        if (sealed.length <= 1 + NONCE || sealed[0] != FORM) {
            throw new IllegalStateException("a stored secret has no known form");
        }
        try {
            byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE);
            return cipher(Cipher.DECRYPT_MODE, nonce, name)
                    .doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a stored secret was changed, moved, or is under another credentials.key", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name);
        return cipher;
    }
}
