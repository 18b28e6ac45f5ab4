package org.zhengshu.signature.boundary;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.cert.X509CertificateHolder;
import org.zhengshu.proof.NoteKey;
import org.zhengshu.proof.ProofException;

/** The keys of certificates as they verify checkpoints (检查点验签密钥), C2SP signed-note. */
public final class CheckpointKeys {
    private CheckpointKeys() {}

    /** Each key once, under the name of the log. */
    public static List<NoteKey> of(String origin, List<byte[]> certificates) {
        Map<String, NoteKey> keys = new LinkedHashMap<>();
        for (byte[] certificate : certificates) {
            NoteKey.of(origin, parsed(certificate))
                    .ifPresent(key -> keys.put(key.verifierKey(), key));
        }
        return List.copyOf(keys.values());
    }

    private static X509CertificateHolder parsed(byte[] der) {
        try {
            return new X509CertificateHolder(der);
        } catch (IOException e) {
            throw new ProofException("certificate", "is not in DER", e);
        }
    }
}
