package org.zhengshu.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhengshu.proof.log.LogRecord;

/**
 * Whether a small log is whole, said a second time with everything in memory and by the definitions
 * of RFC 9162 alone; for logs of {@link LogBuilder} without redactions.
 */
record NaiveLogCheck(List<LogRecord> records, LogBuilder.Keys keys) {

    boolean whole() {
        try {
            return isWhole();
        } catch (ProofException e) {
            return false;
        }
    }

    private boolean isWhole() {
        List<LogRecord.Entry> entries = all(LogRecord.Entry.class);
        List<LogRecord.Sealed> sealed = all(LogRecord.Sealed.class);
        LogRecord.Header header = (LogRecord.Header) records.get(0);
        if (!all(LogRecord.Outside.class).isEmpty() || sealed.isEmpty() || header.first() != 0) {
            return false;
        }
        Set<String> ids = new HashSet<>();
        List<byte[]> leaves = new ArrayList<>();
        for (LogRecord.Entry entry : entries) {
            byte[] data =
                    header.hash()
                            .digest(
                                    entry.content().get().salt(),
                                    entry.content().get().canonical());
            leaves.add(header.hash().digest(new byte[] {0}, data));
            if (entry.seq() != leaves.size() - 1
                    || !ids.add(entry.id())
                    || !Arrays.equals(data, entry.leaf())
                    || entry.content().get().salt().length != 32
                    || !columnsAgree(entry)) {
                return false;
            }
        }
        return sealed.get(sealed.size() - 1).size() == leaves.size()
                && header.newest() <= leaves.size()
                && sealed.stream().allMatch(one -> isRight(one, header, leaves))
                && isOrdered()
                && placesAreRight(entries, sealed, new ReferenceTree(header.hash(), leaves));
    }

    private <T> List<T> all(Class<T> kind) {
        return records.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static boolean columnsAgree(LogRecord.Entry entry) {
        var tree =
                (com.fasterxml.jackson.databind.node.ObjectNode)
                        CanonicalJson.parse(entry.content().get().canonical());
        Map<String, String> columns = new HashMap<>(entry.columns());
        columns.put("id", entry.id());
        Map<String, String> right = new HashMap<>(LogBuilder.columns(tree));
        right.put("id", tree.path("id").asText());
        return columns.equals(right);
    }

    /** Each checkpoint stands once, not before the last entry that it covers. */
    private boolean isOrdered() {
        long seen = 0;
        long before = 0;
        for (LogRecord record : records) {
            if (record instanceof LogRecord.Entry) {
                seen++;
            } else if (record instanceof LogRecord.Sealed one) {
                if (one.size() > seen || one.size() <= before) {
                    return false;
                }
                before = one.size();
            }
        }
        return true;
    }

    private boolean isRight(LogRecord.Sealed one, LogRecord.Header header, List<byte[]> leaves) {
        if (one.size() > leaves.size() || !one.keyset().equals(keys.id())) {
            return false;
        }
        int size = (int) one.size();
        ReferenceTree tree = new ReferenceTree(header.hash(), leaves.subList(0, size));
        SignedCheckpoint note = SignedCheckpoint.parse(one.note());
        byte[] text = note.checkpoint().text().getBytes(StandardCharsets.UTF_8);
        return note.checkpoint().origin().equals(header.origin())
                && note.checkpoint().size() == size
                && Arrays.equals(note.checkpoint().root(), tree.root())
                && Arrays.equals(one.frontier(), frontier(tree))
                && note.signatures().size() == 2
                && keys.signers().stream()
                        .allMatch(
                                signer ->
                                        note.signatures().stream()
                                                .anyMatch(
                                                        line ->
                                                                line.isBy(signer.key())
                                                                        && signer.key()
                                                                                .verify(
                                                                                        text,
                                                                                        line
                                                                                                .signature())));
    }

    /** The roots of the complete subtrees by the binary digits of the size, by definition. */
    private static byte[] frontier(ReferenceTree tree) {
        List<byte[]> roots = new ArrayList<>();
        int size = tree.leafHashes().size();
        int from = 0;
        for (int bit = Integer.highestOneBit(size); bit > 0; bit >>= 1) {
            if ((size & bit) != 0) {
                roots.add(tree.part(from, from + bit).root());
                from += bit;
            }
        }
        return LogBuilder.joined(roots);
    }

    private static boolean placesAreRight(
            List<LogRecord.Entry> entries, List<LogRecord.Sealed> sealed, ReferenceTree tree) {
        for (LogRecord.Entry entry : entries) {
            Optional<LogRecord.Sealed> first =
                    sealed.stream().filter(one -> one.size() > entry.seq()).findFirst();
            if (first.isEmpty() || first.get().size() != entry.size()) {
                return false;
            }
            List<byte[]> path = tree.part(0, (int) entry.size()).path((int) entry.seq());
            if (!Arrays.equals(LogBuilder.joined(path), entry.path())) {
                return false;
            }
        }
        return true;
    }
}
