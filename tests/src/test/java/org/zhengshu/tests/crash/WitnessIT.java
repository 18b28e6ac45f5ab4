package org.zhengshu.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.proof.AddCheckpointRequest;
import org.zhengshu.proof.Checkpoint;
import org.zhengshu.proof.ConsistencyProof;
import org.zhengshu.proof.Cosignature;
import org.zhengshu.proof.EntryBundle;
import org.zhengshu.proof.InclusionProof;
import org.zhengshu.proof.MerkleTree;
import org.zhengshu.proof.Receipt;
import org.zhengshu.proof.ReceiptVerifier;
import org.zhengshu.proof.SignedCheckpoint;
import org.zhengshu.proof.Tile;
import org.zhengshu.proof.TileReader;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** Two nodes that witness each other (互为见证), and witnesses that are none of our nodes. */
class WitnessIT {
    private static final String STOPPED = "audit/history-replaced";

    private static WitnessWorld a;
    private static WitnessWorld b;

    @BeforeAll
    static void start() {
        a = WitnessWorld.start("wa");
        b = WitnessWorld.start("wb");
        a.grow(1);
        b.grow(1);
    }

    @AfterAll
    static void stop() {
        for (WitnessWorld world : new WitnessWorld[] {b, a}) {
            if (world != null) {
                world.node().close();
            }
        }
    }

    @Test
    @Tag("AUD-13")
    void tileClientVerifiesTheLogOverHttpWhileItGrows() throws Exception {
        a.grow(270);
        Checkpoint first = a.trusted().verify(a.checkpoint());
        TileReader before = reader(first);
        Thread growing = new Thread(() -> a.grow(40));
        growing.start();
        for (int i = 0; i < 20; i++) {
            Checkpoint now = a.trusted().verify(a.checkpoint());
            List<byte[]> path = reader(now).proofs().consistency(first.size(), now.size());
            assertThat(
                            ConsistencyProof.verify(
                                    a.trusted().hash(),
                                    first.size(),
                                    now.size(),
                                    path,
                                    first.root(),
                                    now.root()))
                    .isTrue();
        }
        List<byte[]> entries = before.entries(new EntryBundle(0, Tile.WIDTH), 32);
        for (int i : new int[] {0, 100, 255}) {
            assertThat(
                            InclusionProof.verify(
                                    a.trusted().hash(),
                                    MerkleTree.leafHash(a.trusted().hash(), entries.get(i)),
                                    i,
                                    first.size(),
                                    before.proofs().inclusion(i, first.size()),
                                    first.root()))
                    .isTrue();
        }
        growing.join();
        addressesAnswerAsCachesExpect();
        cacheMayBeDeleted();
    }

    private static TileReader reader(Checkpoint checkpoint) {
        return new TileReader(checkpoint, path -> a.fetch("/log/", path));
    }

