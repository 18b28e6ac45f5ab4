package org.zhengshu.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.bouncycastle.cert.X509CertificateHolder;

/** The checks of one receipt in their order, none of them stopping the next. */
final class ReceiptChecks {
    static final String FORMAT = "format";
    static final String MESSAGE = "message";
    static final String ENTRY = "entry";
    static final String INCLUSION = "inclusion";
    static final String CHECKPOINT = "checkpoint";
    static final String SIGNATURE_SM2 = "signature.sm2";
    static final String SIGNATURE_ED25519 = "signature.ed25519";
    static final String CERTIFICATE = "certificate";
    static final String TIMESTAMP = "timestamp";
    static final String REVOCATION = "revocation";
    static final String WITNESSES = "witnesses";

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Set<String> FORMS = Set.of("body", "exc-c14n");

    private final Receipt receipt;
    private final TrustAnchors anchors;
    private final TimeStampCheck stamp;
    private final Checkpoint checkpoint;
    private final byte[] signedBytes;
    private final List<NoteKey> witnesses;

    ReceiptChecks(Receipt receipt, TrustAnchors anchors, List<NoteKey> witnesses) {
        this.receipt = receipt;
        this.witnesses = List.copyOf(witnesses);
        this.anchors = anchors;
        this.stamp = new TimeStampCheck(receipt, anchors);
        this.checkpoint = receipt.checkpoint().checkpoint();
        this.signedBytes = receipt.checkpoint().signedBytes();
    }

    /** A certificate of the receipt and the note key in it. */
    private record Holder(X509CertificateHolder certificate, NoteKey key) {}

