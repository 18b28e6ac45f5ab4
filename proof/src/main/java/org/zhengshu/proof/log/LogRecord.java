package org.zhengshu.proof.log;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.zhengshu.proof.HashAlgorithm;

/**
 * One record of a log as it is stored (日志记录). Whatever an administrator may have done to a row must
 * be expressible here, so the records check nothing; {@link LogChecker} does.
 */
public sealed interface LogRecord {

    /**
     * Begins a log or a part of it (日志头).
     *
     * @param first index of the first entry that follows
     * @param frontier the complete subtrees of the log at that size, empty at 0
     * @param newest size of the newest checkpoint of this part
     */
    record Header(String origin, HashAlgorithm hash, long first, byte[] frontier, long newest)
            implements LogRecord {}

    /** The certificates of the keys that sign checkpoints (密钥组), each DER. */
    record Keyset(String id, List<byte[]> certificates) implements LogRecord {
        public Keyset {
            certificates = List.copyOf(certificates);
        }
    }

    /**
     * A log entry (日志条目) beside its place in the tree.
     *
     * @param content absent when the entry was redacted
     * @param leaf the stored leaf data, H(salt || canonical entry)
     * @param size size of the checkpoint that sealed the entry
     * @param path the stored inclusion path, hashes one after another
     * @param columns the readable columns by name; a null text is an empty column
     * @param redactedBy id of the entry that logged the redaction
     */
    record Entry(
            long seq,
            String id,
            Optional<Content> content,
            byte[] leaf,
            long size,
            byte[] path,
            Map<String, String> columns,
            Optional<String> redactedBy)
            implements LogRecord {
        public Entry {
            columns = Collections.unmodifiableMap(new TreeMap<>(columns));
        }
    }

    /** What a leaf commits to (条目内容): the canonical entry and its salt. */
    record Content(byte[] canonical, byte[] salt) {}

    /** A signed checkpoint (检查点) with the stored complete subtrees of its size. */
    record Sealed(long size, String note, byte[] frontier, String keyset) implements LogRecord {}

    /** A row that has no place in the log (日志外记录), or one beyond the newest checkpoint. */
    record Outside(Optional<Long> seq, String id, Map<String, String> columns)
            implements LogRecord {
        public Outside {
            columns = Collections.unmodifiableMap(new TreeMap<>(columns));
        }
    }

    /** A time-stamp token of RFC 3161 (时间戳) for the checkpoint before it. */
    record Timestamp(long size, byte[] token) implements LogRecord {}

    /** A witness's signature line (见证签名) for the checkpoint before it, C2SP tlog-cosignature. */
    record Cosignature(long size, byte[] line) implements LogRecord {}
}
