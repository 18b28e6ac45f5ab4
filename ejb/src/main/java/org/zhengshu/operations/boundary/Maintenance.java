package org.zhengshu.operations.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.kernel.boundary.ServiceMode;
import org.zhengshu.operations.control.ModeStore;

/** The mode that a node runs in (运行模式管理). */
@Stateless
@Boundary
public class Maintenance {
    private static final int LONGEST_GRACE = 3600;

    @Inject private ServiceMode mode;
    @Inject private ModeStore store;

    /** What the node lets in (运行模式). */
    public enum Mode {
        /** 正常: everything. */
        NORMAL,
        /** 只读: reads and exchange, on all servers of the node, also after a start. */
        READ_ONLY,
        /** 排空: nothing new on this server, until it is stopped or set back. */
        DRAIN
    }

    /**
     * The wish for a mode.
     *
     * @param graceSeconds how long new calls are still taken while a load balancer looks away
     */
    public record SetMode(
            @NotNull Mode mode,
            @NotBlank @Size(max = 500) String reason,
            @Min(0) @Max(LONGEST_GRACE) int graceSeconds) {}

    /**
     * The mode of the server that is asked.
     *
     * @param inFlight calls that are being served, this one among them
     * @param drained true when nothing else is in flight and nothing new is let in
     * @param reason why it was set to read-only, or back
     */
    public record ModeView(
            Mode mode,
            boolean readOnly,
            int inFlight,
            boolean drained,
            String reason,
            String changedBy,
            Instant changedAt) {}

    @Operation(
            value = "operations.mode",
            by = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN},
            whileStopped = true)
    public ModeView mode() {
        return view();
    }

    /** Drain keeps what was said about reading only. */
    @Operation(
            value = "operations.set-mode",
            by = Role.SYSTEM_ADMIN,
            act = true,
            whileStopped = true)
    public ModeView set(SetMode wish) {
        Call.current().note("mode", wish.mode()).note("reason", wish.reason());
        if (wish.mode() == Mode.DRAIN) {
            mode.drain(Duration.ofSeconds(wish.graceSeconds()));
        } else {
            boolean readOnly = wish.mode() == Mode.READ_ONLY;
            try {
                store.save(readOnly, wish.reason(), Call.current().actor().id());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            mode.open();
            mode.readOnly(readOnly);
        }
        return view();
    }

    private ModeView view() {
        try {
            ModeStore.Saved saved = store.read();
            Mode now =
                    mode.isDraining()
                            ? Mode.DRAIN
                            : mode.isReadOnly() ? Mode.READ_ONLY : Mode.NORMAL;
            return new ModeView(
                    now,
                    mode.isReadOnly(),
                    mode.inFlight(),
                    mode.isDrained(),
                    saved.reason(),
                    saved.by(),
                    saved.at());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
