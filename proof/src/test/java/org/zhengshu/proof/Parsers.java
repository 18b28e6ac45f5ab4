package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/**
 * What holds for every parser of what strangers send, whatever the bytes: it refuses by name, or
 * reads one meaning that is written back as the same bytes.
 */
final class Parsers {
    private static final Checkpoint SEEN =
            new Checkpoint("log.example", 1, new byte[HashAlgorithm.LENGTH], List.of());
    private static final NoteKey WITNESS =
            CosignatureSigner.ed25519(
                            "witness.example",
                            new Ed25519PrivateKeyParameters(new byte[HashAlgorithm.LENGTH]))
                    .key();

    private Parsers() {}

    static void receipt(byte[] bytes) {
        unlessRefused(
                () -> {
                    Receipt receipt = Receipt.parse(bytes);
                    assertThat(bytes)
                            .isIn(
                                    receipt.encode(),
                                    receipt.encodeCompact(),
                                    receipt.toHeader().getBytes(StandardCharsets.US_ASCII));
                });
    }

    static void checkpoint(byte[] bytes) {
        unlessRefused(
                () -> {
                    String text = SignedNote.parse(bytes).text();
                    assertThat(text.getBytes(StandardCharsets.UTF_8)).isEqualTo(bytes);
                });
        String note = new String(bytes, StandardCharsets.UTF_8);
        unlessRefused(() -> assertThat(SignedCheckpoint.parse(note).text()).isEqualTo(note));
        unlessRefused(() -> assertThat(VerifierKey.parse(note).verifierKey()).isEqualTo(note));
    }

    static void tile(byte[] bytes) {
        String path = new String(bytes, StandardCharsets.UTF_8);
        unlessRefused(() -> assertThat(Tile.parse(path).path()).isEqualTo(path));
        unlessRefused(() -> assertThat(EntryBundle.parse(path).path()).isEqualTo(path));
        for (int width : new int[] {1, 2, 17, Tile.WIDTH}) {
            EntryBundle bundle = new EntryBundle(0, width);
            unlessRefused(() -> assertThat(bundle.encode(bundle.decode(bytes))).isEqualTo(bytes));
        }
    }

    /** Two numbers, a hash, two roots and a path: an answer, never an exception. */
    static void proof(byte[] bytes) {
        if (bytes.length < 112) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long index = in.getLong();
        long size = in.getLong();
        byte[] leaf = hash(in);
        byte[] first = hash(in);
        byte[] second = hash(in);
        List<byte[]> path = new ArrayList<>();
        while (in.remaining() >= HashAlgorithm.LENGTH) {
            path.add(hash(in));
        }
        HashAlgorithm hash = HashAlgorithm.SHA_256;
        boolean included = InclusionProof.verify(hash, leaf, index, size, path, first);
        boolean consistent = ConsistencyProof.verify(hash, index, size, path, first, second);
        assertThat(included && (index < 0 || index >= size)).isFalse();
        assertThat(consistent && (index < 0 || index > size)).isFalse();
        assertThat(path.size() > 64 && (included || consistent)).isFalse();
    }

    static void witness(byte[] bytes) {
        unlessRefused(
                () -> assertThat(AddCheckpointRequest.parse(bytes).encode()).isEqualTo(bytes));
        unlessRefused(() -> Cosignature.verify(SEEN, bytes, List.of(WITNESS), Instant.EPOCH));
    }

    private static byte[] hash(ByteBuffer in) {
        byte[] hash = new byte[HashAlgorithm.LENGTH];
        in.get(hash);
        return hash;
    }

    private static void unlessRefused(Runnable parser) {
        try {
            parser.run();
        } catch (ProofException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
