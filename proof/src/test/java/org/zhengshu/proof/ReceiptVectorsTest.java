package org.zhengshu.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.Test;

/** The test vectors of docs/receipt.md; -Dvectors.write=true writes them again. */
class ReceiptVectorsTest {
    private static final Path VECTORS = Path.of("..", "docs", "vectors");
    private static final HexFormat HEX = HexFormat.of();
    private static final Map<HashAlgorithm, String> FOLDERS =
            Map.of(HashAlgorithm.SM3, "sm3", HashAlgorithm.SHA_256, "sha256");

    @Test
    void theFilesSayWhatTheCodeDoes() throws IOException {
        for (HashAlgorithm hash : HashAlgorithm.values()) {
            Path folder = VECTORS.resolve(FOLDERS.get(hash));
            Map<String, byte[]> vectors = vectors(hash);
            if (Boolean.getBoolean("vectors.write")) {
                Files.createDirectories(folder);
                for (Map.Entry<String, byte[]> vector : vectors.entrySet()) {
                    Files.write(folder.resolve(vector.getKey()), vector.getValue());
                }
            }
            for (Map.Entry<String, byte[]> vector : vectors.entrySet()) {
                assertThat(Files.readAllBytes(folder.resolve(vector.getKey())))
                        .as(folder + "/" + vector.getKey())
                        .isEqualTo(vector.getValue());
            }
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrderElementsOf(vectors.keySet());
            }
        }
    }

    @Test
    void theFilesAreTrueReceipts() throws IOException {
        for (String name : FOLDERS.values()) {
            Path folder = VECTORS.resolve(name);
            TrustAnchors anchors =
                    TrustAnchors.fromPem(
                            new ByteArrayInputStream(
                                    Files.readAllBytes(folder.resolve("root.pem"))));
            Optional<byte[]> message =
                    Optional.of(Files.readAllBytes(folder.resolve("message.json")));
            NoteKey witness =
                    NoteKey.parse(Files.readString(folder.resolve("witness.vkey")).strip());
            for (String receipt : List.of("receipt", "completed")) {
                byte[] json = Files.readAllBytes(folder.resolve(receipt + ".json"));
                String hex = Files.readString(folder.resolve(receipt + ".der.hex")).strip();
                assertThat(Receipt.parse(HEX.parseHex(hex)).encode()).isEqualTo(json);
                assertThat(ReceiptVerifier.verify(json, message, anchors).ok()).isTrue();
            }
            byte[] completed = Files.readAllBytes(folder.resolve("completed.json"));
            assertThat(
                            ReceiptVerifier.verify(completed, message, anchors, List.of(witness))
                                    .checks())
                    .allMatch(check -> check.outcome() == Check.Outcome.PASS);
        }
    }

    private static Map<String, byte[]> vectors(HashAlgorithm hash) throws IOException {
        FixedRandom random = new FixedRandom(20261120);
        TestLog log = new TestLog(random);
        ObjectNode entry = TestLog.entry(TestLog.MESSAGE, "body");
        Receipt receipt = log.receipt(hash, entry, log.certificates(), log.signers(hash));
        byte[] canonical = CanonicalJson.encode(entry);
        byte[] data = EntryCommitment.leafData(hash, receipt.salt(), canonical);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("message.json", TestLog.MESSAGE);
        files.put("entry.json", canonical);
        files.put("salt.hex", hex(receipt.salt()));
        files.put("leaf-data.hex", hex(data));
        files.put("leaf-hash.hex", hex(MerkleTree.leafHash(hash, data)));
        files.put(
                "path.hex",
                text(
                        receipt.log().path().stream()
                                .map(HEX::formatHex)
                                .collect(Collectors.joining("\n"))));
        files.put("root.hex", hex(receipt.checkpoint().checkpoint().root()));
        files.put("checkpoint.txt", receipt.checkpoint().text().getBytes(StandardCharsets.UTF_8));
        files.put("receipt.json", receipt.encode());
        files.put("receipt.der.hex", hex(receipt.encodeCompact()));
        files.put("root.pem", TestCa.pem(log.root.certificate()).getBytes(StandardCharsets.UTF_8));
        CosignatureSigner witness =
                CosignatureSigner.ed25519(
                        "witness.example", new Ed25519PrivateKeyParameters(random));
        Receipt completed = completed(log, receipt, witness);
        files.put("witness.vkey", text(witness.key().verifierKey()));
        files.put("completed.json", completed.encode());
        files.put("completed.der.hex", hex(completed.encodeCompact()));
        return files;
    }

    private static Receipt completed(TestLog log, Receipt receipt, CosignatureSigner witness) {
        Instant stamped = Instant.parse(TestLog.AT).plusSeconds(5);
        Instant listed = stamped.plusSeconds(3600);
        byte[] note = receipt.checkpoint().text().getBytes(StandardCharsets.UTF_8);
        return receipt.completed(
                new Completion(
                        List.of(
                                log.root.signed(log.root.list(listed)),
                                log.issuer.signed(log.issuer.list(listed))),
                        Optional.of(TestTsa.sm2(log.root).stamp(note, stamped)),
                        List.of(witness.sign(receipt.checkpoint().checkpoint(), stamped))));
    }

    private static byte[] hex(byte[] bytes) {
        return text(HEX.formatHex(bytes));
    }

    private static byte[] text(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
