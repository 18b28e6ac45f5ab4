package org.zhengshu.proof;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The check of a receipt's cosignatures (见证签名核验), C2SP tlog-cosignature. */
final class WitnessCheck {
    private static final String NAME = ReceiptChecks.WITNESSES;

    private WitnessCheck() {}

    /** Lines of keys that were not given are named and ignored. */
    static Check check(Receipt receipt, List<NoteKey> witnesses) {
        if (!witnesses.stream().allMatch(NoteKey::isCosignature)) {
            throw new ProofException("witness key", "is not one that cosigns");
        }
        List<SignedCheckpoint.Signature> lines = receipt.completion().cosignatures();
        List<String> verified = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (SignedCheckpoint.Signature line : lines) {
            Optional<NoteKey> key = witnesses.stream().filter(line::isBy).findFirst();
            if (key.isEmpty()) {
                unknown.add(line.name());
            } else if (key.get().verify(receipt.checkpoint().signedBytes(), line.signature())) {
                verified.add(line.name() + " at " + time(line));
            } else {
                return Check.fail(NAME, "the cosignature of " + line.name() + " does not verify");
            }
        }
        String rest = unknown.isEmpty() ? "" : "; not checked: " + String.join(", ", unknown);
        if (!verified.isEmpty()) {
            return Check.pass(NAME, "cosigned by " + String.join(", ", verified) + rest);
        }
        return witnesses.isEmpty()
                ? Check.open(NAME, lines.isEmpty() ? "no cosignatures" : "no keys given" + rest)
                : Check.indeterminate(NAME, "none of the given witnesses cosigned" + rest);
    }

    private static Instant time(SignedCheckpoint.Signature line) {
        return Instant.ofEpochSecond(Cosignature.decode(line.signature()).orElseThrow().time());
    }
}
