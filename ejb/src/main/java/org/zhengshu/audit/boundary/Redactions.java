package org.zhengshu.audit.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.zhengshu.audit.control.ArchiveRedactions;
import org.zhengshu.audit.control.ArchiveRedactions.Replacement;
import org.zhengshu.audit.control.Committer;
import org.zhengshu.audit.control.RedactionStore;
import org.zhengshu.audit.control.RedactionStore.Target;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.Page;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Problems;
import org.zhengshu.kernel.boundary.Role;

/**
 * Redaction by law (依法遮蔽): one person asks, another one does it, the log says who and why. The leaf
 * stays, so that the tree and all proofs stay whole.
 */
@Stateless
@Boundary
public class Redactions {
    @Inject private RedactionStore store;
    @Inject private ArchiveRedactions archived;
    @Inject private Committer committer;
    @Inject private Clock clock;

    /**
     * Asks for the redaction of an entry.
     *
     * @param article the law and its article
     * @param reason why; must not repeat what is to be erased
     * @param caseReference number of the file
     */
    public record RequestRedaction(
            @NotNull UUID entry,
            @NotBlank @Size(max = 200) String article,
            @NotBlank @Size(max = 1000) String reason,
            @NotBlank @Size(max = 100) String caseReference) {}

    /** Why a redaction is not done. */
    public record RefuseRedaction(@NotBlank @Size(max = 1000) String reason) {}

    /** A redaction: REQUESTED, DONE or REFUSED. */
    public record RedactionView(
            UUID id,
            UUID entry,
            String state,
            String article,
            String reason,
            String caseReference,
            String requestedBy,
            String requestedAt,
            String decidedBy,
            String decidedAt,
            String decision) {}

    @Operation(value = "audit.request-redaction", by = Role.AUDIT_ADMIN, act = true)
    public RedactionView request(RequestRedaction wish) {
        try {
            Target target = target(wish.entry());
            Call.current()
                    .note("entry", wish.entry())
                    .note("seq", target.seq())
                    .note("article", wish.article())
                    .note("caseReference", wish.caseReference())
                    .note("reason", wish.reason());
            return store.request(wish, Call.current().actor().id(), clock.instant());
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }

    @Operation(
            value = "audit.redact",
            by = {Role.AUDIT_ADMIN, Role.SECURITY_ADMIN},
            act = true)
    public RedactionView redact(UUID id) {
        try {
            RedactionView wish = open(id);
            Target target = target(wish.entry());
            Call call = Call.current();
            call.note("redacted", wish.entry())
                    .note("seq", target.seq())
                    .note("log", target.origin())
                    .note("redaction", id)
                    .note("article", wish.article())
                    .note("caseReference", wish.caseReference())
                    .note("reason", wish.reason())
                    .note("requestedBy", wish.requestedBy());
            UUID by = accounted(call, target);
            if (target.archived()) {
                Replacement file = archived.erase(target, by);
                call.note("file", file.file())
                        .note("fileSm3", file.sm3())
                        .note("oldFile", file.oldFile())
                        .note("oldFileSm3", file.oldSm3());
            }
            store.erase(wish.entry(), by);
            return store.decide(id, "DONE", call.actor().id(), clock.instant(), null);
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }

    @Operation(
            value = "audit.refuse-redaction",
            by = {Role.AUDIT_ADMIN, Role.SECURITY_ADMIN},
            act = true)
    public RedactionView refuse(UUID id, RefuseRedaction refusal) {
        try {
            RedactionView wish = open(id);
            Call call = Call.current();
            call.note("entry", wish.entry()).note("redaction", id).note("reason", refusal.reason());
            return store.decide(
                    id, "REFUSED", call.actor().id(), clock.instant(), refusal.reason());
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }

    @Operation(
            value = "audit.redactions",
            by = {Role.AUDIT_ADMIN, Role.SECURITY_ADMIN})
    public Page<RedactionView> list(int page, int size) {
        try {
            List<RedactionView> found = store.list(Page.offset(page, size), Page.checkedSize(size));
            return new Page<>(found, store.count(), page, size);
        } catch (SQLException e) {
            throw Problems.of(e);
        }
    }

    /** The entry of the redacted one's own log that tells of the redaction. */
    private UUID accounted(Call call, Target target) throws SQLException {
        if (target.log() == committer.log()) {
            return call.entry();
        }
        Map<String, Object> facts = new TreeMap<>(call.facts());
        facts.put("decidedBy", call.actor().id());
        facts.put("entry", call.entry());
        return store.record(target, facts);
    }

    /** Nobody decides on the own request. */
    private RedactionView open(UUID id) throws SQLException {
        RedactionView wish =
                store.find(id)
                        .orElseThrow(
                                () ->
                                        ProblemType.NOT_FOUND.because(
                                                "没有遮蔽申请 " + id, "there is no redaction " + id));
        if (!wish.state().equals("REQUESTED")) {
            throw ProblemType.REDACTION_DECIDED.because(
                    "遮蔽申请已是 " + wish.state(), "the redaction is " + wish.state());
        }
        if (wish.requestedBy().equals(Call.current().actor().id())) {
            throw ProblemType.SECOND_PERSON.because(
                    "申请人不得自行确认，须由另一名审计或安全管理员办理",
                    "another audit or security administrator than the one who asked decides");
        }
        return wish;
    }

    private Target target(UUID entry) throws SQLException {
        store.requireNotRedacted(entry);
        Target target =
                store.target(entry)
                        .orElseThrow(
                                () ->
                                        ProblemType.NOT_FOUND.because(
                                                "没有审计条目 " + entry, "there is no entry " + entry));
        if (target.seq() == null) {
            throw ProblemType.BUSY.because("条目尚未定序，请稍后", "the entry has no place yet, retry");
        }
        if (!target.goesOn()) {
            throw ProblemType.OTHER_LOG.because(
                    "日志 " + target.origin() + " 已不再续写，无处登记遮蔽，未作任何更改",
                    "nobody goes on with the log "
                            + target.origin()
                            + ", so that it could not tell of the redaction; nothing was changed");
        }
        return target;
    }
}