    private static void addressesAnswerAsCachesExpect() {
        HttpResponse<byte[]> full = a.get("/log/tile/0/000");
        assertThat(full.body()).hasSize(8192);
        assertThat(header(full, "Cache-Control")).contains("immutable", "max-age=31536000");
        assertThat(header(full, "Content-Type")).isEqualTo("application/octet-stream");
        String tag = header(full, "ETag");
        assertThat(a.get("/log/tile/0/000", "If-None-Match", tag).statusCode()).isEqualTo(304);
        HttpResponse<byte[]> head = a.head("/log/tile/0/000");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Length")).isEqualTo("8192");
        HttpResponse<byte[]> partial = a.get("/log/tile/0/000.p/7");
        assertThat(partial.body()).hasSize(7 * 32);
        assertThat(header(partial, "Cache-Control")).doesNotContain("immutable");
        assertThat(a.get("/log/of/" + a.origin() + "/tile/0/000").body()).isEqualTo(full.body());
        for (String odd :
                List.of(
                        "tile/0/900",
                        "tile/0/000.p/0",
                        "tile/0/000.p/256",
                        "tile/0/0",
                        "tile/00/000",
                        "tile/9/000",
                        "tile/64/000",
                        "tile/0/x000/000",
                        "tile/entries/x001/234",
                        "tile/0/..%2f000",
                        "tile/0/%2e%2e/%2e%2e/checkpoint",
                        "tile/",
                        "of/zhengshu/nobody/checkpoint",
                        "of/..%2f..%2fetc/tile/0/000",
                        "of/")) {
            assertThat(a.get("/log/" + odd).statusCode()).as(odd).isIn(400, 404);
        }
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** A tile is kept once the archived checkpoint covers it. */
    private static void cacheMayBeDeleted() throws Exception {
        Path cache = a.node().data().resolve("log-tiles");
        byte[] before = a.get("/log/tile/0/000").body();
        Path kept = cache.resolve(a.origin().replace('/', '_')).resolve("tile/0/000");
        Await.until(
                "a kept tile",
                () -> a.get("/log/tile/0/000").statusCode() == 200 && Files.exists(kept));
        assertThat(kept).hasBinaryContent(before);
        Node.freshFolder(cache);
        assertThat(a.get("/log/tile/0/000").body()).isEqualTo(before);
        assertThat(a.get("/log/tile/1/000.p/1").body()).hasSize(32);
    }

    @Test
    @Tag("AUD-14")
    @Tag("AUD-16")
    void nodesCosignEachOther() throws Exception {
        a.isWitnessedBy(b);
        b.isWitnessedBy(a);
        a.grow(3);
        long size = a.size();
        Await.until("b's cosignature", () -> cosigned(a, b) >= size);
        SignedCheckpoint cosigned =
                SignedCheckpoint.parse(a.get("/log/checkpoint?cosigned").body());
        String text = cosigned.text();
        String lines = text.substring(text.indexOf("\n\n") + 2);
        assertThat(
                        Cosignature.verify(
                                cosigned.checkpoint(),
                                lines.getBytes(StandardCharsets.UTF_8),
                                WitnessWorld.parsed(b.keys("/witness/keys")),
                                Clock.systemUTC().instant()))
                .as("an Ed25519 and an SM2 line")
                .hasSize(2);
        assertThat(b.seen(a.origin()).orElseThrow().checkpoint().size())
                .isGreaterThanOrEqualTo(size);
        Await.until("a's cosignature", () -> cosigned(b, a) > 0);
        assertThat(Files.readString(note(a))).startsWith(a.origin() + "\n");
        theProtocolRefusesByName();
    }

    @Test
    @Tag("AUD-14")
    @Tag("AUD-31")
    void completedReceiptsCarryTheCosignatures() throws Exception {
        a.isWitnessedBy(b);
        UUID entry =
                UUID.fromString(a.auditor().get("/api/v1/departments").entry().get("id").asText());
        Await.until("a completed receipt with b's lines", () -> cosigners(entry) == 2);
        assertThat(
                        ReceiptVerifier.verify(
                                        completed(a, entry).orElseThrow().encode(),
                                        Optional.empty(),
                                        a.node().anchors(),
                                        WitnessWorld.parsed(b.keys("/witness/keys")))
                                .checks())
                .filteredOn(c -> c.name().equals("witnesses"))
                .singleElement()
                .extracting(c -> c.outcome().name())
                .isEqualTo("PASS");
    }

    private static int cosigners(UUID entry) {
        return completed(a, entry).map(r -> r.completion().cosignatures().size()).orElse(0);
    }

    private static Optional<Receipt> completed(WitnessWorld world, UUID entry) {
        JsonNode view = WitnessWorld.ok(world.receipt(entry));
        return view.path("completed").isTextual()
                ? Optional.of(
                        Receipt.parse(
                                view.get("completed").asText().getBytes(StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    private static long cosigned(WitnessWorld log, WitnessWorld witness) {
        return log.witness(witness.name()).get("cosignedSize").asLong();
    }

    private static Path note(WitnessWorld world) {
        return world.node()
                .data()
                .resolve("log-witness")
                .resolve(world.origin().replace('/', '_') + ".note");
    }

    private static void theProtocolRefusesByName() throws Exception {
        assertThat(b.addCheckpoint(new byte[1 << 20]).statusCode()).isEqualTo(400);
        assertThat(b.addCheckpoint("old 0\n\nx\n".getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(400);
        SignedCheckpoint ours = a.checkpoint();
        Checkpoint newest = ours.checkpoint();
        Checkpoint unknown =
                new Checkpoint("zhengshu/nobody/sm3", newest.size(), newest.root(), List.of());
        assertThat(add(signed(unknown)).statusCode()).isEqualTo(404);
        SignedCheckpoint foreign =
                SignedCheckpoint.sign(newest, LogSurgery.signers(b.node(), newest.origin()));
        assertThat(add(foreign).statusCode()).isEqualTo(403);
        HttpResponse<byte[]> other = add(ours);
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(header(other, "Content-Type")).startsWith("text/x.tlog.size");
        assertThat(Long.parseLong(WitnessWorld.text(other).strip())).isPositive();
    }

    private static SignedCheckpoint signed(Checkpoint checkpoint) throws Exception {
        return SignedCheckpoint.sign(checkpoint, LogSurgery.signers(a.node(), checkpoint.origin()));
    }

    private static HttpResponse<byte[]> add(SignedCheckpoint checkpoint) {
        return b.addCheckpoint(new AddCheckpointRequest(0, List.of(), checkpoint).encode());
    }

    @Test
    @Tag("AUD-15")
    @Tag("AUD-17")
    void rewrittenHistoryIsRefusedByTheWitnessAndStopsTheLogItself() throws Exception {
        String origin = a.origin();
        a.isWitnessedBy(b);
        a.grow(3);
        long size = a.size();
        Await.until("b's cosignature", () -> cosigned(a, b) >= size);
        SignedCheckpoint rewritten;
        a.node().instance().killServer();
        try (Connection connection = Postgres.open(a.node())) {
            short log = LogSurgery.log(connection, origin);
            rewritten = LogSurgery.rewrite(connection, a.node(), log, size / 2);
        }
        Files.delete(a.node().data().resolve("log-witness/" + origin.replace('/', '_') + ".note"));
        SignedCheckpoint seen = b.seen(origin).orElseThrow();
        HttpResponse<byte[]> refused =
                b.addCheckpoint(
                        new AddCheckpointRequest(seen.checkpoint().size(), List.of(), rewritten)
                                .encode());
        assertThat(refused.statusCode()).isIn(409, 422);
        JsonNode reported = b.incident("HISTORY_REPLACED").orElseThrow();
        assertThat(reported.at("/detail/shown").asText()).isEqualTo(rewritten.text());
        assertThat(reported.at("/detail/last").asText()).isEqualTo(seen.text());
        assertThat(reported.get("stopsWriting").asBoolean()).isFalse();
        try (Connection connection = Postgres.open(b.node())) {
            assertThat(Postgres.count(connection, "aud_entry where action = 'audit.incident'"))
                    .isEqualTo(1);
        }
        assertThat(b.ready()).isTrue();
        WitnessWorld.ok(b.decide(reported, "CLOSE"));
        a.node().instance().restartServer();
        JsonNode found = a.incident("FORK_SEEN").orElseThrow();
        assertThat(found.at("/detail/holder").asText()).isEqualTo("wb");
        newLogBeginsWithTheDecision(origin, found);
    }

    @Test
    @Tag("AUD-17")
    @Tag("AUD-18")
    @Tag("AUD-19")
    void restoredBackupIsFoundAtStartAndANewLogBeginsWithTheDecision() throws Exception {
        String origin = a.origin();
        Reply early = a.auditor().get("/api/v1/audit/watched-logs");
        UUID kept = UUID.fromString(early.entry().get("id").asText());
        long size = a.size();
        a.grow(6);
        long later = a.size();
        Await.until("the archived note", () -> archived() >= later);
        a.node().instance().killServer();
        long restored;
        try (Connection connection = Postgres.open(a.node())) {
            short log = LogSurgery.log(connection, origin);
            restored = LogSurgery.restore(connection, log, size);
        }
        a.node().instance().restartServer();
        assertThat(a.ready()).isFalse();
        assertThat(a.health().toString()).contains("BACKUP_RESTORED");
        Rest auditor = a.auditor();
        assertThat(auditor.get("/api/v1/departments").problem()).isEqualTo(STOPPED);
        assertThat(a.witness("late", "ARCHIVE", "http://localhost:1/", b.keys("/witness/keys")))
                .satisfies(r -> assertThat(r.problem()).isEqualTo(STOPPED));
        JsonNode found = a.incident("BACKUP_RESTORED").orElseThrow();
        assertThat(found.at("/detail/size").asLong()).isEqualTo(restored);
        assertThat(found.at("/detail/knownSize").asLong()).isGreaterThanOrEqualTo(later);
        assertThat(a.decide(found, "CLOSE").problem()).isEqualTo("kernel/invalid-input");
        newLogBeginsWithTheDecision(origin, found);
        assertThat(verified(kept, Optional.empty())).contains(origin);
    }

    private static long archived() throws Exception {
        return Files.exists(note(a))
                ? SignedCheckpoint.parse(Files.readString(note(a))).checkpoint().size()
                : 0;
    }

    private static void newLogBeginsWithTheDecision(String origin, JsonNode incident)
            throws Exception {
        Reply decision = a.decide(incident, "NEW_LOG");
        WitnessWorld.ok(decision);
        assertThat(decision.receipt()).as("its log is still stopped").isEmpty();
        UUID id = UUID.fromString(decision.header("Zhengshu-Receipt-Id"));
        Await.until("a log that is written", a::ready);
        assertThat(a.origin()).isNotEqualTo(origin).startsWith("zhengshu/wa/").endsWith("/sm3");
        assertThat(a.get("/log/of/" + origin + "/checkpoint").statusCode()).isEqualTo(200);
        try (Connection connection = Postgres.open(a.node())) {
            short log = LogSurgery.log(connection, a.origin());
            assertThat(
                            LogSurgery.text(
                                    connection,
                                    "select id from aud_entry where seq = 0 and log_id = " + log))
                    .isEqualTo(id.toString());
        }
        assertThat(verified(id, Optional.of(decision.bytes())))
                .contains("\"decision\":\"NEW_LOG\"", "演练 drill", "knownSize", "auditadmin");
    }

    private static String verified(UUID id, Optional<byte[]> message) {
        String receipt = WitnessWorld.ok(a.receipt(id)).get("receipt").asText();
        byte[] bytes = receipt.getBytes(StandardCharsets.UTF_8);
        assertThat(ReceiptVerifier.verify(bytes, message, a.node().anchors()).failures()).isEmpty();
        return receipt;
    }

    @Test
    @Tag("AUD-16")
    @Tag("AUD-20")
    void witnessesThatAreNoneOfOursAreBelievedOnlyByTheirKeys() throws Exception {
        try (SmallWitness honest = SmallWitness.honest(a.trusted());
                SmallWitness liar = SmallWitness.lying(a.trusted())) {
            WitnessWorld.ok(a.witness("small", "C2SP", honest.url(), honest.keys()));
            WitnessWorld.ok(a.witness("liar", "C2SP", liar.url(), liar.keys()));
            Await.until("its line", () -> a.witness("small").get("cosignedSize").asLong() > 0);
            Await.until("trouble", () -> a.witness("liar").hasNonNull("trouble"));
            assertThat(a.witness("liar").get("trouble").asText()).contains("does not verify");
            assertThat(a.witness("liar").get("cosignedSize").asLong()).isZero();
            assertThat(a.witness("small").hasNonNull("trouble")).isFalse();
            a.removeWitness("small");
            a.removeWitness("liar");
        }
        assertThat(a.witness("ftp", "C2SP", "ftp://localhost/", b.keys("/witness/keys")).problem())
                .isEqualTo("kernel/invalid-input");
        assertThat(a.witness("log", "C2SP", "http://localhost/", a.keys("/log/keys")).problem())
                .isEqualTo("kernel/invalid-input");
        try (SmallWitness claiming = SmallWitness.saying(409, "1000000\n")) {
            WitnessWorld.ok(a.witness("claiming", "C2SP", claiming.url(), claiming.keys()));
            Await.until("a stopped log", () -> !a.ready());
            JsonNode found = a.incident("BACKUP_RESTORED").orElseThrow();
            assertThat(a.decide(found, "KEEP_STOPPED").status()).isEqualTo(200);
            assertThat(a.ready()).isFalse();
            WitnessWorld.ok(a.decide(found, "CLOSE"));
            Await.until("a log that is written", a::ready);
            a.removeWitness("claiming");
        }
    }
}
