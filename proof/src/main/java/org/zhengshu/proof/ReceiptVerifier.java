package org.zhengshu.proof;

import java.util.List;
import java.util.Optional;

/** Checks a receipt offline (回执核验): a pure function of receipt, message and trust anchors. */
public final class ReceiptVerifier {
    private ReceiptVerifier() {}

    /**
     * Checks a receipt.
     *
     * @param message the bytes that the entry's digests cover: the exact body, or for the form
     *     exc-c14n what {@link SoapMessage#canonicalBody} gives
     */
    public static VerificationReport verify(
            Receipt receipt, Optional<byte[]> message, TrustAnchors anchors) {
        return verify(receipt, message, anchors, List.of());
    }

    /** Like the other, and looks for cosignatures by these witnesses. */
    public static VerificationReport verify(
            Receipt receipt,
            Optional<byte[]> message,
            TrustAnchors anchors,
            List<NoteKey> witnesses) {
        return new ReceiptChecks(receipt, anchors, witnesses).run(message);
    }

    /** Like the other, but a receipt that cannot be read fails the check {@code format}. */
    public static VerificationReport verify(
            byte[] receipt, Optional<byte[]> message, TrustAnchors anchors) {
        return verify(receipt, message, anchors, List.of());
    }

    /** Like the others, for a receipt still to be read and with witnesses. */
    public static VerificationReport verify(
            byte[] receipt,
            Optional<byte[]> message,
            TrustAnchors anchors,
            List<NoteKey> witnesses) {
        Receipt parsed;
        try {
            parsed = Receipt.parse(receipt);
        } catch (ProofException e) {
            return new VerificationReport(
                    List.of(Check.fail(ReceiptChecks.FORMAT, e.getMessage())));
        }
        return verify(parsed, message, anchors, witnesses);
    }
}
