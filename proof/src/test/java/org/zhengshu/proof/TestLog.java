package org.zhengshu.proof;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** A log with its keys, a root and an intermediate authority, that issues receipts in tests. */
final class TestLog {
    /** The name in the certificates; the logs' origins begin with it. */
    static final String NODE = "node.example.gov.cn/log";

    static final String ORIGIN = NODE + "/sm3";
    static final byte[] MESSAGE =
            "{\"姓名\":\"张三\",\"code\":\"320100\"}".getBytes(StandardCharsets.UTF_8);
    static final String AT = "2026-11-20T08:00:00Z";

    final TestCa root;
    final TestCa issuer;
    final ECPrivateKeyParameters sm2;
    final Ed25519PrivateKeyParameters ed25519;
    final List<NoteSigner> signers;
    private final SecureRandom random;

    TestLog() {
        this(new SecureRandom());
    }

    TestLog(SecureRandom random) {
        this.random = random;
        root = TestCa.sm2Root("Test root", random);
        issuer = root.intermediate("Test issuer");
        sm2 = Sm2.generateKey(random);
        ed25519 = new Ed25519PrivateKeyParameters(random);
        signers = signers(HashAlgorithm.SM3);
    }

    static String origin(HashAlgorithm hash) {
        return hash == HashAlgorithm.SM3 ? ORIGIN : NODE;
    }

    List<NoteSigner> signers(HashAlgorithm hash) {
        return List.of(
                new NoteSigner.Sm2Signing(
                        new NoteKey.Sm2Key(origin(hash), Sm2.publicKey(sm2)),
                        text -> Sm2.sign(sm2, text, random)),
                NoteSigner.ed25519(origin(hash), ed25519));
    }

    SubjectPublicKeyInfo ed25519Info() {
        try {
            return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
                    ed25519.generatePublicKey());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    X509CertificateHolder sm2Certificate() {
        return issuer.issue(TestCa.Request.endEntity(NODE, TestCa.info(sm2)));
    }

    X509CertificateHolder ed25519Certificate() {
        return issuer.issue(TestCa.Request.endEntity(NODE, ed25519Info()));
    }

    TrustAnchors anchors() throws IOException {
        return TrustAnchors.fromPem(
                new ByteArrayInputStream(
                        TestCa.pem(root.certificate()).getBytes(StandardCharsets.US_ASCII)));
    }

    List<byte[]> certificates() {
        return der(sm2Certificate(), ed25519Certificate(), issuer.certificate());
    }

    static List<byte[]> der(X509CertificateHolder... certificates) {
        return Arrays.stream(certificates)
                .map(
                        certificate -> {
                            try {
                                return certificate.getEncoded();
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                .toList();
    }

    static ObjectNode entry(byte[] message, String form) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("id", "0195f3a0-0000-7000-8000-000000000001");
        entry.put("at", AT);
        entry.put("kind", "exchange");
        entry.put("count", 3);
        entry.putObject("message")
                .put("sm3", HexFormat.of().formatHex(HashAlgorithm.SM3.digest(message)))
                .put("sha256", HexFormat.of().formatHex(HashAlgorithm.SHA_256.digest(message)))
                .put("form", form);
        return entry;
    }

    Receipt receipt() {
        return receipt(HashAlgorithm.SM3, entry(MESSAGE, "body"), certificates(), signers);
    }

    /** The receipt of the entry as the sixth leaf of eleven. */
    Receipt receipt(
            HashAlgorithm hash,
            ObjectNode entry,
            List<byte[]> certificates,
            List<NoteSigner> noteSigners) {
        byte[] salt = new byte[EntryCommitment.SALT_LENGTH];
        new Random(7).nextBytes(salt);
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            leaves.add(MerkleTree.leafHash(hash, new byte[] {(byte) i}));
        }
        byte[] data = EntryCommitment.leafData(hash, salt, CanonicalJson.encode(entry));
        leaves.set(5, MerkleTree.leafHash(hash, data));
        Frontier.Appended appended = Frontier.empty(hash).append(leaves);
        Checkpoint checkpoint =
                new Checkpoint(origin(hash), 11, appended.frontier().root(), List.of());
        return new Receipt(
                entry,
                salt,
                new Receipt.Position(hash, 5, 11, appended.paths().get(5)),
                SignedCheckpoint.sign(checkpoint, noteSigners),
                certificates);
    }
}
