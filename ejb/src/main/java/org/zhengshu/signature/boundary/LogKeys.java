package org.zhengshu.signature.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.NoteSigner;
import org.zhengshu.proof.Sm2;
import org.zhengshu.signature.control.KeyFiles;

/** The keys that sign checkpoints (日志签名密钥): SM2 and Ed25519, each with its certificate. */
@ApplicationScoped
public class LogKeys {
    @Inject private Settings settings;

    private ECPrivateKeyParameters sm2;
    private Ed25519PrivateKeyParameters ed25519;
    private List<byte[]> certificates;

    @PostConstruct
    void load() {
        KeyFiles files = new KeyFiles(settings.data());
        try {
            PrivateKeyInfo info = files.privateKey("log-sm2");
            sm2 = Sm2.decodePrivateKey(info.getEncoded());
            ed25519 =
                    (Ed25519PrivateKeyParameters)
                            PrivateKeyFactory.createKey(files.privateKey("log-ed25519"));
            certificates = new ArrayList<>();
            for (var certificate :
                    Stream.of("log-sm2", "log-ed25519")
                            .flatMap(name -> files.certificates(name).stream())
                            .toList()) {
                certificates.add(certificate.getEncoded());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Both signers under the log's name. */
    public List<NoteSigner> signers(String origin) {
        return List.of(NoteSigner.sm2(origin, sm2), NoteSigner.ed25519(origin, ed25519));
    }

    /** Certificates of the keys in DER, for the receipts. */
    public List<byte[]> certificates() {
        return certificates;
    }

    /** Names this set of keys. */
    public String fingerprint() {
        return HexFormat.of()
                .formatHex(HashAlgorithm.SHA_256.digest(certificates.toArray(byte[][]::new)));
    }
}
