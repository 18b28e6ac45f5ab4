package org.zhengshu.proof;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a witness answers to a log (见证), C2SP tlog-witness: a pure decision. The caller locks what
 * it cosigned last, stores the new checkpoint and only then hands out the cosignatures.
 */
public final class Witness {
    private final Map<String, TrustedLog> logs;
    private final List<CosignatureSigner> signers;

    public Witness(List<TrustedLog> logs, List<CosignatureSigner> signers) {
        Map<String, TrustedLog> byOrigin = new HashMap<>();
        for (TrustedLog log : logs) {
            if (byOrigin.put(log.origin(), log) != null) {
                throw new ProofException("log " + log.origin(), "is there twice");
            }
        }
        this.logs = Map.copyOf(byOrigin);
        this.signers = List.copyOf(signers);
        if (signers.isEmpty()) {
            throw new ProofException("witness", "has no key");
        }
    }

    /** The answers, with their status of HTTP. */
    public enum Outcome {
        COSIGN(200),
        MALFORMED(400),
        NOT_SIGNED(403),
        UNKNOWN_ORIGIN(404),
        OLD_SIZE_DIFFERS(409),
        /** One size with two roots: the two checkpoints prove that the log shows two histories. */
        SPLIT(409),
        PROOF_WRONG(422);

        private final int status;

        Outcome(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /** The outcome, why, and what was compared. */
    public record Decision(
            Outcome outcome,
            String reason,
            Optional<SignedCheckpoint> submitted,
            Optional<SignedCheckpoint> last) {
        /** The media type of the body of status 409. */
        public static final String SIZE_TYPE = "text/x.tlog.size";

        /** The body of status 409: the size that was cosigned last. */
        public String sizeBody() {
            return sizeOf(last) + "\n";
        }

        /**
         * True when both signed checkpoints are to be kept: with SPLIT they prove two histories by
         * themselves, with PROOF_WRONG as long as the log shows no right proof between them.
         */
        public boolean isEvidence() {
            boolean refused = outcome == Outcome.SPLIT || outcome == Outcome.PROOF_WRONG;
            return refused && submitted.isPresent() && last.isPresent();
        }
    }

    /**
     * Decides about a request.
     *
     * @param lastOf the checkpoint of this origin that was cosigned last, if there is one
     */
    public Decision decide(byte[] request, Function<String, Optional<SignedCheckpoint>> lastOf) {
        AddCheckpointRequest parsed;
        try {
            parsed = AddCheckpointRequest.parse(request);
        } catch (ProofException e) {
            return new Decision(
                    Outcome.MALFORMED, e.getMessage(), Optional.empty(), Optional.empty());
        }
        return decide(parsed, lastOf);
    }

    public Decision decide(
            AddCheckpointRequest request, Function<String, Optional<SignedCheckpoint>> lastOf) {
        Optional<SignedCheckpoint> submitted = Optional.of(request.checkpoint());
        Checkpoint checkpoint = request.checkpoint().checkpoint();
        TrustedLog log = logs.get(checkpoint.origin());
        if (log == null) {
            String reason = "origin: " + checkpoint.origin() + " is not one of the known logs";
            return new Decision(Outcome.UNKNOWN_ORIGIN, reason, submitted, Optional.empty());
        }
        try {
            log.verify(request.checkpoint());
        } catch (ProofException e) {
            return new Decision(Outcome.NOT_SIGNED, e.getMessage(), submitted, Optional.empty());
        }
        if (request.oldSize() > checkpoint.size()) {
            String reason = "add-checkpoint: the old size is larger than the new one";
            return new Decision(Outcome.MALFORMED, reason, submitted, Optional.empty());
        }
        Optional<SignedCheckpoint> last = lastOf.apply(checkpoint.origin());
        last.ifPresent(known -> known.checkpoint().requireSameLog(checkpoint));
        return compare(request, last);
    }

    private static Decision compare(AddCheckpointRequest request, Optional<SignedCheckpoint> last) {
        Optional<SignedCheckpoint> submitted = Optional.of(request.checkpoint());
        Checkpoint checkpoint = request.checkpoint().checkpoint();
        HashAlgorithm hash = HashAlgorithm.ofOrigin(checkpoint.origin());
        byte[] empty = MerkleTree.emptyRoot(hash);
        if (checkpoint.size() == 0 && !Arrays.equals(checkpoint.root(), empty)) {
            String reason = "checkpoint root: is not that of the empty tree";
            return new Decision(Outcome.PROOF_WRONG, reason, submitted, Optional.empty());
        }
        if (last.isPresent() && isSplit(last.get().checkpoint(), checkpoint)) {
            String reason = "checkpoint root: differs from the one cosigned for this size";
            return new Decision(Outcome.SPLIT, reason, submitted, last);
        }
        if (request.oldSize() != sizeOf(last)) {
            String reason = "add-checkpoint: the size cosigned last is " + sizeOf(last);
            return new Decision(Outcome.OLD_SIZE_DIFFERS, reason, submitted, last);
        }
        byte[] oldRoot = last.map(known -> known.checkpoint().root()).orElse(empty);
        boolean extendsLast =
                ConsistencyProof.verify(
                        hash,
                        request.oldSize(),
                        checkpoint.size(),
                        request.proof(),
                        oldRoot,
                        checkpoint.root());
        return extendsLast
                ? new Decision(Outcome.COSIGN, "consistent", submitted, last)
                : new Decision(
                        Outcome.PROOF_WRONG,
                        "consistency proof: does not lead from the checkpoint cosigned last",
                        submitted,
                        last);
    }

    /** The body of status 200: one signature line of each of the witness's keys. */
    public String cosign(Checkpoint checkpoint, Instant now) {
        StringBuilder lines = new StringBuilder();
        signers.forEach(signer -> lines.append(signer.sign(checkpoint, now).line()));
        return lines.toString();
    }

    private static boolean isSplit(Checkpoint one, Checkpoint other) {
        return one.size() == other.size() && !one.hasRootOf(other);
    }

    private static long sizeOf(Optional<SignedCheckpoint> last) {
        return last.map(known -> known.checkpoint().size()).orElse(0L);
    }
}
