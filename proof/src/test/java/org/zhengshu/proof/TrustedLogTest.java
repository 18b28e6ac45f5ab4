package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TrustedLogTest {
    private static final String SM3_ORIGIN = "node.example/1/sm3";
    private static final String ORIGIN = "node.example/1";

    private final NoteSigner sm2 = NoteSigner.sm2(SM3_ORIGIN, Sm2.generateKey(new SecureRandom()));
    private final NoteSigner ed25519 =
            NoteSigner.ed25519(SM3_ORIGIN, new Ed25519PrivateKeyParameters(new SecureRandom()));
    private final TrustedLog log = new TrustedLog(SM3_ORIGIN, List.of(sm2.key(), ed25519.key()));

    private static SignedCheckpoint signed(String origin, NoteSigner... signers) {
        Checkpoint checkpoint = new Checkpoint(origin, 7, new byte[32], List.of());
        return SignedCheckpoint.sign(checkpoint, List.of(signers));
    }

    @Test
    void theOriginSaysTheHashFunction() {
        assertThat(HashAlgorithm.ofOrigin("zhengshu/node/sm3")).isEqualTo(HashAlgorithm.SM3);
        for (String origin :
                List.of("zhengshu/node", "sm3", "node/sm3/", "node/SM3", "node/sm3x")) {
            assertThat(HashAlgorithm.ofOrigin(origin)).isEqualTo(HashAlgorithm.SHA_256);
        }
        assertThat(log.hash()).isEqualTo(HashAlgorithm.SM3);
    }

    @Test
    void aCheckpointOfTheLogVerifies() {
        assertThat(log.verify(signed(SM3_ORIGIN, sm2, ed25519)).size()).isEqualTo(7);
        assertThat(log.verify(signed(SM3_ORIGIN, sm2)).size()).isEqualTo(7);
        TrustedLog sha256 = new TrustedLog(ORIGIN, List.of(ed25519.key()));
        assertThat(sha256.verify(signed(ORIGIN, sm2, ed25519)).size()).isEqualTo(7);
    }

    @Test
    void anotherOriginAndUnknownKeysAreRefused() {
        assertThatThrownBy(() -> log.verify(signed(ORIGIN, sm2)))
                .hasMessage("origin: is node.example/1, not node.example/1/sm3");
        NoteSigner unknown = NoteSigner.sm2(SM3_ORIGIN, Sm2.generateKey(new SecureRandom()));
        assertThatThrownBy(() -> log.verify(signed(SM3_ORIGIN, unknown)))
                .hasMessage("signature: is none of a known key");
    }

    @Test
    @Tag("PRF-7")
    void anSm3LogSignedWithoutSm2IsADowngrade() {
        assertThatThrownBy(() -> log.verify(signed(SM3_ORIGIN, ed25519)))
                .hasMessage("signature: is no SM2 signature, which an SM3 log needs");
        assertThatThrownBy(() -> new TrustedLog(SM3_ORIGIN, List.of(ed25519.key())))
                .hasMessage("log node.example/1/sm3: is an SM3 log and needs an SM2 key");
        NoteKey witness = CosignatureSigner.sm2("w", Sm2.generateKey(new SecureRandom())).key();
        for (List<NoteKey> none : List.of(List.<NoteKey>of(), List.of(witness))) {
            assertThatThrownBy(() -> new TrustedLog(SM3_ORIGIN, none))
                    .hasMessage("log node.example/1/sm3: needs keys that sign checkpoints");
        }
    }

    @Test
    void aTreeOverSha256IsNoneOfAnSm3Log() {
        ReferenceTree sha256 = ReferenceTree.numbered(HashAlgorithm.SHA_256, 7);
        byte[] leaf = sha256.leafHashes().get(3);
        Checkpoint downgraded = new Checkpoint(SM3_ORIGIN, 7, sha256.root(), List.of());
        assertThat(InclusionProof.verify(downgraded, leaf, 3, sha256.path(3))).isFalse();
        Checkpoint open = new Checkpoint(ORIGIN, 7, sha256.root(), List.of());
        assertThat(InclusionProof.verify(open, leaf, 3, sha256.path(3))).isTrue();
        Checkpoint before = new Checkpoint(SM3_ORIGIN, 4, sha256.part(0, 4).root(), List.of());
        List<byte[]> path = sha256.consistency(4);
        assertThat(ConsistencyProof.verify(before, downgraded, path)).isFalse();
    }

    @Test
    void checkpointsOfTwoLogsAreNotCompared() {
        Checkpoint one = new Checkpoint(ORIGIN, 1, new byte[32], List.of());
        Checkpoint other = new Checkpoint(ORIGIN + "0", 1, new byte[32], List.of());
        assertThat(ConsistencyProof.verify(one, one, List.of())).isTrue();
        assertThatThrownBy(() -> ConsistencyProof.verify(one, other, List.of()))
                .hasMessage(
                        "origin: the checkpoints are of two logs, node.example/1, node.example/10");
    }
}
