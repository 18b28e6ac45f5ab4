package org.zhengshu.proof;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.zhengshu.proof.log.LogRecord;

/** Makes whole logs with batches, several keysets and redactions, for tests to tamper with. */
final class LogBuilder {
    static final String SM3_ORIGIN = "node.example.gov.cn/log/sm3";
    static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
    static final TestCa ROOT = TestCa.sm2Root("Log root");
    static final TestCa ISSUER = ROOT.intermediate("Log issuer");

    final String origin;
    final HashAlgorithm hash;
    private final List<Batch> batches = new ArrayList<>();

    /** The entries sealed at once and the keys that seal them. */
    record Batch(Keys keys, List<ObjectNode> entries) {}

    /** One set of keys of a log with its certificates. */
    record Keys(String id, List<NoteSigner> signers, List<byte[]> certificates) {
        static Keys of(String id, String origin, String name, Instant until) {
            SecureRandom random = new SecureRandom();
            ECPrivateKeyParameters sm2 = Sm2.generateKey(random);
            Ed25519PrivateKeyParameters ed25519 = new Ed25519PrivateKeyParameters(random);
            TestCa.Request first = TestCa.Request.endEntity(name, TestCa.info(sm2)).until(until);
            TestCa.Request second = TestCa.Request.endEntity(name, info(ed25519)).until(until);
            return new Keys(
                    id,
                    List.of(NoteSigner.sm2(origin, sm2), NoteSigner.ed25519(origin, ed25519)),
                    TestLog.der(ISSUER.issue(first), ISSUER.issue(second), ISSUER.certificate()));
        }

        private static SubjectPublicKeyInfo info(Ed25519PrivateKeyParameters key) {
            try {
                return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
                        key.generatePublicKey());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        LogRecord.Keyset record() {
            return new LogRecord.Keyset(id, certificates);
        }
    }

    LogBuilder(String origin) {
        this.origin = origin;
        this.hash = HashAlgorithm.ofOrigin(origin);
    }

