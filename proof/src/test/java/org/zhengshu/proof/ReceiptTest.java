package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ReceiptTest {
    private static final Optional<byte[]> MESSAGE = Optional.of(TestLog.MESSAGE);
    private final TestLog log = new TestLog();

    @Test
    void aTrueReceiptPassesEveryCheck() throws Exception {
        for (HashAlgorithm hash : HashAlgorithm.values()) {
            Receipt receipt =
                    log.receipt(
                            hash,
                            TestLog.entry(TestLog.MESSAGE, "body"),
                            log.certificates(),
                            log.signers(hash));
            VerificationReport report = verify(receipt);
            assertThat(report.failures()).isEmpty();
            assertThat(report.ok()).isTrue();
            assertThat(report.checks().stream().map(Check::name))
                    .containsExactly(
                            "format",
                            "message",
                            "entry",
                            "inclusion",
                            "checkpoint",
                            "signature.sm2",
                            "signature.ed25519",
                            "certificate",
                            "timestamp",
                            "revocation",
                            "witnesses");
        }
    }

    @Test
    void bothFormsOfAReceiptSurviveReading() {
        Receipt receipt = log.receipt();
        byte[] bytes = receipt.encode();
        assertThat(Receipt.parse(bytes).encode()).isEqualTo(bytes);
        byte[] header = receipt.toHeader().getBytes(StandardCharsets.US_ASCII);
        assertThat(Receipt.parse(header).encode()).isEqualTo(bytes);
    }

    @Test
    void withoutItsMessageAReceiptIsValidButNotOk() throws Exception {
        VerificationReport report =
                ReceiptVerifier.verify(log.receipt(), Optional.empty(), log.anchors());
        assertThat(report.verdict())
                .isEqualTo(VerificationReport.Verdict.VALID_MESSAGE_NOT_CHECKED);
        assertThat(report.ok()).isFalse();
    }

    @Test
    void anEntryWithoutAMessageIsValidAlone() throws Exception {
        ObjectNode entry = TestLog.entry(TestLog.MESSAGE, "body");
        entry.remove("message");
        Receipt receipt = log.receipt(HashAlgorithm.SM3, entry, log.certificates(), log.signers);
        assertThat(ReceiptVerifier.verify(receipt, Optional.empty(), log.anchors()).ok()).isTrue();
        assertThat(failed(verify(receipt))).containsExactly("message");
    }

    @Test
    @Tag("PRF-1")
    void noByteOfAReceiptCanChange() throws Exception {
        byte[] bytes = log.receipt().encode();
        TrustAnchors anchors = log.anchors();
        List<Integer> unnoticed =
                IntStream.range(0, bytes.length)
                        .parallel()
                        .filter(i -> !isRefused(flipped(bytes, i), anchors))
                        .boxed()
                        .toList();
        assertThat(unnoticed).isEmpty();
    }

    @Test
    @Tag("PRF-1")
    void noByteOfAReceiptHeaderCanChange() throws Exception {
        byte[] bytes = log.receipt().toHeader().getBytes(StandardCharsets.US_ASCII);
        TrustAnchors anchors = log.anchors();
        List<Integer> unnoticed =
                IntStream.range(0, bytes.length)
                        .parallel()
                        .filter(i -> !isRefused(flipped(bytes, i), anchors))
                        .boxed()
                        .toList();
        assertThat(unnoticed).isEmpty();
    }

    @Test
    @Tag("PRF-1")
    void noByteOfTheMessageCanChange() throws Exception {
        Receipt receipt = log.receipt();
        TrustAnchors anchors = log.anchors();
        for (int i = 0; i < TestLog.MESSAGE.length; i++) {
            Optional<byte[]> changed = Optional.of(flipped(TestLog.MESSAGE, i));
            assertThat(failed(ReceiptVerifier.verify(receipt, changed, anchors)))
                    .containsExactly("message");
        }
    }

    @Test
    void bothDigestsOfTheMessageMustAgree() throws Exception {
        for (String member : List.of("sm3", "sha256")) {
            ObjectNode entry = TestLog.entry(TestLog.MESSAGE, "body");
            ((ObjectNode) entry.get("message")).put(member, "0".repeat(64));
            Receipt receipt =
                    log.receipt(HashAlgorithm.SM3, entry, log.certificates(), log.signers);
            assertThat(failed(verify(receipt))).containsExactly("message");
        }
    }

    @Test
    void aTruncatedOrLengthenedReceiptIsRefused() throws Exception {
        byte[] bytes = log.receipt().encode();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(isRefused(Arrays.copyOf(bytes, length), log.anchors())).isTrue();
        }
        assertThat(isRefused(Arrays.copyOf(bytes, bytes.length + 1), log.anchors())).isTrue();
        byte[] withLine =
                (new String(bytes, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
        assertThat(isRefused(withLine, log.anchors())).isTrue();
    }

    @Test
    void anUnknownMemberIsRefused() {
        String text = new String(log.receipt().encode(), StandardCharsets.UTF_8);
        String longer = text.substring(0, text.length() - 1) + ",\"x\":1}";
        assertThatThrownBy(() -> Receipt.parse(longer.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ProofException.class)
                .hasMessageContaining("do not belong");
    }

    @Test
    @Tag("PRF-2")
    void aReceiptUnderAnotherRootIsRefused() throws Exception {
        VerificationReport report =
                ReceiptVerifier.verify(log.receipt(), MESSAGE, new TestLog().anchors());
        assertThat(failed(report)).containsExactly("certificate");
    }

    @Test
    @Tag("PRF-2")
    void aRootInTheReceiptIsNotTrusted() throws Exception {
        TestLog other = new TestLog();
        List<byte[]> certificates = new ArrayList<>(log.certificates());
        certificates.addAll(TestLog.der(log.root.certificate()));
        Receipt receipt = receipt(certificates, log.signers);
        assertThat(failed(ReceiptVerifier.verify(receipt, MESSAGE, other.anchors())))
                .containsExactly("certificate");
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        Instant before = Instant.parse("2026-11-20T07:59:59Z");
        TestCa.Request expired =
                TestCa.Request.endEntity(TestLog.ORIGIN, TestCa.info(log.sm2)).until(before);
        Receipt receipt =
                receipt(
                        TestLog.der(
                                log.issuer.issue(expired),
                                log.ed25519Certificate(),
                                log.issuer.certificate()),
                        log.signers);
        VerificationReport report = verify(receipt);
        assertThat(failed(report)).containsExactly("certificate");
        assertThat(report.failures().get(0).detail()).contains("was not valid at");
    }

    @Test
    @Tag("PRF-3")
    void aCertificateOfAnotherHolderCannotSignForTheLog() throws Exception {
        TestCa.Request other = TestCa.Request.endEntity("node.example", TestCa.info(log.sm2));
        Receipt receipt =
                receipt(
                        TestLog.der(
                                log.issuer.issue(other),
                                log.ed25519Certificate(),
                                log.issuer.certificate()),
                        log.signers);
        assertThat(failed(verify(receipt))).containsExactly("certificate");
    }

    @Test
    void aCertificateWithoutDigitalSignatureIsRefused() throws Exception {
        TestCa.Request other =
                TestCa.Request.endEntity(TestLog.ORIGIN, TestCa.info(log.sm2))
                        .usage(KeyUsage.keyEncipherment);
        Receipt receipt =
                receipt(
                        TestLog.der(
                                log.issuer.issue(other),
                                log.ed25519Certificate(),
                                log.issuer.certificate()),
                        log.signers);
        assertThat(failed(verify(receipt))).containsExactly("certificate");
    }

    @Test
    @Tag("PRF-3")
    void aSignatureLineOfAnUnknownKeyIsRefused() throws Exception {
        List<NoteSigner> signers = new ArrayList<>(log.signers);
        signers.add(
                NoteSigner.ed25519(
                        TestLog.origin(HashAlgorithm.SM3),
                        new Ed25519PrivateKeyParameters(new SecureRandom())));
        assertThat(failed(verify(receipt(log.certificates(), signers))))
                .containsExactly("checkpoint");
    }

    @Test
    @Tag("PRF-3")
    void aSecondLineOfOneKeyIsRefused() throws Exception {
        List<NoteSigner> signers = new ArrayList<>(log.signers);
        signers.add(log.signers.get(0));
        assertThat(failed(verify(receipt(log.certificates(), signers))))
                .containsExactly("checkpoint");
    }

    /** The origin, which every checkpoint signs, says the hash function; neither can be lowered. */
    @Test
    @Tag("PRF-7")
    void aReceiptOverAnotherHashFunctionThanTheOriginSaysIsRefused() throws Exception {
        for (HashAlgorithm hash : HashAlgorithm.values()) {
            Receipt genuine =
                    log.receipt(
                            hash,
                            TestLog.entry(TestLog.MESSAGE, "body"),
                            log.certificates(),
                            log.signers(hash));
            HashAlgorithm other =
                    hash == HashAlgorithm.SM3 ? HashAlgorithm.SHA_256 : HashAlgorithm.SM3;
            Checkpoint renamed =
                    new Checkpoint(
                            TestLog.origin(other),
                            genuine.log().size(),
                            genuine.checkpoint().checkpoint().root(),
                            List.of());
            Receipt receipt =
                    new Receipt(
                            genuine.entry(),
                            genuine.salt(),
                            genuine.log(),
                            SignedCheckpoint.sign(renamed, log.signers(other)),
                            genuine.certificates());
            assertThat(failed(verify(genuine))).isEmpty();
            assertThat(failed(verify(receipt))).containsExactly("checkpoint");
        }
    }

    @Test
    void aMissingSignatureIsNamed() throws Exception {
        assertThat(failed(verify(receipt(log.certificates(), log.signers.subList(0, 1)))))
                .contains("signature.ed25519");
        assertThat(failed(verify(receipt(log.certificates(), log.signers.subList(1, 2)))))
                .contains("signature.sm2");
    }

    @Test
    void aWrongSignatureIsNamed() throws Exception {
        NoteSigner.Sm2Signing sm2 = (NoteSigner.Sm2Signing) log.signers.get(0);
        NoteSigner lying = new NoteSigner.Sm2Signing(sm2.key(), text -> sm2.sign(new byte[] {1}));
        Receipt receipt = receipt(log.certificates(), List.of(lying, log.signers.get(1)));
        assertThat(failed(verify(receipt))).containsExactly("signature.sm2");
    }

    @Test
    void anIncompleteEntryIsNamed() throws Exception {
        for (String member : List.of("id", "at")) {
            ObjectNode entry = TestLog.entry(TestLog.MESSAGE, "body");
            entry.remove(member);
            Receipt receipt =
                    log.receipt(HashAlgorithm.SM3, entry, log.certificates(), log.signers);
            assertThat(failed(verify(receipt))).contains("entry");
        }
        ObjectNode local = TestLog.entry(TestLog.MESSAGE, "body");
        local.put("at", "2026-11-20T16:00:00+08:00");
        Receipt receipt = log.receipt(HashAlgorithm.SM3, local, log.certificates(), log.signers);
        assertThat(failed(verify(receipt))).containsExactly("entry", "certificate");
    }

    @Test
    void aCertificateThatNoLineNeedsIsRefused() throws Exception {
        List<byte[]> certificates = new ArrayList<>(log.certificates());
        certificates.addAll(TestLog.der(log.root.intermediate("Other").certificate()));
        assertThat(failed(verify(receipt(certificates, log.signers))))
                .containsExactly("certificate");
    }

    private Receipt receipt(List<byte[]> certificates, List<NoteSigner> signers) {
        ObjectNode entry = TestLog.entry(TestLog.MESSAGE, "body");
        return log.receipt(HashAlgorithm.SM3, entry, certificates, signers);
    }

    private VerificationReport verify(Receipt receipt) throws IOException {
        return ReceiptVerifier.verify(receipt.encode(), MESSAGE, log.anchors());
    }

    private static List<String> failed(VerificationReport report) {
        return report.failures().stream().map(Check::name).toList();
    }

    private static boolean isRefused(byte[] bytes, TrustAnchors anchors) {
        VerificationReport report = ReceiptVerifier.verify(bytes, MESSAGE, anchors);
        return !report.ok()
                && !report.failures().isEmpty()
                && report.failures().stream().noneMatch(check -> check.detail().isBlank());
    }

    private static byte[] flipped(byte[] bytes, int position) {
        byte[] copy = bytes.clone();
        copy[position] ^= (byte) (1 << position % 8);
        return copy;
    }
}
