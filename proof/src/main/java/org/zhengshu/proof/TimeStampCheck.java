package org.zhengshu.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.cert.X509CertificateHolder;

/** The check of a receipt's time-stamp (时间戳核验). */
record TimeStampCheck(Receipt receipt, TrustAnchors anchors) {
    private static final String NAME = ReceiptChecks.TIMESTAMP;

    /** A time that is proven, and the chain of the authority that states it. */
    record Proven(Instant time, List<X509CertificateHolder> chain) {}

    Check check(Supplier<Instant> at) {
        Optional<byte[]> token = receipt.completion().timestamp();
        if (token.isEmpty()) {
            return Check.open(NAME, "time-stamp pending");
        }
        Proven proven = validate(token.get(), at.get());
        return Check.pass(
                NAME,
                "the checkpoint existed at "
                        + proven.time()
                        + ", says "
                        + proven.chain().get(0).getSubject());
    }

    /** Empty when there is no time-stamp or when it does not hold. */
    Optional<Proven> proven(Supplier<Instant> at) {
        try {
            return receipt.completion().timestamp().map(token -> validate(token, at.get()));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private Proven validate(byte[] token, Instant at) {
        TimeStamp stamp = TimeStamp.parse(token);
        if (!stamp.covers(receipt.checkpoint().text().getBytes(StandardCharsets.UTF_8))) {
            throw new ProofException(NAME, "is for something else than this checkpoint");
        }
        List<X509CertificateHolder> chain = stamp.validate(anchors);
        if (stamp.latest().isBefore(at.truncatedTo(ChronoUnit.SECONDS))) {
            throw new ProofException(NAME, "its time " + stamp.time() + " is before entry.at");
        }
        return new Proven(stamp.time(), chain);
    }
}
