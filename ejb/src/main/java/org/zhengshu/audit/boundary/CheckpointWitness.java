package org.zhengshu.audit.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.zhengshu.audit.control.WatchedLogs;
import org.zhengshu.proof.AddCheckpointRequest;
import org.zhengshu.signature.boundary.CosigningKeys;

/**
 * This node as a witness of other logs (见证服务), C2SP tlog-witness. Whoever asks needs no account:
 * the signature of the log is checked, and only logs that an administrator entered are co-signed.
 */
@Stateless
public class CheckpointWitness {
    /** Longest request; the notes of logs are far smaller. */
    public static final int MAX_REQUEST = 1 << 16;

    @Inject private WatchedLogs watched;
    @Inject private CosigningKeys keys;
    @Inject private Clock clock;

    /** What the witness answers. */
    public record Reply(int status, String type, String body) {
        private static final String TEXT = "text/plain;charset=UTF-8";

        public static Reply text(int status, String body) {
            return new Reply(status, TEXT, body);
        }
    }

    /** Co-signs the checkpoint or says why not; what was co-signed is durable after the return. */
    public Reply addCheckpoint(byte[] request) {
        if (request.length > Math.min(MAX_REQUEST, AddCheckpointRequest.MAX_BYTES)) {
            return Reply.text(400, "add-checkpoint: is larger than " + MAX_REQUEST + " bytes\n");
        }
        try {
            return watched.decide(request, clock.instant());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The checkpoint of a log that was seen last; empty when it is not watched or not seen yet. */
    public Optional<String> seen(String origin) {
        try {
            return watched.seen(origin);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The keys that logs enter for this witness, one a line. */
    public byte[] keys() {
        List<String> lines = keys.verifierKeys();
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
