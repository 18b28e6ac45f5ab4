package org.zhengshu.proof;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.zhengshu.proof.log.LogRecord;

/** What an administrator of the database can do to single rows. */
final class LogTamper {
    private LogTamper() {}

    static LogRecord.Entry entry(List<LogRecord> records, int seq) {
        return (LogRecord.Entry) records.get(place(records, seq));
    }

    static int place(List<LogRecord> records, int seq) {
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i) instanceof LogRecord.Entry entry && entry.seq() == seq) {
                return i;
            }
        }
        throw new IllegalArgumentException("no entry " + seq);
    }

    static int placeOfCheckpoint(List<LogRecord> records, long size) {
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i) instanceof LogRecord.Sealed sealed && sealed.size() == size) {
                return i;
            }
        }
        throw new IllegalArgumentException("no checkpoint " + size);
    }

    static void change(List<LogRecord> records, int seq, UnaryOperator<LogRecord.Entry> change) {
        records.set(place(records, seq), change.apply(entry(records, seq)));
    }

    static void changeCheckpoint(
            List<LogRecord> records, long size, UnaryOperator<LogRecord.Sealed> change) {
        int place = placeOfCheckpoint(records, size);
        records.set(place, change.apply((LogRecord.Sealed) records.get(place)));
    }

    static ObjectNode tree(LogRecord.Entry entry) {
        return (ObjectNode) CanonicalJson.parse(entry.content().get().canonical());
    }

    /** Another outcome in the committed bytes and in the column. */
    static LogRecord.Entry otherOutcome(LogRecord.Entry e) {
        ObjectNode tree = tree(e);
        tree.put("outcome", "sharing/grant-expired");
        LogRecord.Content content =
                new LogRecord.Content(CanonicalJson.encode(tree), e.content().get().salt());
        return column(withContent(e, Optional.of(content)), "outcome", "sharing/grant-expired");
    }

    /** The stored leaf made to fit the entry again. */
    static LogRecord.Entry rehashed(HashAlgorithm hash, LogRecord.Entry e) {
        LogRecord.Content content = e.content().get();
        return withLeaf(e, EntryCommitment.leafData(hash, content.salt(), content.canonical()));
    }

    static LogRecord.Entry column(LogRecord.Entry e, String name, String text) {
        Map<String, String> columns = new TreeMap<>(e.columns());
        columns.put(name, text);
        return new LogRecord.Entry(
                e.seq(),
                e.id(),
                e.content(),
                e.leaf(),
                e.size(),
                e.path(),
                columns,
                e.redactedBy());
    }

    static LogRecord.Entry withContent(LogRecord.Entry e, Optional<LogRecord.Content> content) {
        return new LogRecord.Entry(
                e.seq(),
                e.id(),
                content,
                e.leaf(),
                e.size(),
                e.path(),
                e.columns(),
                e.redactedBy());
    }

    static LogRecord.Entry withLeaf(LogRecord.Entry e, byte[] leaf) {
        return new LogRecord.Entry(
                e.seq(),
                e.id(),
                e.content(),
                leaf,
                e.size(),
                e.path(),
                e.columns(),
                e.redactedBy());
    }

    static LogRecord.Entry withPlace(LogRecord.Entry e, long seq, long size, byte[] path) {
        return new LogRecord.Entry(
                seq, e.id(), e.content(), e.leaf(), size, path, e.columns(), e.redactedBy());
    }

    static LogRecord.Entry withId(LogRecord.Entry e, String id) {
        return new LogRecord.Entry(
                e.seq(),
                id,
                e.content(),
                e.leaf(),
                e.size(),
                e.path(),
                e.columns(),
                e.redactedBy());
    }

    static LogRecord.Entry redacted(LogRecord.Entry e, Optional<String> by) {
        return new LogRecord.Entry(
                e.seq(), e.id(), Optional.empty(), e.leaf(), e.size(), e.path(), e.columns(), by);
    }
}
