package org.zhengshu.signature.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.proof.TrustAnchors;
import org.zhengshu.signature.control.KeyFiles;

/** The key that signs documents (文件签名密钥), and the roots that this node trusts. */
@ApplicationScoped
public class DocumentKey {
    @Inject private Settings settings;

    private KeyFiles.KeyPairEntry entry;
    private TrustAnchors anchors;

    @PostConstruct
    void load() {
        KeyFiles files = new KeyFiles(settings.data());
        entry = files.keyStoreEntry("document", "document");
        try {
            anchors = TrustAnchors.fromPem(files.trustAnchors());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PrivateKey key() {
        return entry.key();
    }

    /** The certificates from the key's own to the last before the root, and the root. */
    public List<X509Certificate> chain() {
        return entry.chain();
    }

    public TrustAnchors anchors() {
        return anchors;
    }
}
