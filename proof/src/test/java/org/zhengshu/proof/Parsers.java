package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.zhengshu.proof.log.LogFile;
import org.zhengshu.proof.log.LogRecord;

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

    private static final TestCa CA = TestCa.sm2Root("Fuzz");
    private static final TrustAnchors ANCHORS = anchors();

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

    /** A log file: each line is refused or is one record, which reads the same when written. */
    static void fsck(byte[] bytes) {
        try (LogFile.Reader reader = LogFile.read(new ByteArrayInputStream(bytes), "fuzz")) {
            List<LogRecord> records = new ArrayList<>();
            boolean more = true;
            while (more) {
                try {
                    Optional<LogRecord> next = reader.next();
                    next.ifPresent(records::add);
                    more = next.isPresent();
                } catch (ProofException refused) {
                    assertThat(refused.getMessage()).isNotBlank();
                }
            }
            byte[] written = written(records);
            assertThat(written(LogFileTest.read(again(written)))).isEqualTo(written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LogFile.Reader again(byte[] written) {
        return LogFile.read(new ByteArrayInputStream(written), "again");
    }

    private static byte[] written(List<LogRecord> records) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (LogFile.Writer writer = LogFile.write(bytes)) {
            for (LogRecord record : records) {
                writer.write(record);
            }
        }
        return bytes.toByteArray();
    }

    static void timestamp(byte[] bytes) {
        unlessRefused(
                () -> {
                    TimeStamp stamp = TimeStamp.parse(bytes);
                    assertThat(stamp.latest()).isAfterOrEqualTo(stamp.time());
                    unlessRefused(() -> stamp.covers(bytes));
                    unlessRefused(() -> stamp.validate(ANCHORS));
                });
        unlessRefused(() -> TimeStamp.der(bytes));
    }

    private static TrustAnchors anchors() {
        try {
            byte[] pem = TestCa.pem(CA.certificate()).getBytes(StandardCharsets.US_ASCII);
            return TrustAnchors.fromPem(new ByteArrayInputStream(pem));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void revocation(byte[] bytes) {
        unlessRefused(
                () -> {
                    RevocationList list = RevocationList.parse(bytes);
                    assertThat(list.issuer()).isNotNull();
                    list.isBy(CA.certificate());
                    list.speaksOf(Instant.EPOCH);
                    list.covers(CA.certificate());
                    list.find(CA.certificate());
                });
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
