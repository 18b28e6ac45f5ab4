package org.zhengshu.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The evidence handed out for one log entry (存证回执): the entry, its place in the log, the signed
 * checkpoint and the certificates of its keys, as JSON in the canonical form of RFC 8785 or as DER.
 * The root certificate is never in it. Fetched later it may be anchored at a later checkpoint and
 * completed.
 */
public record Receipt(
        ObjectNode entry,
        byte[] salt,
        Position log,
        SignedCheckpoint checkpoint,
        List<byte[]> certificates,
        Completion completion) {
    public static final String FORMAT = "zhengshu-receipt-1";

    /** The HTTP header that carries {@link #toHeader}. */
    public static final String HEADER = "Zhengshu-Receipt";

    private static final String REVOCATION = "revocation";
    private static final String TIMESTAMP = "timestamp";
    private static final String COSIGNATURES = "cosignatures";
    private static final List<String> MEMBERS =
            List.of("format", "entry", "salt", "log", "checkpoint", "certificates");
    private static final Set<String> LATER = Set.of(REVOCATION, TIMESTAMP, COSIGNATURES);
    private static final int MAX_PATH = 63;
    private static final int MAX_CERTIFICATES = 8;

    public Receipt {
        certificates = List.copyOf(certificates);
        if (salt.length != EntryCommitment.SALT_LENGTH) {
            throw new ProofException("salt", "is not 32 bytes long");
        }
        if (certificates.size() > MAX_CERTIFICATES) {
            throw new ProofException("certificates", "are more than " + MAX_CERTIFICATES);
        }
    }

    /** The receipt that leaves with the answer. */
    public Receipt(
            ObjectNode entry,
            byte[] salt,
            Position log,
            SignedCheckpoint checkpoint,
            List<byte[]> certificates) {
        this(entry, salt, log, checkpoint, certificates, Completion.NONE);
    }

    /** The same receipt with what came later. */
    public Receipt completed(Completion later) {
        return new Receipt(entry, salt, log, checkpoint, certificates, later);
    }

    /** Where the entry is in the log: the inclusion path of RFC 9162 section 2.1.3. */
    public record Position(HashAlgorithm hash, long index, long size, List<byte[]> path) {
        public Position {
            path = List.copyOf(path);
            if (index < 0 || size < 0) {
                throw new ProofException("log", "has a negative index or size");
            }
            if (path.size() > MAX_PATH
                    || path.stream().anyMatch(p -> p.length != HashAlgorithm.LENGTH)) {
                throw new ProofException("log.path", "has a wrong length");
            }
        }
    }

    public byte[] encode() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode place = json.objectNode();
        place.put("hash", log.hash().label());
        place.put("index", Long.toString(log.index()));
        place.put("size", Long.toString(log.size()));
        place.set("path", base64(log.path()));
        ObjectNode receipt = json.objectNode();
        receipt.put("format", FORMAT);
        receipt.set("entry", entry);
        receipt.put("salt", StrictBase64.encode(salt));
        receipt.set("log", place);
        receipt.put("checkpoint", checkpoint.text());
        receipt.set("certificates", base64(certificates));
        if (!completion.revocation().isEmpty()) {
            receipt.set(REVOCATION, base64(completion.revocation()));
        }
        completion
                .timestamp()
                .ifPresent(token -> receipt.put(TIMESTAMP, StrictBase64.encode(token)));
        if (!completion.cosignatures().isEmpty()) {
            ArrayNode lines = receipt.putArray(COSIGNATURES);
            completion.lines().forEach(lines::add);
        }
        return CanonicalJson.encode(receipt);
    }

    /** The canonical bytes in base64url without padding, for a header. */
    public String toHeader() {
        return StrictBase64.encodeUrl(encode());
    }

    /** The compact form: DER of the ASN.1 module in docs/receipt.md. */
    public byte[] encodeCompact() {
        return CompactReceipt.encode(this);
    }

    /**
     * Reads the three forms, known by their first byte; within a form every byte string has one
     * meaning and every meaning one byte string.
     */
    public static Receipt parse(byte[] bytes) {
        if (bytes.length > CanonicalJson.MAX_BYTES * 2) {
            throw new ProofException("receipt", "is too large");
        }
        if (isCompact(bytes)) {
            return CompactReceipt.parse(bytes);
        }
        boolean isJson = bytes.length > 0 && bytes[0] == '{';
        byte[] json =
                isJson
                        ? bytes
                        : StrictBase64.decodeUrl(
                                "receipt", new String(bytes, StandardCharsets.ISO_8859_1));
        JsonNode tree = CanonicalJson.parse(json);
        requireMembers("receipt", tree, MEMBERS, LATER);
        if (!Arrays.equals(CanonicalJson.encode(tree), json)) {
            throw new ProofException("receipt", "is not in the canonical form of RFC 8785");
        }
        return read(tree);
    }

    private static boolean isCompact(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == CompactReceipt.FIRST_BYTE;
    }

    /** The header form may stand in a text file that ends with a line end; the others may not. */
    static byte[] withoutLineEnd(byte[] file) {
        if (isCompact(file) || file.length > 0 && file[0] == '{') {
            return file;
        }
        String text = new String(file, StandardCharsets.ISO_8859_1);
        return text.stripTrailing().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Receipt read(JsonNode tree) {
        if (!text("format", tree.get("format")).equals(FORMAT)) {
            throw new ProofException("format", "is not " + FORMAT);
        }
        if (!(tree.get("entry") instanceof ObjectNode entry)) {
            throw new ProofException("entry", "is not a JSON object");
        }
        JsonNode log = tree.get("log");
        requireMembers("log", log, List.of("hash", "index", "size", "path"), Set.of());
        Position position =
                new Position(
                        HashAlgorithm.of(text("log.hash", log.get("hash"))),
                        Decimal.parse("log.index", text("log.index", log.get("index"))),
                        Decimal.parse("log.size", text("log.size", log.get("size"))),
                        byteStrings("log.path", log.get("path")));
        return new Receipt(
                entry,
                StrictBase64.decode("salt", text("salt", tree.get("salt"))),
                position,
                SignedCheckpoint.parse(text("checkpoint", tree.get("checkpoint"))),
                byteStrings("certificates", tree.get("certificates")),
                completion(tree));
    }

    /** A member that is there is not empty, so that nothing can be said in two ways. */
    private static Completion completion(JsonNode tree) {
        for (String name : LATER) {
            if (tree.has(name) && tree.get(name).isArray() && tree.get(name).isEmpty()) {
                throw new ProofException(name, "is an empty list");
            }
        }
        return new Completion(
                tree.has(REVOCATION) ? byteStrings(REVOCATION, tree.get(REVOCATION)) : List.of(),
                Optional.ofNullable(tree.get(TIMESTAMP))
                        .map(token -> StrictBase64.decode(TIMESTAMP, text(TIMESTAMP, token))),
                tree.has(COSIGNATURES) ? cosignatures(tree.get(COSIGNATURES)) : List.of());
    }

    private static List<SignedCheckpoint.Signature> cosignatures(JsonNode node) {
        if (!node.isArray()) {
            throw new ProofException(COSIGNATURES, "is not a list");
        }
        List<SignedCheckpoint.Signature> lines = new ArrayList<>();
        node.forEach(item -> lines.add(Completion.line(text(COSIGNATURES, item))));
        return lines;
    }

    private static ArrayNode base64(List<byte[]> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> array.add(StrictBase64.encode(value)));
        return array;
    }

    private static void requireMembers(
            String part, JsonNode node, List<String> names, Set<String> optional) {
        if (!node.isObject()) {
            throw new ProofException(part, "is not a JSON object");
        }
        Set<String> present = new HashSet<>();
        node.fieldNames().forEachRemaining(present::add);
        for (String name : names) {
            if (!present.remove(name)) {
                throw new ProofException(part, "has no member \"" + name + "\"");
            }
        }
        present.removeAll(optional);
        if (!present.isEmpty()) {
            throw new ProofException(part, "has members that do not belong there");
        }
    }

    private static String text(String part, JsonNode node) {
        if (!node.isTextual()) {
            throw new ProofException(part, "is not a string");
        }
        return node.textValue();
    }

    private static List<byte[]> byteStrings(String part, JsonNode node) {
        if (!node.isArray()) {
            throw new ProofException(part, "is not a list");
        }
        List<byte[]> values = new ArrayList<>();
        node.forEach(item -> values.add(StrictBase64.decode(part, text(part, item))));
        return values;
    }
}
