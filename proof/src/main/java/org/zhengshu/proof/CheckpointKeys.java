package org.zhengshu.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The keys of a log at one time (日志密钥组): verifies checkpoints with them, and the certificates up to
 * the caller's anchors. A chain is built once and remembered with its validity. Thread-safe.
 */
public final class CheckpointKeys {
    private static final int MAX_CERTIFICATES = 8;

    private final String origin;
    private final TrustAnchors anchors;
    private final List<X509CertificateHolder> certificates;
    private final List<Holder> holders = new ArrayList<>();
    private final Map<X509CertificateHolder, Validity> chains = new HashMap<>();

    /** A certificate, the note key in it, and that key's hash. */
    private record Holder(X509CertificateHolder certificate, NoteKey key, byte[] hash) {}

    /** When every certificate of a chain is valid. */
    private record Validity(Instant from, Instant until) {
        static Validity of(List<X509CertificateHolder> chain) {
            Instant from = Instant.MIN;
            Instant until = Instant.MAX;
            for (X509CertificateHolder certificate : chain) {
                Instant start = certificate.getNotBefore().toInstant();
                Instant end = certificate.getNotAfter().toInstant();
                from = start.isAfter(from) ? start : from;
                until = end.isBefore(until) ? end : until;
            }
            return new Validity(from, until);
        }

        boolean covers(Instant at) {
            return !at.isBefore(from) && !at.isAfter(until);
        }
    }

    public CheckpointKeys(String origin, List<byte[]> certificates, TrustAnchors anchors) {
        if (certificates.size() > MAX_CERTIFICATES) {
            throw new ProofException("certificates", "are more than " + MAX_CERTIFICATES);
        }
        this.origin = origin;
        this.anchors = anchors;
        this.certificates = certificates.stream().map(CertificatePath::decode).toList();
        for (X509CertificateHolder certificate : this.certificates) {
            NoteKey.of(origin, certificate)
                    .ifPresent(key -> holders.add(new Holder(certificate, key, key.keyHash())));
        }
    }

    /**
     * Throws unless each signature line under the log's name verifies with one of these keys, an
     * SM2 and an Ed25519 line are there, and their certificates were valid at the instant, or when
     * none is known at some time. Lines under other names are of witnesses and not looked at.
     */
    public void verify(SignedCheckpoint note, Optional<Instant> at) {
        byte[] text = note.signedBytes();
        Set<Class<?>> kinds = new HashSet<>();
        for (SignedCheckpoint.Signature line : note.signatures()) {
            if (!line.name().equals(origin)) {
                continue;
            }
            Holder holder =
                    holder(line).orElseThrow(() -> refused("a signature line is of no known key"));
            if (!holder.key().verify(text, line.signature())) {
                throw refused("the signature does not verify");
            }
            if (!kinds.add(holder.key().getClass())) {
                throw refused("two signature lines are of one kind");
            }
            requireChain(
                    holder.certificate(),
                    at.orElseGet(() -> holder.certificate().getNotBefore().toInstant()));
        }
        if (!kinds.equals(Set.of(NoteKey.Sm2Key.class, NoteKey.Ed25519Key.class))) {
            throw refused("the SM2 or the Ed25519 signature is not there");
        }
    }

    private static ProofException refused(String reason) {
        return new ProofException("signature", reason);
    }

    private Optional<Holder> holder(SignedCheckpoint.Signature line) {
        return holders.stream()
                .filter(holder -> Arrays.equals(holder.hash(), line.keyHash()))
                .findFirst();
    }

    private synchronized void requireChain(X509CertificateHolder certificate, Instant at) {
        Validity known = chains.get(certificate);
        if (known == null || !known.covers(at)) {
            if (!LogOrigin.maySign(certificate, origin)) {
                throw new ProofException(
                        ReceiptChecks.CERTIFICATE,
                        certificate.getSubject() + " does not name the log's origin");
            }
            chains.put(
                    certificate,
                    Validity.of(CertificatePath.validate(certificate, certificates, anchors, at)));
        }
    }
}