    static TrustAnchors anchors() {
        try {
            return TrustAnchors.fromPem(
                    new ByteArrayInputStream(
                            TestCa.pem(ROOT.certificate()).getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Keys keys(String id) {
        return Keys.of(id, origin, "node.example.gov.cn", TestCa.UNTIL);
    }

    /** Batches of these sizes under one keyset. */
    LogBuilder with(Keys keys, int... sizes) {
        for (int size : sizes) {
            List<ObjectNode> entries = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                entries.add(entry(this.size() + i));
            }
            batches.add(new Batch(keys, entries));
        }
        return this;
    }

    int size() {
        return batches.stream().mapToInt(batch -> batch.entries().size()).sum();
    }

    /** The entry at an index; what is put into it counts at the next {@link #seal}. */
    ObjectNode at(int index) {
        return batches.stream().flatMap(b -> b.entries().stream()).skip(index).findFirst().get();
    }

    static String id(int index) {
        return new UUID(0x0195f3a000007000L, 0x8000000000000000L | index).toString();
    }

    static ObjectNode entry(int index) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("id", id(index));
        entry.put("at", START.plusSeconds(index).toString());
        entry.put("tenant", "320100").put("action", "exchange.query").put("outcome", "answered");
        entry.put("department", "11320100MB0001").put("trace", "trace-" + index);
        entry.putObject("actor").put("id", "permit-system").put("kind", "SYSTEM");
        entry.putObject("facts").put("resource", "307010001/000001").put("rows", 1);
        return entry;
    }

    static byte[] salt(ObjectNode entry) {
        return HashAlgorithm.SHA_256.digest(
                entry.path("id").asText().getBytes(StandardCharsets.UTF_8));
    }

    List<LogRecord> seal() {
        return seal(0, batches.size());
    }

    /** The batches in [from, to) as a part of the log. */
    List<LogRecord> seal(int from, int to) {
        List<LogRecord> records = new ArrayList<>();
        Frontier frontier = Frontier.empty(hash);
        for (int i = 0; i < to; i++) {
            if (i == from) {
                records.clear();
                records.add(
                        new LogRecord.Header(
                                origin, hash, frontier.size(), frontier.encoded(), newest(to)));
                batches.subList(from, to).stream()
                        .map(Batch::keys)
                        .distinct()
                        .forEach(keys -> records.add(keys.record()));
            }
            frontier = seal(batches.get(i), frontier, records);
        }
        return records;
    }

    private long newest(int to) {
        return batches.subList(0, to).stream().mapToLong(b -> b.entries().size()).sum();
    }

    private Frontier seal(Batch batch, Frontier frontier, List<LogRecord> records) {
        Frontier.Appended grown =
                frontier.append(
                        batch.entries().stream()
                                .map(entry -> MerkleTree.leafHash(hash, leafData(entry)))
                                .toList());
        Frontier next = grown.frontier();
        for (int i = 0; i < batch.entries().size(); i++) {
            ObjectNode entry = batch.entries().get(i);
            records.add(
                    new LogRecord.Entry(
                            frontier.size() + i,
                            entry.path("id").asText(),
                            Optional.of(
                                    new LogRecord.Content(
                                            CanonicalJson.encode(entry), salt(entry))),
                            leafData(entry),
                            next.size(),
                            joined(grown.paths().get(i)),
                            columns(entry),
                            Optional.empty()));
        }
        records.add(sealed(origin, next, batch.keys()));
        return next;
    }

    static LogRecord.Sealed sealed(String origin, Frontier tree, Keys keys) {
        Checkpoint checkpoint = new Checkpoint(origin, tree.size(), tree.root(), List.of());
        return new LogRecord.Sealed(
                tree.size(),
                SignedCheckpoint.sign(checkpoint, keys.signers()).text(),
                tree.encoded(),
                keys.id());
    }

    byte[] leafData(ObjectNode entry) {
        return EntryCommitment.leafData(hash, salt(entry), CanonicalJson.encode(entry));
    }

    /** The columns that a table keeps beside the entry. */
    static Map<String, String> columns(ObjectNode entry) {
        Map<String, String> columns = new TreeMap<>();
        for (String name : List.of("tenant", "at", "action", "outcome", "department", "trace")) {
            columns.put(name, entry.path(name).asText());
        }
        columns.put("actor", entry.path("actor").path("id").asText());
        columns.put("resource", entry.path("facts").path("resource").asText(null));
        columns.put("grant", null);
        return columns;
    }

    static byte[] joined(List<byte[]> path) {
        ByteBuffer bytes = ByteBuffer.allocate(path.size() * HashAlgorithm.LENGTH);
        path.forEach(bytes::put);
        return bytes.array();
    }

    /** The receipt that was handed out for an entry. */
    Receipt receipt(List<LogRecord> records, int index) {
        LogRecord.Entry entry = LogTamper.entry(records, index);
        LogRecord.Sealed sealed =
                records.stream()
                        .filter(r -> r instanceof LogRecord.Sealed s && s.size() == entry.size())
                        .map(LogRecord.Sealed.class::cast)
                        .findFirst()
                        .orElseThrow();
        Keys keys =
                batches.stream()
                        .map(Batch::keys)
                        .filter(k -> k.id().equals(sealed.keyset()))
                        .findFirst()
                        .orElseThrow();
        List<byte[]> path = new ArrayList<>();
        for (ByteBuffer left = ByteBuffer.wrap(entry.path()); left.hasRemaining(); ) {
            byte[] next = new byte[HashAlgorithm.LENGTH];
            left.get(next);
            path.add(next);
        }
        return new Receipt(
                (ObjectNode) CanonicalJson.parse(entry.content().get().canonical()),
                entry.content().get().salt(),
                new Receipt.Position(hash, index, entry.size(), path),
                SignedCheckpoint.parse(sealed.note()),
                keys.certificates());
    }
}