    VerificationReport run(Optional<byte[]> message) {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.pass(FORMAT, Receipt.FORMAT));
        checks.add(attempt(MESSAGE, () -> message(message)));
        checks.add(attempt(ENTRY, this::entry));
        checks.add(attempt(INCLUSION, this::inclusion));
        checks.add(attempt(CHECKPOINT, this::checkpoint));
        checks.add(attempt(SIGNATURE_SM2, () -> signature(SIGNATURE_SM2, NoteKey.Sm2Key.class)));
        checks.add(
                attempt(
                        SIGNATURE_ED25519,
                        () -> signature(SIGNATURE_ED25519, NoteKey.Ed25519Key.class)));
        checks.add(attempt(CERTIFICATE, this::certificates));
        checks.add(attempt(TIMESTAMP, () -> stamp.check(this::at)));
        RevocationCheck revocation = new RevocationCheck(receipt.completion().revocation());
        checks.add(attempt(REVOCATION, () -> revocation.check(this::uses)));
        checks.add(attempt(WITNESSES, () -> WitnessCheck.check(receipt, witnesses)));
        return new VerificationReport(checks);
    }

    /** Fails closed: whatever goes wrong in a check, also inside a library, fails it. */
    private static Check attempt(String name, Supplier<Check> check) {
        try {
            return check.get();
        } catch (ProofException e) {
            return Check.fail(name, e.getMessage());
        } catch (RuntimeException e) {
            return Check.fail(name, "a field of it is malformed");
        }
    }

    private Check message(Optional<byte[]> message) {
        JsonNode bound = receipt.entry().path("message");
        if (bound.isMissingNode()) {
            return message.isPresent()
                    ? Check.fail(MESSAGE, "the entry binds no message")
                    : Check.pass(MESSAGE, "the entry binds no message");
        }
        if (message.isEmpty()) {
            return Check.indeterminate(MESSAGE, "no message was given to compare");
        }
        boolean same =
                digestMatches(bound, "sm3", HashAlgorithm.SM3, message.get())
                        & digestMatches(bound, "sha256", HashAlgorithm.SHA_256, message.get());
        String form = bound.path("form").asText();
        return same
                ? Check.pass(MESSAGE, "SM3 and SHA-256 agree, form " + form)
                : Check.fail(MESSAGE, "the digests of the message differ, form " + form);
    }

    private static boolean digestMatches(
            JsonNode bound, String member, HashAlgorithm hash, byte[] message) {
        return HexFormat.of()
                .formatHex(hash.digest(message))
                .equals(bound.path(member).textValue());
    }

    private Check entry() {
        Instant at = at();
        JsonNode id = receipt.entry().path("id");
        if (!id.isTextual() || id.textValue().isEmpty()) {
            return Check.fail(ENTRY, "entry.id is not a string");
        }
        JsonNode bound = receipt.entry().path("message");
        if (!bound.isMissingNode()
                && !(isDigest(bound.path("sm3"))
                        && isDigest(bound.path("sha256"))
                        && FORMS.contains(bound.path("form").asText()))) {
            return Check.fail(ENTRY, "entry.message lacks sm3, sha256 or a known form");
        }
        return Check.pass(ENTRY, "entry " + id.textValue() + " of " + at);
    }

    private static boolean isDigest(JsonNode node) {
        return node.isTextual() && DIGEST.matcher(node.textValue()).matches();
    }

    private Instant at() {
        String at = receipt.entry().path("at").asText();
        try {
            if (at.endsWith("Z")) {
                return Instant.parse(at);
            }
        } catch (DateTimeException e) {
            throw new ProofException("entry.at", "is not a time", e);
        }
        throw new ProofException("entry.at", "is not a time in UTC");
    }

    private Check inclusion() {
        Receipt.Position log = receipt.log();
        byte[] canonical = CanonicalJson.encode(receipt.entry());
        byte[] data = EntryCommitment.leafData(log.hash(), receipt.salt(), canonical);
        byte[] leaf = MerkleTree.leafHash(log.hash(), data);
        boolean included =
                InclusionProof.verify(
                        log.hash(), leaf, log.index(), log.size(), log.path(), checkpoint.root());
        return included
                ? Check.pass(INCLUSION, "entry " + log.index() + " of " + log.size())
                : Check.fail(INCLUSION, "the path does not lead from the entry to the root");
    }

    private Check checkpoint() {
        if (checkpoint.size() != receipt.log().size()) {
            return Check.fail(CHECKPOINT, "its size is not log.size");
        }
        LogOrigin.requireHash(checkpoint.origin(), receipt.log().hash());
        List<Holder> holders = holders();
        Set<NoteKey> seen = new LinkedHashSet<>();
        for (SignedCheckpoint.Signature line : receipt.checkpoint().signatures()) {
            Optional<Holder> holder = holder(holders, line);
            if (holder.isEmpty()) {
                return Check.fail(CHECKPOINT, "a signature line belongs to no certificate");
            }
            if (!seen.add(holder.get().key())) {
                return Check.fail(CHECKPOINT, "two signature lines are of one key");
            }
        }
        return Check.pass(CHECKPOINT, checkpoint.origin() + " at " + checkpoint.size());
    }

    private Check signature(String name, Class<? extends NoteKey> kind) {
        List<Holder> holders = holders();
        int verified = 0;
        for (SignedCheckpoint.Signature line : receipt.checkpoint().signatures()) {
            Optional<Holder> holder =
                    holder(holders, line).filter(found -> kind.isInstance(found.key()));
            if (holder.isPresent()) {
                if (!holder.get().key().verify(signedBytes, line.signature())) {
                    return Check.fail(name, "the signature does not verify");
                }
                verified++;
            }
        }
        return verified == 0
                ? Check.fail(name, "the checkpoint has no such signature")
                : Check.pass(name, "verified over the checkpoint");
    }

    private Check certificates() {
        Instant at = signed();
        Set<X509CertificateHolder> used = new LinkedHashSet<>();
        chains(at).forEach(used::addAll);
        if (used.isEmpty() || !used.containsAll(decoded())) {
            return Check.fail(CERTIFICATE, "a certificate belongs to no signature line");
        }
        return Check.pass(CERTIFICATE, "valid at " + at + " up to a given trust anchor");
    }

    /** The chain of each signature line. */
    private List<List<X509CertificateHolder>> chains(Instant at) {
        List<X509CertificateHolder> all = decoded();
        List<Holder> holders = holders();
        List<List<X509CertificateHolder>> chains = new ArrayList<>();
        for (SignedCheckpoint.Signature line : receipt.checkpoint().signatures()) {
            Optional<X509CertificateHolder> leaf = holder(holders, line).map(Holder::certificate);
            if (leaf.isPresent()) {
                requireOrigin(leaf.get());
                chains.add(CertificatePath.validate(leaf.get(), all, anchors, at));
            }
        }
        return chains;
    }

    /** Whose certificates a revocation list may speak of, and for which instant. */
    private RevocationCheck.Uses uses() {
        return new RevocationCheck.Uses(at(), chains(signed()), stamp.proven(this::at));
    }

    /**
     * When the checkpoint was signed: a receipt that was anchored later may be by keys that are
     * younger than its entry, but what was time-stamped was signed.
     */
    private Instant signed() {
        return stamp.proven(this::at).map(TimeStampCheck.Proven::time).orElseGet(this::at);
    }

    private void requireOrigin(X509CertificateHolder certificate) {
        if (!LogOrigin.maySign(certificate, checkpoint.origin())) {
            throw new ProofException(
                    CERTIFICATE, certificate.getSubject() + " does not name the log's origin");
        }
    }

    private List<X509CertificateHolder> decoded() {
        return receipt.certificates().stream().map(CertificatePath::decode).toList();
    }

    private List<Holder> holders() {
        List<Holder> holders = new ArrayList<>();
        for (X509CertificateHolder certificate : decoded()) {
            NoteKey.of(checkpoint.origin(), certificate)
                    .ifPresent(key -> holders.add(new Holder(certificate, key)));
        }
        return holders;
    }

    private static Optional<Holder> holder(List<Holder> holders, SignedCheckpoint.Signature line) {
        return holders.stream().filter(holder -> line.isBy(holder.key())).findFirst();
    }
}
