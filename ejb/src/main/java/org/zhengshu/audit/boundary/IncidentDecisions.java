package org.zhengshu.audit.boundary;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zhengshu.audit.control.ClockAccepted;
import org.zhengshu.audit.control.Incident;
import org.zhengshu.audit.control.Incidents;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.Page;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Role;

/** Incidents of the log and what people decide about them (异常事件处置). */
@Stateless
@Boundary
public class IncidentDecisions {
    @Inject private Incidents incidents;
    @Inject private Event<ClockAccepted> clockAccepted;

    /** What a person may decide (处置决定). */
    public enum Decision {
        /** 启用新一代日志: the log is closed, the next generation begins with this decision. */
        NEW_LOG,
        /** 保持停止: writing stays stopped, for example until the right backup is there. */
        KEEP_STOPPED,
        /** 办结: looked into; not for a history of ours that was proven to be replaced. */
        CLOSE,
        /** 认可时钟: the clock is right and the earlier signatures came too early; writing goes on. */
        ACCEPT_TIME
    }

    /** A decision and its reason. */
    public record Decide(@NotNull Decision decision, @NotBlank @Size(max = 1000) String reason) {}

    /**
     * An incident.
     *
     * @param kind HISTORY_REPLACED, BACKUP_RESTORED, FORK_SEEN, CLOCK_STEPPED_BACK or CHECK_FAILED
     * @param decision the last one, also of an incident that stays open
     */
    public record IncidentView(
            UUID id,
            String kind,
            String origin,
            Map<String, String> detail,
            boolean stopsWriting,
            boolean open,
            Instant foundAt,
            Instant decidedAt,
            String decidedBy,
            String decision,
            String reason) {}

    /** Open ones alone, or all, the newest first. */
    @Operation(
            value = "audit.incidents",
            by = {Role.AUDIT_ADMIN, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN},
            whileStopped = true)
    public Page<IncidentView> list(boolean all, int page, int size) {
        try {
            List<IncidentView> items =
                    incidents.list(all, Page.offset(page, size), size).stream()
                            .map(IncidentDecisions::view)
                            .toList();
            return new Page<>(items, incidents.count(all), page, size);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The decision is an entry: of a new log the first one. */
    @Operation(
            value = "audit.decide-incident",
            by = Role.AUDIT_ADMIN,
            act = true,
            whileStopped = true)
    public IncidentView decide(UUID id, Decide input) {
        try {
            Incident incident =
                    incidents
                            .lock(id)
                            .orElseThrow(
                                    () ->
                                            ProblemType.NOT_FOUND.because(
                                                    "没有异常事件 " + id, "there is no incident " + id));
            require(incident, input.decision());
            note(incident, input);
            if (input.decision() == Decision.NEW_LOG) {
                incidents.close(incident.origin());
            }
            if (input.decision() == Decision.ACCEPT_TIME) {
                clockAccepted.fire(new ClockAccepted(id));
            }
            incidents.decide(
                    id,
                    Call.current().actor().id(),
                    input.decision().name(),
                    input.reason(),
                    input.decision() != Decision.KEEP_STOPPED);
            return view(incidents.lock(id).orElseThrow());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void require(Incident incident, Decision decision) {
        if (!incident.open()) {
            throw ProblemType.CONFLICT.because("该异常事件已处置", "the incident is decided already");
        }
        boolean fits =
                switch (decision) {
                    case NEW_LOG, KEEP_STOPPED -> incident.replacedOwnHistory();
                    case ACCEPT_TIME -> incident.kind() == Incident.Kind.CLOCK_STEPPED_BACK;
                    case CLOSE -> !incident.replacedOwnHistory() || !incident.proven();
                };
        if (!fits) {
            throw ProblemType.INVALID_INPUT.because(
                    "此异常事件不能作此决定：" + decision, "this incident cannot be decided so: " + decision);
        }
    }

    /** Who, why and what was lost, for the entry. */
    private static void note(Incident incident, Decide input) {
        Call call = Call.current();
        call.note("incident", incident.id())
                .note("kind", incident.kind())
                .note("origin", incident.origin())
                .note("decision", input.decision())
                .note("reason", input.reason())
                .note("holder", incident.detail().get("holder"))
                .note("size", incident.detail().get("size"))
                .note("root", incident.detail().get("root"))
                .note("knownSize", incident.detail().get("knownSize"))
                .note("knownRoot", incident.detail().get("knownRoot"));
    }

    private static IncidentView view(Incident i) {
        return new IncidentView(
                i.id(),
                i.kind().name(),
                i.origin(),
                i.detail(),
                i.stopsWriting(),
                i.open(),
                i.foundAt(),
                i.decidedAt(),
                i.decidedBy(),
                i.decision(),
                i.reason());
    }
}
