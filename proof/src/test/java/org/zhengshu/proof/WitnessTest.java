package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.proof.Witness.Decision;
import org.zhengshu.proof.Witness.Outcome;

class WitnessTest {
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final String ORIGIN = "node.example/sm3";
    private static final ReferenceTree TREE = ReferenceTree.numbered(HashAlgorithm.SM3, 60);

    private final NoteSigner log = NoteSigner.sm2(ORIGIN, Sm2.generateKey(new SecureRandom()));
    private final CosignatureSigner key =
            CosignatureSigner.sm2("witness.example", Sm2.generateKey(new SecureRandom()));
    private final Witness witness =
            new Witness(List.of(new TrustedLog(ORIGIN, List.of(log.key()))), List.of(key));

    private SignedCheckpoint head(int size, byte[] root) {
        Checkpoint checkpoint = new Checkpoint(ORIGIN, size, root, List.of());
        return SignedCheckpoint.sign(checkpoint, List.of(log));
    }

    private SignedCheckpoint head(int size) {
        return head(size, TREE.part(0, size).root());
    }

    private static List<byte[]> proof(int from, int to) {
        return TREE.part(0, to).consistency(from);
    }

    private Decision decide(
            long old, List<byte[]> proof, SignedCheckpoint head, Optional<SignedCheckpoint> last) {
        return witness.decide(new AddCheckpointRequest(old, proof, head).encode(), at(last));
    }

    private static Function<String, Optional<SignedCheckpoint>> at(
            Optional<SignedCheckpoint> last) {
        return origin -> {
            assertThat(origin).isEqualTo(ORIGIN);
            return last;
        };
    }

    @Test
    void aFirstAndEveryConsistentCheckpointIsCosigned() {
        assertThat(decide(0, List.of(), head(0), Optional.empty()).outcome())
                .isEqualTo(Outcome.COSIGN);
        assertThat(decide(0, List.of(), head(9), Optional.empty()).outcome())
                .isEqualTo(Outcome.COSIGN);
        for (int from = 1; from <= 60; from += 7) {
            for (int to = from; to <= 60; to += 5) {
                Decision decision =
                        decide(from, proof(from, to), head(to), Optional.of(head(from)));
                assertThat(decision.outcome()).isEqualTo(Outcome.COSIGN);
                assertThat(decision.outcome().status()).isEqualTo(200);
                assertThat(decision.isEvidence()).isFalse();
            }
        }
        String lines = witness.cosign(head(9).checkpoint(), NOW);
        byte[] answer = lines.getBytes(StandardCharsets.UTF_8);
        assertThat(Cosignature.verify(head(9).checkpoint(), answer, List.of(key.key()), NOW))
                .hasSize(1);
    }

