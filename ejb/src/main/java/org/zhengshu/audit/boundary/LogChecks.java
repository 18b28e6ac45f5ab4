package org.zhengshu.audit.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.zhengshu.audit.control.CheckStore;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.Page;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Problems;
import org.zhengshu.kernel.boundary.Role;

/** The check of a whole log while the node runs (日志核查): the same checker as off line. */
@Stateless
@Boundary
public class LogChecks {
    @Inject private CheckStore store;
    @Inject private Clock clock;

    /** Which log to check, by its origin. */
    public record StartCheck(@NotBlank @Size(max = 300) String log) {}

    /**
     * A run of the check.
     *
     * @param state REQUESTED, RUNNING, CANCELLING, PASSED, FAILED, CANCELLED, INTERRUPTED (the
     *     server died), or BROKEN (it could not be done)
     * @param size entries of the log when it began
     * @param position entries checked so far
     * @param findings how many things are wrong
     */
    public record CheckView(
            UUID id,
            String log,
            String state,
            String requestedBy,
            String startedAt,
            String finishedAt,
            long size,
            long position,
            long findings) {}

    /** One thing that is wrong; seq is that of the entry or the size of the checkpoint. */
    public record FindingView(String kind, Long seq, String entry, String message) {}

    /** A run with one page of its findings. */
    public record CheckReport(CheckView check, List<FindingView> findings, int page, int size) {}

    @Operation(
            value = "audit.check",
            by = {Role.AUDIT_ADMIN, Role.AUDITOR},
            act = true)
    public CheckView start(StartCheck wish) {
        try {
            Call.current().note("log", wish.log());
            CheckView check =
                    store.request(wish.log(), Call.current().actor().id(), clock.instant())
                            .orElseThrow(
                                    () ->
                                            ProblemType.CHECK_RUNNING.because(
                                                    "日志 " + wish.log() + " 正在核查，请等待或取消",
                                                    "the log "
                                                            + wish.log()
                                                            + " is being checked; wait or cancel"));
            Call.current().note("check", check.id());
            return check;
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }

    @Operation(
            value = "audit.cancel-check",
            by = {Role.AUDIT_ADMIN, Role.AUDITOR},
            act = true)
    public CheckView cancel(UUID id) {
        try {
            Call.current().note("check", id);
            store.cancel(id, clock.instant());
            return found(id);
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }

    @Operation(
            value = "audit.check-report",
            by = {Role.AUDIT_ADMIN, Role.AUDITOR})
    public CheckReport report(UUID id, int page, int size) {
        try {
            Call.current().note("check", id);
            int offset = Page.offset(page, size);
            return new CheckReport(
                    found(id),
                    store.findings(id, offset, Page.checkedSize(size), Call.current().language()),
                    page,
                    size);
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }

    @Operation(
            value = "audit.checks",
            by = {Role.AUDIT_ADMIN, Role.AUDITOR})
    public Page<CheckView> list(int page, int size) {
        try {
            return new Page<>(
                    store.list(Page.offset(page, size), Page.checkedSize(size)),
                    store.count(),
                    page,
                    size);
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }

    private CheckView found(UUID id) throws SQLException {
        return store.find(id)
                .orElseThrow(
                        () ->
                                ProblemType.NOT_FOUND.because(
                                        "没有核查 " + id, "there is no check " + id));
    }
}
