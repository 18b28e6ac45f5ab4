package org.zhengshu.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509CertificateHolder;

/** The check of a receipt's revocation lists (吊销核验). */
final class RevocationCheck {
    private static final String NAME = ReceiptChecks.REVOCATION;

    /** RFC 3161 section 4: tokens older than a revocation for one of these reasons stay good. */
    private static final Set<Integer> HARMLESS =
            Set.of(
                    CRLReason.unspecified,
                    CRLReason.affiliationChanged,
                    CRLReason.superseded,
                    CRLReason.cessationOfOperation);

    private final List<byte[]> encoded;
    private final List<String> later = new ArrayList<>();
    private final List<String> doubtful = new ArrayList<>();

    RevocationCheck(List<byte[]> encoded) {
        this.encoded = encoded;
    }

    /**
     * What the certificates of a receipt were used for.
     *
     * @param at when the entry says it was made
     * @param chains those of the log's keys
     * @param proven the time-stamp, when it holds
     */
    record Uses(
            Instant at,
            List<List<X509CertificateHolder>> chains,
            Optional<TimeStampCheck.Proven> proven) {
        /** The instant from which the signatures are known to have existed. */
        Instant reference() {
            return proven.map(TimeStampCheck.Proven::time).orElse(at);
        }

        List<X509CertificateHolder> stampChain() {
            return proven.map(TimeStampCheck.Proven::chain).orElse(List.of());
        }

        /** Each certificate below its anchor with its issuer. */
        Map<X509CertificateHolder, X509CertificateHolder> issuers() {
            Map<X509CertificateHolder, X509CertificateHolder> issuers = new LinkedHashMap<>();
            List<List<X509CertificateHolder>> all = new ArrayList<>(chains);
            all.add(stampChain());
            for (List<X509CertificateHolder> chain : all) {
                for (int i = 0; i + 1 < chain.size(); i++) {
                    issuers.put(chain.get(i), chain.get(i + 1));
                }
            }
            return issuers;
        }
    }

    Check check(Supplier<Uses> given) {
        if (encoded.isEmpty()) {
            return Check.open(NAME, "no revocation list in the receipt");
        }
        Uses uses = given.get();
        Set<X509CertificateHolder> uncovered = new LinkedHashSet<>(uses.issuers().keySet());
        for (byte[] der : encoded) {
            uncovered.removeAll(check(RevocationList.parse(der), uses));
        }
        if (!doubtful.isEmpty()) {
            return Check.indeterminate(NAME, String.join("; ", doubtful));
        }
        String said = later.isEmpty() ? "" : "; " + String.join("; ", later);
        if (!uncovered.isEmpty()) {
            String names =
                    String.join(
                            ", ",
                            uncovered.stream().map(one -> one.getSubject().toString()).toList());
            return Check.open(NAME, "no list for " + names + said);
        }
        return Check.pass(NAME, "none was revoked before " + uses.reference() + said);
    }

    /** The certificates about which one list speaks. */
    private List<X509CertificateHolder> check(RevocationList list, Uses uses) {
        List<X509CertificateHolder> spokenOf = new ArrayList<>();
        uses.issuers()
                .forEach(
                        (certificate, issuer) -> {
                            if (list.isBy(issuer)) {
                                spokenOf.add(certificate);
                            }
                        });
        if (spokenOf.isEmpty()) {
            throw new ProofException(
                    NAME,
                    "the list of " + list.issuer() + " is signed by no issuer of a certificate");
        }
        if (!list.speaksOf(uses.reference())) {
            throw new ProofException(
                    NAME, "the list of " + list.issuer() + " is older than " + uses.reference());
        }
        for (X509CertificateHolder certificate : spokenOf) {
            list.find(certificate).ifPresent(revoked -> judge(certificate, revoked, uses));
        }
        return spokenOf.stream().filter(list::covers).toList();
    }

    private void judge(
            X509CertificateHolder certificate, RevocationList.Revoked revoked, Uses uses) {
        String words = certificate.getSubject() + " was revoked at " + revoked.at();
        if (!revoked.at().isAfter(uses.reference())) {
            throw new ProofException(NAME, words + ", not after " + uses.reference());
        }
        boolean harmless = revoked.reason().filter(HARMLESS::contains).isPresent();
        if (uses.stampChain().contains(certificate) && !harmless) {
            throw new ProofException(
                    NAME, words + ", perhaps because its key is known: its time-stamps are void");
        }
        if (uses.proven().isEmpty()) {
            doubtful.add(words + ", and no time-stamp proves that the signature is older");
        } else {
            later.add(words + ", after the proven time-stamp");
        }
    }
}
