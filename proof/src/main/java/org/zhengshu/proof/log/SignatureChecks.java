package org.zhengshu.proof.log;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.zhengshu.proof.CheckpointKeys;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.SignedCheckpoint;
import org.zhengshu.proof.TrustAnchors;

/** Verifies the signatures of every checkpoint (检查点验签), a few of them ahead on another thread. */
final class SignatureChecks {
    private static final int AHEAD = 256;
    private static final int MAX_KEYSETS = 1000;

    private final TrustAnchors anchors;
    private final Executor executor;
    private final Findings findings;
    private final Map<String, CheckpointKeys> keysets = new HashMap<>();
    private final Deque<Running> running = new ArrayDeque<>();

    /** What is wrong with all checkpoints of a keyset is said once. */
    private final Set<String> said = new HashSet<>();

    /** A verification under way (在验). */
    private record Running(
            long size, String keyset, CompletableFuture<Optional<Problem>> problem) {}

    /** Why a checkpoint is not validly signed (验签问题). */
    private record Problem(boolean ofKeyset, String reason) {}

    SignatureChecks(TrustAnchors anchors, Executor executor, Findings findings) {
        this.anchors = anchors;
        this.executor = executor;
        this.findings = findings;
    }

    void keyset(String origin, LogRecord.Keyset keyset) {
        if (keysets.size() == MAX_KEYSETS) {
            findings.add(Finding.Kind.FORMAT, -1, "密钥组过多", "there are too many keysets");
            return;
        }
        try {
            keysets.put(keyset.id(), new CheckpointKeys(origin, keyset.certificates(), anchors));
        } catch (ProofException e) {
            report(-1, keyset.id(), new Problem(true, e.getMessage()));
        }
    }

    void check(LogRecord.Sealed sealed, SignedCheckpoint note, List<Instant> times) {
        running.add(
                new Running(
                        sealed.size(),
                        sealed.keyset(),
                        CompletableFuture.supplyAsync(
                                verification(sealed.keyset(), note, times)::problem, executor)));
        while (!running.isEmpty()
                && (running.size() > AHEAD || running.peek().problem().isDone())) {
            collect();
        }
    }

    boolean isValid(LogRecord.Sealed sealed, SignedCheckpoint note, List<Instant> times) {
        return verification(sealed.keyset(), note, times).problem().isEmpty();
    }

    void finish() {
        while (!running.isEmpty()) {
            collect();
        }
    }

    private void collect() {
        Running done = running.remove();
        done.problem().join().ifPresent(problem -> report(done.size(), done.keyset(), problem));
    }

    private void report(long size, String keyset, Problem problem) {
        if (!problem.ofKeyset()
                || (said.size() < MAX_KEYSETS && said.add(keyset + " " + problem.reason()))) {
            findings.add(
                    Finding.Kind.SIGNATURE,
                    size,
                    "检查点签名未获验证（密钥组 %s）：%s".formatted(Item.shortened(keyset), problem.reason()),
                    "the checkpoint is not validly signed (keyset %s): %s"
                            .formatted(Item.shortened(keyset), problem.reason()));
        }
    }

    private Verification verification(String keyset, SignedCheckpoint note, List<Instant> times) {
        return new Verification(Optional.ofNullable(keysets.get(keyset)), note, times);
    }

    /** One checkpoint with its keys; valid at any of the times, all when none is known. */
    private record Verification(
            Optional<CheckpointKeys> keys, SignedCheckpoint note, List<Instant> times) {
        Optional<Problem> problem() {
            if (keys.isEmpty()) {
                return Optional.of(new Problem(true, "its keyset is not there"));
            }
            Optional<Problem> problem = problem(times.stream().findFirst());
            return problem.isPresent() && problem.get().ofKeyset() && times.size() > 1
                    ? problem(Optional.of(times.get(1)))
                    : problem;
        }

        private Optional<Problem> problem(Optional<Instant> at) {
            try {
                keys.get().verify(note, at);
                return Optional.empty();
            } catch (ProofException e) {
                return Optional.of(new Problem(!e.part().equals("signature"), e.getMessage()));
            } catch (RuntimeException e) {
                return Optional.of(new Problem(true, "a certificate has a malformed field"));
            }
        }
    }
}
