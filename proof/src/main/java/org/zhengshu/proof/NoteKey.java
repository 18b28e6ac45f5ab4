package org.zhengshu.proof;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** A key that verifies signature lines of notes (验签密钥), C2SP signed-note. */
public sealed interface NoteKey {
    int KEY_HASH_LENGTH = 4;

    String name();

    /** The signature type byte(s) followed by the key, as C2SP signed-note encodes keys. */
    byte[] encoded();

    boolean verify(byte[] text, byte[] signature);

    /** True for the key of a witness, whose signature covers a time with the text. */
    default boolean isCosignature() {
        return false;
    }

    /** The first four bytes of SHA-256(name || 0x0A || encoded key). */
    default byte[] keyHash() {
        byte[] name = (name() + "\n").getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(HashAlgorithm.SHA_256.digest(name, encoded()), KEY_HASH_LENGTH);
    }

    /** The one-line form of C2SP signed-note that is handed to witnesses: name+hash+key. */
    default String verifierKey() {
        return name()
                + "+"
                + HexFormat.of().formatHex(keyHash())
                + "+"
                + StrictBase64.encode(encoded());
    }

    /** Reads what {@link #verifierKey} writes, of one of the four types. */
    static NoteKey parse(String verifierKey) {
        return VerifierKey.parse(verifierKey);
    }

    /** The key of a certificate under a name; empty when it is neither SM2 nor Ed25519. */
    static Optional<NoteKey> of(String name, X509CertificateHolder certificate) {
        SubjectPublicKeyInfo info = certificate.getSubjectPublicKeyInfo();
        if (Sm2.isSm2(info)) {
            return Optional.of(new Sm2Key(name, Sm2.publicKey(info)));
        }
        byte[] octets = info.getPublicKeyData().getBytes();
        if (!EdECObjectIdentifiers.id_Ed25519.equals(info.getAlgorithm().getAlgorithm())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Ed25519Key(name, new Ed25519PublicKeyParameters(octets)));
        } catch (IllegalArgumentException e) {
            throw new ProofException("public key", "is not an Ed25519 key", e);
        }
    }

    /** Signature type 0x01: Ed25519, RFC 8032. */
    record Ed25519Key(String name, Ed25519PublicKeyParameters key) implements NoteKey {
        static final byte[] TYPE = {0x01};

        @Override
        public byte[] encoded() {
            return concat(TYPE, key.getEncoded());
        }

        @Override
        public boolean verify(byte[] text, byte[] signature) {
            return verifies(key, text, signature);
        }
    }

    /** Signature type 0xff with the identifier SM2-SM3: SM2 with SM3, GB/T 32918.2. */
    record Sm2Key(String name, ECPublicKeyParameters key) implements NoteKey {
        static final byte[] TYPE = ownType("SM2-SM3");

        @Override
        public byte[] encoded() {
            return concat(TYPE, Sm2.encodePublicKey(key));
        }

        @Override
        public boolean verify(byte[] text, byte[] signature) {
            return Sm2.verify(key, text, signature);
        }
    }

    /** Signature type 0x04: time and Ed25519 signature of a witness, C2SP tlog-cosignature. */
    record Ed25519CosignatureKey(String name, Ed25519PublicKeyParameters key) implements NoteKey {
        static final byte[] TYPE = {0x04};

        @Override
        public boolean isCosignature() {
            return true;
        }

        @Override
        public byte[] encoded() {
            return concat(TYPE, key.getEncoded());
        }

        @Override
        public boolean verify(byte[] text, byte[] signature) {
            return Cosignature.decode(signature)
                    .filter(read -> verifies(key, read.message(text), read.signature()))
                    .isPresent();
        }
    }

    /**
     * Signature type 0xff with the identifier SM2-SM3-cosignature-v1: the message of C2SP
     * tlog-cosignature and its time, signed with SM2 and SM3.
     */
    record Sm2CosignatureKey(String name, ECPublicKeyParameters key) implements NoteKey {
        static final byte[] TYPE = ownType("SM2-SM3-cosignature-v1");

        @Override
        public boolean isCosignature() {
            return true;
        }

        @Override
        public byte[] encoded() {
            return concat(TYPE, Sm2.encodePublicKey(key));
        }

        @Override
        public boolean verify(byte[] text, byte[] signature) {
            return Cosignature.decode(signature)
                    .filter(read -> Sm2.verify(key, read.message(text), read.signature()))
                    .isPresent();
        }
    }

    private static boolean verifies(
            Ed25519PublicKeyParameters key, byte[] message, byte[] signature) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(false, key);
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }

    private static byte[] ownType(String identifier) {
        return concat(new byte[] {(byte) 0xff}, identifier.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(first.length + second.length);
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }
}
