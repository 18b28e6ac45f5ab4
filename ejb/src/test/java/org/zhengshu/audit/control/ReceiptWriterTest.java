package org.zhengshu.audit.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.proof.CanonicalJson;
import org.zhengshu.proof.Checkpoint;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.NoteSigner;
import org.zhengshu.proof.Receipt;
import org.zhengshu.proof.SignedCheckpoint;

/** Receipts written member by member are the canonical form, byte for byte. */
class ReceiptWriterTest {
    private static final long SEED = Long.getLong("receipt.seed", System.nanoTime());

    private final Random random = new Random(SEED);

    @Test
    void theyAreWhatTheCanonicalFormOfTheWholeIs() {
        for (int round = 0; round < 200; round++) {
            HashAlgorithm hash = HashAlgorithm.values()[round % HashAlgorithm.values().length];
            Entry entry = anEntry(round);
            SignedCheckpoint note = aNote(1L + random.nextInt(1 << 30));
            List<byte[]> path = bytes(random.nextInt(64), HashAlgorithm.LENGTH);
            List<byte[]> certificates = bytes(random.nextInt(3), 700);
            long index = random.nextInt(1 << 30);
            long size = note.checkpoint().size();
            byte[] written =
                    new ReceiptWriter(
                                    hash,
                                    size,
                                    note.text(),
                                    ReceiptWriter.certificates(certificates))
                            .write(entry, index, path);
            assertThat(written)
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(
                            new Receipt(
                                            (ObjectNode) CanonicalJson.parse(entry.canonical()),
                                            entry.salt(),
                                            new Receipt.Position(hash, index, size, path),
                                            note,
                                            certificates)
                                    .encode());
        }
    }

    private Entry anEntry(int round) {
        Map<String, Object> facts =
                Map.of("number", round, "名称", "\"\\\n\u0001中文\uD83D\uDE00" + random.nextInt());
        return Entry.event("audit.seal", facts, "node", Clock.systemUTC());
    }

    private SignedCheckpoint aNote(long size) {
        byte[] seed = bytes(1, 32).get(0);
        String origin = "zhengshu/" + HexFormat.of().formatHex(seed);
        return SignedCheckpoint.sign(
                new Checkpoint(origin, size, seed, List.of("an \"extension\" \\ 行")),
                List.of(NoteSigner.ed25519(origin, new Ed25519PrivateKeyParameters(seed))));
    }

    private List<byte[]> bytes(int count, int length) {
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] value = new byte[length];
            random.nextBytes(value);
            values.add(value);
        }
        return values;
    }
}
