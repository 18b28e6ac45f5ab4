package org.zhengshu.audit.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhengshu.proof.NoteKey;
import org.zhengshu.proof.SignedCheckpoint;
import org.zhengshu.proof.TrustedLog;

/**
 * A log of somebody else that we watch, as it is stored (被见证日志).
 *
 * @param url prefix of its tiles, to look by ourselves; null to wait for what it sends
 * @param note the checkpoint that we co-signed last; null before the first
 */
public record WatchedRow(
        String origin,
        String url,
        List<String> verifierKeys,
        long size,
        String note,
        Instant seenAt,
        String trouble,
        int version) {
    TrustedLog trusted() {
        return new TrustedLog(origin, verifierKeys.stream().map(NoteKey::parse).toList());
    }

    Optional<SignedCheckpoint> last() {
        return Optional.ofNullable(note).map(SignedCheckpoint::parse);
    }
}
