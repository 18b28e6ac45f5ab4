package org.zhengshu.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * A key with which a witness signs checkpoints (见证签名密钥), C2SP tlog-cosignature; the signing itself
 * is a function of the message, so that the private key may live in hardware.
 */
public record CosignatureSigner(NoteKey key, UnaryOperator<byte[]> signing) {
    public CosignatureSigner {
        Checkpoint.requireName(key.name());
        if (!key.isCosignature()) {
            throw new ProofException("witness key", "is not one that cosigns");
        }
    }

    /** Ed25519 under a name, the private key in memory. */
    public static CosignatureSigner ed25519(String name, Ed25519PrivateKeyParameters key) {
        return new CosignatureSigner(
                new NoteKey.Ed25519CosignatureKey(name, key.generatePublicKey()),
                message -> {
                    Ed25519Signer signer = new Ed25519Signer();
                    signer.init(true, key);
                    signer.update(message, 0, message.length);
                    return signer.generateSignature();
                });
    }

    /** SM2 under a name, the private key in memory. */
    public static CosignatureSigner sm2(String name, ECPrivateKeyParameters key) {
        return new CosignatureSigner(
                new NoteKey.Sm2CosignatureKey(name, Sm2.publicKey(key)),
                message -> Sm2.sign(key, message));
    }

    public SignedCheckpoint.Signature sign(Checkpoint checkpoint, Instant now) {
        byte[] text = checkpoint.text().getBytes(StandardCharsets.UTF_8);
        Cosignature unsigned = new Cosignature(now.getEpochSecond(), new byte[0]);
        byte[] signature = signing.apply(unsigned.message(text));
        return new SignedCheckpoint.Signature(
                key.name(), key.keyHash(), new Cosignature(unsigned.time(), signature).encoded());
    }
}
