package org.zhengshu.proof;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** A receipt in tests with everything that comes later: time-stamp, revocation, cosignature. */
final class CompleteReceipt {
    static final Instant AT = Instant.parse(TestLog.AT);
    static final Instant STAMPED = AT.plusSeconds(5);
    static final Instant LISTED = AT.plusSeconds(3600);

    final TestLog log = new TestLog();
    final TestTsa tsa = authority();
    final CosignatureSigner witness =
            CosignatureSigner.ed25519(
                    "witness.example", new Ed25519PrivateKeyParameters(new SecureRandom()));
    final Receipt first = log.receipt();

    private TestTsa authority() {
        try {
            return TestTsa.of(log.root, TestTsa.PURPOSE);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] note() {
        return first.checkpoint().text().getBytes(StandardCharsets.UTF_8);
    }

    byte[] stamp() {
        return tsa.stamp(note(), STAMPED);
    }

    /** The lists of both authorities, on which nobody is. */
    List<byte[]> lists() {
        return List.of(
                log.root.signed(log.root.list(LISTED)), log.issuer.signed(log.issuer.list(LISTED)));
    }

    SignedCheckpoint.Signature cosignature(CosignatureSigner signer) {
        return signer.sign(first.checkpoint().checkpoint(), STAMPED);
    }

    Receipt receipt() {
        return first.completed(
                new Completion(lists(), Optional.of(stamp()), List.of(cosignature(witness))));
    }

    Receipt stamped(byte[] token) {
        return first.completed(new Completion(List.of(), Optional.of(token), List.of()));
    }

    Receipt listed(Optional<byte[]> token, byte[]... lists) {
        return first.completed(new Completion(List.of(lists), token, List.of()));
    }

    Receipt cosigned(SignedCheckpoint.Signature... lines) {
        return first.completed(new Completion(List.of(), Optional.empty(), List.of(lines)));
    }

    VerificationReport verify(Receipt receipt, NoteKey... witnesses) {
        return verify(receipt.encode(), witnesses);
    }

    VerificationReport verify(byte[] receipt, NoteKey... witnesses) {
        return ReceiptVerifier.verify(
                receipt,
                Optional.of(TestLog.MESSAGE),
                new TrustAnchors(List.of(log.root.certificate())),
                new ArrayList<>(List.of(witnesses)));
    }
}
