package org.zhengshu.audit.control;

import java.time.Instant;
import java.util.List;
import org.zhengshu.proof.NoteKey;

/**
 * Who co-signs our checkpoints, as it is stored (见证方).
 *
 * @param kind NODE, ARCHIVE, DEPARTMENT or C2SP
 * @param size the largest size that it has co-signed; null before the first answer
 * @param trouble why the last round failed; null when it did not
 */
public record WitnessRow(
        String name,
        String kind,
        String url,
        List<String> verifierKeys,
        boolean enabled,
        Long size,
        Instant answeredAt,
        String trouble,
        int version) {
    /** Another node of the system, which also tells what it saw of us. */
    public static final String NODE = "NODE";

    List<NoteKey> keys() {
        return verifierKeys.stream().map(NoteKey::parse).toList();
    }
}
