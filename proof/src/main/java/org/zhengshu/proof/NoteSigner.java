package org.zhengshu.proof;

import java.util.function.UnaryOperator;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * A key that signs notes (签名密钥), C2SP signed-note; the signing itself is a function of the message,
 * so that the private key may live in hardware.
 */
public sealed interface NoteSigner {
    NoteKey key();

    byte[] sign(byte[] text);

    /** Ed25519 under a name, the private key in memory. */
    static NoteSigner ed25519(String name, Ed25519PrivateKeyParameters key) {
        return new Ed25519(
                new NoteKey.Ed25519Key(name, key.generatePublicKey()),
                text -> {
                    Ed25519Signer signer = new Ed25519Signer();
                    signer.init(true, key);
                    signer.update(text, 0, text.length);
                    return signer.generateSignature();
                });
    }

    /** SM2 under a name, the private key in memory. */
    static NoteSigner sm2(String name, ECPrivateKeyParameters key) {
        return new Sm2Signing(new NoteKey.Sm2Key(name, Sm2.publicKey(key)), Sm2.signing(key));
    }

    /** Ed25519, RFC 8032: the function gives the 64 bytes of the signature. */
    record Ed25519(NoteKey.Ed25519Key key, UnaryOperator<byte[]> signing) implements NoteSigner {
        @Override
        public byte[] sign(byte[] text) {
            return signing.apply(text);
        }
    }

    /** SM2 with SM3, GB/T 32918.2: the function gives the DER signature. */
    record Sm2Signing(NoteKey.Sm2Key key, UnaryOperator<byte[]> signing) implements NoteSigner {
        @Override
        public byte[] sign(byte[] text) {
            return signing.apply(text);
        }
    }
}