    @Test
    void whatIsNoRequestIsMalformed() {
        Decision decision = witness.decide(new byte[] {1}, at(Optional.empty()));
        assertThat(decision.outcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(decision.outcome().status()).isEqualTo(400);
        Decision shrinking = decide(10, List.of(), head(9), Optional.of(head(10)));
        assertThat(shrinking.outcome()).isEqualTo(Outcome.MALFORMED);
        assertThat(shrinking.reason())
                .isEqualTo("add-checkpoint: the old size is larger than the new one");
    }

    @Test
    void unknownLogsAndUnknownOrWrongOrWeakSignaturesAreToldApart() {
        Checkpoint foreign = new Checkpoint("other.example", 1, new byte[32], List.of());
        SignedCheckpoint unknownLog = SignedCheckpoint.sign(foreign, List.of(log));
        Decision unknown = decide(0, List.of(), unknownLog, Optional.empty());
        assertThat(unknown.outcome()).isEqualTo(Outcome.UNKNOWN_ORIGIN);
        assertThat(unknown.outcome().status()).isEqualTo(404);
        NoteSigner stranger = NoteSigner.sm2(ORIGIN, Sm2.generateKey(new SecureRandom()));
        NoteSigner weak =
                NoteSigner.ed25519(ORIGIN, new Ed25519PrivateKeyParameters(new SecureRandom()));
        Checkpoint genuine = head(9).checkpoint();
        SignedCheckpoint.Signature moved = head(10).signatures().get(0);
        for (SignedCheckpoint unsigned :
                List.of(
                        SignedCheckpoint.sign(genuine, List.of(stranger)),
                        SignedCheckpoint.sign(genuine, List.of(weak)),
                        head(9).with(List.of(moved)),
                        new SignedCheckpoint(genuine, List.of(moved)))) {
            Decision decision = decide(0, List.of(), unsigned, Optional.empty());
            assertThat(decision.outcome()).isEqualTo(Outcome.NOT_SIGNED);
            assertThat(decision.outcome().status()).isEqualTo(403);
        }
        SignedCheckpoint both = SignedCheckpoint.sign(genuine, List.of(stranger, log));
        assertThat(decide(0, List.of(), both, Optional.empty()).outcome())
                .isEqualTo(Outcome.COSIGN);
    }

    @Test
    void anotherOldSizeIsAnsweredWithTheRightOne() {
        for (long old : new long[] {0, 19, 21}) {
            Decision decision = decide(old, List.of(), head(30), Optional.of(head(20)));
            assertThat(decision.outcome()).isEqualTo(Outcome.OLD_SIZE_DIFFERS);
            assertThat(decision.outcome().status()).isEqualTo(409);
            assertThat(decision.sizeBody()).isEqualTo("20\n");
            assertThat(decision.isEvidence()).isFalse();
        }
        Decision first = decide(5, proof(5, 9), head(9), Optional.empty());
        assertThat(first.outcome()).isEqualTo(Outcome.OLD_SIZE_DIFFERS);
        assertThat(first.sizeBody()).isEqualTo("0\n");
        assertThat(decide(7, List.of(), head(7), Optional.of(head(20))).outcome())
                .isEqualTo(Outcome.OLD_SIZE_DIFFERS);
    }

    /** Whatever old size the log says, two roots for one size are two histories. */
    @Test
    @Tag("PRF-8")
    void oneSizeWithTwoRootsIsASplitAndEvidence() {
        SignedCheckpoint other = head(20, TREE.part(1, 21).root());
        for (long old : new long[] {0, 5, 20}) {
            Decision decision = decide(old, List.of(), other, Optional.of(head(20)));
            assertThat(decision.outcome()).isEqualTo(Outcome.SPLIT);
            assertThat(decision.outcome().status()).isEqualTo(409);
            assertThat(decision.isEvidence()).isTrue();
            assertThat(decision.submitted()).map(SignedCheckpoint::text).contains(other.text());
            assertThat(decision.last().get().checkpoint().size()).isEqualTo(20);
        }
    }

    @Test
    @Tag("PRF-8")
    void aHistoryThatDoesNotExtendTheLastOneIsReportedWithBothCheckpoints() {
        SignedCheckpoint rewritten = head(30, TREE.part(1, 31).root());
        List<byte[]> itsProof = TREE.part(1, 31).consistency(20);
        List<byte[]> longer = new ArrayList<>(proof(20, 30));
        longer.add(new byte[32]);
        record Wrong(List<byte[]> proof, SignedCheckpoint head) {}
        for (Wrong wrong :
                List.of(
                        new Wrong(itsProof, rewritten),
                        new Wrong(proof(20, 30), rewritten),
                        new Wrong(List.of(), head(30)),
                        new Wrong(proof(20, 29), head(30)),
                        new Wrong(proof(19, 30), head(30)),
                        new Wrong(longer, head(30)))) {
            Decision decision = decide(20, wrong.proof(), wrong.head(), Optional.of(head(20)));
            assertThat(decision.outcome()).isEqualTo(Outcome.PROOF_WRONG);
            assertThat(decision.outcome().status()).isEqualTo(422);
            assertThat(decision.isEvidence()).isTrue();
        }
        assertThat(decide(20, List.of(new byte[32]), head(20), Optional.of(head(20))).outcome())
                .isEqualTo(Outcome.PROOF_WRONG);
    }

    @Test
    void aFirstCheckpointHasNoProofAndTheEmptyTreeItsOwnRoot() {
        Decision withProof = decide(0, List.of(new byte[32]), head(9), Optional.empty());
        assertThat(withProof.outcome()).isEqualTo(Outcome.PROOF_WRONG);
        assertThat(withProof.isEvidence()).isFalse();
        SignedCheckpoint nonsense = head(0, new byte[32]);
        assertThat(decide(0, List.of(), nonsense, Optional.empty()).outcome())
                .isEqualTo(Outcome.PROOF_WRONG);
        assertThat(decide(0, List.of(), nonsense, Optional.of(head(0))).outcome())
                .isEqualTo(Outcome.PROOF_WRONG);
    }

    @Test
    void aWitnessNeedsAKeyAndOneRowForALogAndItsOwnState() {
        TrustedLog trusted = new TrustedLog(ORIGIN, List.of(log.key()));
        assertThatThrownBy(() -> new Witness(List.of(trusted), List.of()))
                .hasMessage("witness: has no key");
        assertThatThrownBy(() -> new Witness(List.of(trusted, trusted), List.of(key)))
                .hasMessage("log node.example/sm3: is there twice");
        SignedCheckpoint other =
                SignedCheckpoint.sign(
                        new Checkpoint("other/sm3", 9, new byte[32], List.of()), List.of(log));
        assertThatThrownBy(() -> decide(9, List.of(), head(9), Optional.of(other)))
                .hasMessageStartingWith("origin: the checkpoints are of two logs");
    }

    /** Requests and root of internal/witness/witness_test.go of FiloSottile/torchwood. */
    private static final String SIGSUM =
            "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562";

    private static final String ONE =
            "old 0\n\n"
                    + SIGSUM
                    + "\n1\nKgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n\u2014 "
                    + SIGSUM
                    + " UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnn"
                    + "NuWRTYrajXpNUbIQY=\n";
    private static final String THREE =
            "old 1\nKgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
                    + "KgIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n"
                    + SIGSUM
                    + "\n3\nRcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0=\n\n\u2014 "
                    + SIGSUM
                    + " UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SU"
                    + "UdrcawfAB8WVrx6go=\n";
    private static final String FIVE =
            "old 1\nKgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
                    + "+fUDV+k970B4I3uKrqJM4aP1lloPZP8mvr2Z4wRw2LI=\n"
                    + "KgQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n"
                    + SIGSUM
                    + "\n5\nQrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=\n\n\u2014 "
                    + SIGSUM
                    + " UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0"
                    + "tW90dJWAShei7sDww=\n";

    @Test
    void theRequestsOfAnotherWitnessAreCosignedInTheirOrder() {
        byte[] raw =
                HexFormat.of()
                        .parseHex(
                                "ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f");
        NoteKey sigsum = new NoteKey.Ed25519Key(SIGSUM, new Ed25519PublicKeyParameters(raw, 0));
        Witness other = new Witness(List.of(new TrustedLog(SIGSUM, List.of(sigsum))), List.of(key));
        Optional<SignedCheckpoint> last = cosigned(other, ONE, Optional.empty());
        cosigned(other, THREE, last);
        last = cosigned(other, FIVE, last);
        assertThat(HexFormat.of().formatHex(last.get().checkpoint().root()))
                .isEqualTo("42bb57ad06420afa4882c4a63ac6a1ec77480b330b2f20dfc53a0caa5f564e36");
        Optional<SignedCheckpoint> latest = last;
        Decision late = other.decide(THREE.getBytes(StandardCharsets.UTF_8), known -> latest);
        assertThat(late.outcome()).isEqualTo(Outcome.OLD_SIZE_DIFFERS);
        assertThat(late.sizeBody()).isEqualTo("5\n");
    }

    private static Optional<SignedCheckpoint> cosigned(
            Witness witness, String request, Optional<SignedCheckpoint> last) {
        byte[] body = request.getBytes(StandardCharsets.UTF_8);
        assertThat(AddCheckpointRequest.parse(body).encode()).isEqualTo(body);
        Decision decision = witness.decide(body, known -> last);
        assertThat(decision.reason()).isEqualTo("consistent");
        return decision.submitted();
    }
}
