package org.zhengshu.audit.control;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What a person must look at (异常事件).
 *
 * @param origin the log that it is about, ours or one that we watch
 * @param detail what was compared, in clear words and numbers
 * @param decidedAt null while it is open
 */
public record Incident(
        UUID id,
        Kind kind,
        String origin,
        Map<String, String> detail,
        boolean stopsWriting,
        Instant foundAt,
        Instant decidedAt,
        String decidedBy,
        String decision,
        String reason) {
    /** Member of the detail with the checkpoint that somebody else kept. */
    public static final String KNOWN = "known";

    /** What may be found (异常类别). */
    public enum Kind {
        /** 历史被改写: a log that we watch does not extend what we co-signed. */
        HISTORY_REPLACED,
        /** 备份被恢复: somebody knows more of our log than the database has. */
        BACKUP_RESTORED,
        /** 日志分叉: somebody knows another history of our log. */
        FORK_SEEN,
        /** 时钟回拨: the clock is behind the last entry. */
        CLOCK_STEPPED_BACK,
        /** 核查发现问题: the check of a whole log found something. */
        CHECK_FAILED
    }

    public boolean open() {
        return decidedAt == null;
    }

    /**
     * A signed checkpoint of our own that our log does not contain: nobody else can have made it.
     */
    public boolean proven() {
        return detail.containsKey(KNOWN);
    }

    /** True for what only a new log or the right database mends. */
    public boolean replacedOwnHistory() {
        return stopsWriting && (kind == Kind.BACKUP_RESTORED || kind == Kind.FORK_SEEN);
    }
}
