package org.zhengshu.signature.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.control.KeyFiles;

/**
 * The key under which the log keeps the numbers of persons and organisations (数据主体密钥): HMAC-SM3,
 * RFC 2104 and GB/T 32905-2016. All servers of a node have the same; with another key older entries
 * are not found by their subjects any more.
 */
@ApplicationScoped
public class SubjectKey {
    @Inject private Settings settings;

    private KeyParameter key;

    @PostConstruct
    void load() {
        String secret = new KeyFiles(settings.data()).secret("audit.subject.key");
        key = new KeyParameter(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** The keyed hash of a number, 32 bytes. */
    public byte[] hash(String identifier) {
        HMac mac = new HMac(new SM3Digest());
        mac.init(key);
        byte[] text = identifier.getBytes(StandardCharsets.UTF_8);
        mac.update(text, 0, text.length);
        byte[] out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return out;
    }
}
