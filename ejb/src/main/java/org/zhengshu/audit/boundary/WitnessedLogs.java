package org.zhengshu.audit.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.zhengshu.audit.control.EnteredKeys;
import org.zhengshu.audit.control.WatchedLogStore;
import org.zhengshu.audit.control.WatchedRow;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;

/** The logs of others that this node watches and co-signs (被见证日志管理). */
@Stateless
@Boundary
public class WitnessedLogs {
    @Inject private WatchedLogStore store;

    /**
     * A log to watch.
     *
     * @param origin the first line of its checkpoints
     * @param url prefix of its checkpoint and tiles, of a node {@code http://host:port/log}; absent
     *     when it only sends its checkpoints
     * @param verifierKeys the keys that sign its checkpoints
     */
    public record PutLog(
            @NotBlank @Size(max = 200) @Pattern(regexp = "[^\\s+]+") String origin,
            @Size(max = 300) String url,
            @NotEmpty @Size(max = 8) List<@NotBlank @Size(max = 2048) String> verifierKeys) {}

    /** Which log to watch no more. */
    public record LogName(@NotBlank @Size(max = 200) String origin) {}

    /**
     * A log that is watched.
     *
     * @param size the size that was co-signed last
     * @param note that checkpoint
     */
    public record WatchedLogView(
            String origin,
            String url,
            List<String> verifierKeys,
            long size,
            String note,
            Instant seenAt,
            String trouble) {}

    @Operation(value = "audit.watched-logs", signedIn = true)
    public List<WatchedLogView> list() {
        try {
            return store.all().stream().map(WitnessedLogs::view).toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Operation(value = "audit.watch-log", by = Role.AUDIT_ADMIN, act = true)
    public WatchedLogView watch(PutLog input) {
        if (input.url() != null) {
            EnteredKeys.requireAddress(input.url());
        }
        EnteredKeys.ofLog(input.origin(), input.verifierKeys());
        Call.current().note("origin", input.origin()).note("url", input.url());
        try {
            store.put(input.origin(), input.url(), input.verifierKeys());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return find(input.origin());
    }

    @Operation(value = "audit.unwatch-log", by = Role.AUDIT_ADMIN, act = true)
    public WatchedLogView unwatch(LogName input) {
        Call.current().note("origin", input.origin());
        try {
            WatchedLogView removed = find(input.origin());
            store.remove(input.origin());
            return removed;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private WatchedLogView find(String origin) {
        try {
            return store.find(origin)
                    .map(WitnessedLogs::view)
                    .orElseThrow(
                            () ->
                                    ProblemType.NOT_FOUND.because(
                                            "未见证日志 " + origin, "no log " + origin + " is watched"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static WatchedLogView view(WatchedRow row) {
        return new WatchedLogView(
                row.origin(),
                row.url(),
                row.verifierKeys(),
                row.size(),
                row.note(),
                row.seenAt(),
                row.trouble());
    }
}
