package org.zhengshu.proof.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.zhengshu.proof.CanonicalJson;
import org.zhengshu.proof.Decimal;
import org.zhengshu.proof.HashAlgorithm;
import org.zhengshu.proof.ProofException;
import org.zhengshu.proof.StrictBase64;

/** The JSON of one record in a log file (日志文件记录). */
final class LogJson {
    static final String FORMAT = "zhengshu-log-1";

    private static final String BYTES = "bytes";
    private static final String CERTIFICATES = "certificates";
    private static final String COLUMNS = "columns";
    private static final String ENTRY = "entry";
    private static final String FIRST = "first";
    private static final String FRONTIER = "frontier";
    private static final String HASH = "hash";
    private static final String ID = "id";
    private static final String KEYSET = "keyset";
    private static final String LEAF = "leaf";
    private static final String LINE = "line";
    private static final String NEWEST = "newest";
    private static final String NOTE = "note";
    private static final String ORIGIN = "origin";
    private static final String PATH = "path";
    private static final String RECORD = "record";
    private static final String REDACTED_BY = "redactedBy";
    private static final String SALT = "salt";
    private static final String SEQ = "seq";
    private static final String SIZE = "size";
    private static final String TOKEN = "token";

    private LogJson() {}

    static ObjectNode write(LogRecord record) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (record instanceof LogRecord.Header header) {
            json.put(RECORD, "header").put("format", FORMAT);
            json.put(ORIGIN, header.origin()).put(HASH, header.hash().label());
            json.put(FIRST, Long.toString(header.first()));
            json.put(FRONTIER, StrictBase64.encode(header.frontier()));
            json.put(NEWEST, Long.toString(header.newest()));
        } else if (record instanceof LogRecord.Keyset keyset) {
            ArrayNode list = json.put(RECORD, KEYSET).put(ID, keyset.id()).putArray(CERTIFICATES);
            keyset.certificates().forEach(der -> list.add(StrictBase64.encode(der)));
        } else if (record instanceof LogRecord.Entry entry) {
            writeEntry(entry, json);
        } else if (record instanceof LogRecord.Sealed sealed) {
            json.put(RECORD, "checkpoint").put(SIZE, Long.toString(sealed.size()));
            json.put(NOTE, sealed.note()).put(KEYSET, sealed.keyset());
            json.put(FRONTIER, StrictBase64.encode(sealed.frontier()));
        } else if (record instanceof LogRecord.Outside outside) {
            json.put(RECORD, "outside").put(ID, outside.id());
            outside.seq().ifPresent(seq -> json.put(SEQ, Long.toString(seq)));
            json.set(COLUMNS, columns(outside.columns()));
        } else if (record instanceof LogRecord.Timestamp timestamp) {
            json.put(RECORD, "timestamp").put(SIZE, Long.toString(timestamp.size()));
            json.put(TOKEN, StrictBase64.encode(timestamp.token()));
        } else if (record instanceof LogRecord.Cosignature cosignature) {
            json.put(RECORD, "cosignature").put(SIZE, Long.toString(cosignature.size()));
            json.put(LINE, StrictBase64.encode(cosignature.line()));
        }
        return json;
    }

    private static void writeEntry(LogRecord.Entry entry, ObjectNode json) {
        json.put(RECORD, ENTRY).put(SEQ, Long.toString(entry.seq())).put(ID, entry.id());
        json.put(LEAF, StrictBase64.encode(entry.leaf()));
        json.put(SIZE, Long.toString(entry.size()));
        json.put(PATH, StrictBase64.encode(entry.path()));
        json.set(COLUMNS, columns(entry.columns()));
        entry.redactedBy().ifPresent(by -> json.put(REDACTED_BY, by));
        entry.content()
                .ifPresent(
                        content -> {
                            utf8(content.canonical())
                                    .ifPresentOrElse(
                                            text -> json.put(ENTRY, text),
                                            () ->
                                                    json.put(
                                                            BYTES,
                                                            StrictBase64.encode(
                                                                    content.canonical())));
                            json.put(SALT, StrictBase64.encode(content.salt()));
                        });
    }

    /** Readable where it can be; bytes that somebody made unreadable are kept as they are. */
    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode columns(Map<String, String> columns) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        columns.forEach(json::put);
        return json;
    }

    static LogRecord read(byte[] line) {
        JsonNode json = CanonicalJson.parse(line, LogFile.MAX_LINE);
        return new Members(json).record();
    }

    /** Takes the members of one object one by one; what is left over does not belong there. */
    private static final class Members {
        private final JsonNode json;
        private int taken;

        Members(JsonNode json) {
            if (!json.isObject()) {
                throw new ProofException(RECORD, "is not a JSON object");
            }
            this.json = json;
        }

        LogRecord record() {
            String kind = text(RECORD);
            LogRecord record =
                    switch (kind) {
                        case "header" -> header();
                        case "keyset" -> new LogRecord.Keyset(text(ID), certificates());
                        case "entry" -> entry();
                        case "checkpoint" ->
                                new LogRecord.Sealed(
                                        number(SIZE), text(NOTE), bytes(FRONTIER), text(KEYSET));
                        case "outside" ->
                                new LogRecord.Outside(
                                        find(SEQ).map(text -> Decimal.parse(SEQ, text)),
                                        text(ID),
                                        columns());
                        case "timestamp" -> new LogRecord.Timestamp(number(SIZE), bytes(TOKEN));
                        case "cosignature" -> new LogRecord.Cosignature(number(SIZE), bytes(LINE));
                        default -> throw new ProofException(RECORD, "is of no known kind");
                    };
            if (taken != json.size()) {
                throw new ProofException(kind, "has members that do not belong there");
            }
            return record;
        }

        private LogRecord.Header header() {
            if (!text("format").equals(FORMAT)) {
                throw new ProofException("format", "is not " + FORMAT);
            }
            return new LogRecord.Header(
                    text(ORIGIN),
                    HashAlgorithm.of(text(HASH)),
                    number(FIRST),
                    bytes(FRONTIER),
                    number(NEWEST));
        }

        private LogRecord.Entry entry() {
            return new LogRecord.Entry(
                    number(SEQ),
                    text(ID),
                    content(),
                    bytes(LEAF),
                    number(SIZE),
                    bytes(PATH),
                    columns(),
                    find(REDACTED_BY));
        }

        private Optional<LogRecord.Content> content() {
            Optional<byte[]> canonical =
                    find(ENTRY)
                            .map(text -> text.getBytes(StandardCharsets.UTF_8))
                            .or(() -> find(BYTES).map(text -> StrictBase64.decode(BYTES, text)));
            return canonical.map(bytes -> new LogRecord.Content(bytes, bytes(SALT)));
        }

        private List<byte[]> certificates() {
            JsonNode list = take(CERTIFICATES);
            if (!list.isArray()) {
                throw new ProofException(CERTIFICATES, "is not a list");
            }
            List<byte[]> certificates = new ArrayList<>();
            list.forEach(
                    der -> certificates.add(StrictBase64.decode(CERTIFICATES, textOf(ID, der))));
            return certificates;
        }

        private Map<String, String> columns() {
            JsonNode object = take(COLUMNS);
            if (!object.isObject()) {
                throw new ProofException(COLUMNS, "is not a JSON object");
            }
            Map<String, String> columns = new TreeMap<>();
            object.properties()
                    .forEach(
                            column ->
                                    columns.put(
                                            column.getKey(),
                                            column.getValue().isNull()
                                                    ? null
                                                    : textOf(COLUMNS, column.getValue())));
            return columns;
        }

        private byte[] bytes(String name) {
            return StrictBase64.decode(name, text(name));
        }

        private long number(String name) {
            return Decimal.parse(name, text(name));
        }

        private String text(String name) {
            return textOf(name, take(name));
        }

        private Optional<String> find(String name) {
            return json.has(name) ? Optional.of(text(name)) : Optional.empty();
        }

        private JsonNode take(String name) {
            JsonNode member = json.get(name);
            if (member == null) {
                throw new ProofException(RECORD, "has no member \"" + name + "\"");
            }
            taken++;
            return member;
        }

        private static String textOf(String name, JsonNode node) {
            if (!node.isTextual()) {
                throw new ProofException(name, "is not a string");
            }
            return node.textValue();
        }
    }
}
