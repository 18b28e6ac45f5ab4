package org.zhengshu.proof;

import java.util.Arrays;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Reading the one-line form of keys, C2SP signed-note: each key has one text. */
final class VerifierKey {
    private static final String PART = "verifier key";
    private static final int MAX_LENGTH = 2048;

    private VerifierKey() {}

    static NoteKey parse(String text) {
        String[] fields = text.length() > MAX_LENGTH ? new String[0] : text.split("\\+", 3);
        if (fields.length != 3) {
            throw new ProofException(PART, "is not of the form name+hash+key");
        }
        Checkpoint.requireName(fields[0]);
        NoteKey key = decode(fields[0], StrictBase64.decode(PART, fields[2]));
        if (!key.verifierKey().equals(text)) {
            throw new ProofException(PART, "has not the hash of its key, or another form of it");
        }
        return key;
    }

    private static NoteKey decode(String name, byte[] bytes) {
        if (starts(bytes, NoteKey.Ed25519Key.TYPE)) {
            return new NoteKey.Ed25519Key(name, ed25519(bytes));
        }
        if (starts(bytes, NoteKey.Ed25519CosignatureKey.TYPE)) {
            return new NoteKey.Ed25519CosignatureKey(name, ed25519(bytes));
        }
        if (starts(bytes, NoteKey.Sm2CosignatureKey.TYPE)) {
            return new NoteKey.Sm2CosignatureKey(
                    name, sm2(bytes, NoteKey.Sm2CosignatureKey.TYPE.length));
        }
        if (starts(bytes, NoteKey.Sm2Key.TYPE)) {
            return new NoteKey.Sm2Key(name, sm2(bytes, NoteKey.Sm2Key.TYPE.length));
        }
        throw new ProofException(PART, "is of an unknown type");
    }

    private static boolean starts(byte[] bytes, byte[] type) {
        return bytes.length > type.length
                && Arrays.equals(bytes, 0, type.length, type, 0, type.length);
    }

    /** Points of small order are refused: their signatures verify for any message. */
    private static Ed25519PublicKeyParameters ed25519(byte[] bytes) {
        if (bytes.length != 1 + Ed25519.PUBLIC_KEY_SIZE
                || !Ed25519.validatePublicKeyFull(bytes, 1)) {
            throw new ProofException(PART, "is not an Ed25519 key");
        }
        return new Ed25519PublicKeyParameters(bytes, 1);
    }

    private static ECPublicKeyParameters sm2(byte[] bytes, int from) {
        byte[] der = Arrays.copyOfRange(bytes, from, bytes.length);
        try {
            return Sm2.publicKey(SubjectPublicKeyInfo.getInstance(der));
        } catch (IllegalArgumentException e) {
            throw new ProofException(PART, "is not a subject public key info", e);
        }
    }
}
