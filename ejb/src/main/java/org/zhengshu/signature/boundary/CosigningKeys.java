package org.zhengshu.signature.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.proof.CosignatureSigner;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.NoteKey;
import org.zhengshu.proof.Sm2;
import org.zhengshu.signature.control.KeyFiles;

/**
 * The keys with which this node co-signs the checkpoints of others (见证密钥), C2SP tlog-cosignature;
 * never those of its own log.
 */
@ApplicationScoped
public class CosigningKeys {
    @Inject private Settings settings;

    private CosignatureSigner ed25519;
    private CosignatureSigner sm2;

    @PostConstruct
    void load() {
        KeyFiles files = new KeyFiles(settings.data());
        String name = "zhengshu/" + settings.node() + "/witness";
        try {
            ed25519 =
                    CosignatureSigner.ed25519(
                            name,
                            (Ed25519PrivateKeyParameters)
                                    PrivateKeyFactory.createKey(
                                            files.privateKey("witness-ed25519")));
            sm2 =
                    CosignatureSigner.sm2(
                            name,
                            Sm2.decodePrivateKey(files.privateKey("witness-sm2").getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ed25519 for every log, so that any client can check it; SM2 too for a log over SM3. */
    public List<CosignatureSigner> signers(String origin) {
        return HashAlgorithm.ofOrigin(origin) == HashAlgorithm.SM3
                ? List.of(ed25519, sm2)
                : List.of(ed25519);
    }

    /** What logs must know to check the co-signatures of this node. */
    public List<String> verifierKeys() {
        return Stream.of(ed25519, sm2)
                .map(CosignatureSigner::key)
                .map(NoteKey::verifierKey)
                .toList();
    }
}
