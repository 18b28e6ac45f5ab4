package org.zhengshu.sharing.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.sharing.boundary.RequestState;
import org.zhengshu.sharing.boundary.SharingRequestView;
import org.zhengshu.sharing.boundary.SubmitSharingRequest;

/** A sharing request (共享申请) on its way through the steps that the rule packs prescribe. */
@Entity
@Table(name = "shr_request")
public class SharingRequest {
    @Id private UUID id;
    private String tenant;
    @Version private int version;
    @Embedded private Wish wish;

    @Column(name = "item_title")
    private String itemTitle;

    @Column(name = "consumer_department")
    private String consumer;

    @Column(name = "provider_department")
    private String provider;

    private String requester;

    @Column(name = "share_type")
    private String shareType;

    @Enumerated(EnumType.STRING)
    private RequestState state;

    @Convert(converter = JsonColumns.Words.class)
    private List<String> steps;

    private int step;

    @Column(name = "approver_kind")
    private String approver;

    @Column(name = "approver_articles")
    private String approverArticles;

    @Column(name = "rule_stack")
    @Convert(converter = JsonColumns.Words.class)
    private List<String> rulePacks;

    @Column(name = "due_on")
    private LocalDate dueOn;

    @Column(name = "due_provisional")
    private boolean dueProvisional;

    @Column(name = "due_articles")
    private String dueArticles;

    @Column(name = "calendar_version")
    private String calendarVersion;

    @Column(name = "submitted_at")
    private Instant submittedAt;

    @Column(name = "closed_at")
    private Instant closedAt;

    @Column(name = "closed_by")
    private String closedBy;

    private String reason;

    /** Since when the deciding department has it. */
    @Column(name = "step_since")
    private Instant stepSince;

    private int revision;
    private int rounds;
    private int reminders;

    protected SharingRequest() {}

    /** Who asks whom for what. */
    public record Parties(
            String tenant, String consumer, String provider, String requester, String itemTitle) {}

    /** What the rule packs say about this request. */
    public record Course(
            String shareType,
            String approver,
            String approverArticles,
            List<String> steps,
            List<String> rulePacks,
            LocalDate dueOn,
            boolean dueProvisional,
            String dueArticles,
            String calendarVersion) {}

    public SharingRequest(Wish wish, Parties parties, Course course, Instant now) {
        this.id = UUID.randomUUID();
        this.wish = wish;
        this.tenant = parties.tenant();
        this.consumer = parties.consumer();
        this.provider = parties.provider();
        this.requester = parties.requester();
        this.itemTitle = parties.itemTitle();
        this.shareType = course.shareType();
        this.approver = course.approver();
        this.approverArticles = course.approverArticles();
        this.steps = List.copyOf(course.steps());
        this.rulePacks = List.copyOf(course.rulePacks());
        this.dueOn = course.dueOn();
        this.dueProvisional = course.dueProvisional();
        this.dueArticles = course.dueArticles();
        this.calendarVersion = course.calendarVersion();
        this.submittedAt = now;
        this.stepSince = now;
        this.revision = 1;
        this.state = stateOfStep();
    }

    /** The name of the step that waits for a decision. */
    public String currentStep() {
        requirePending();
        return steps.get(step);
    }

    /** Agrees in the current step; true when it was the last one. */
    public boolean agree(String by, Instant now) {
        requirePending();
        step++;
        if (step < steps.size()) {
            state = stateOfStep();
            stepSince = now;
            return false;
        }
        close(RequestState.APPROVED, by, null, now);
        return true;
    }

    /** Grants at once what needs no decision (无条件共享). */
    public void grantAtOnce(Instant now) {
        close(RequestState.APPROVED, "RULE", null, now);
    }

    public void reject(String by, String why, Instant now) {
        requirePending();
        close(RequestState.REJECTED, by, why, now);
    }

    public void withdraw(String by, Instant now) {
        if (state != RequestState.RETURNED_FOR_SUPPLEMENT) {
            requirePending();
        }
        close(RequestState.WITHDRAWN, by, null, now);
    }

    /** Goes back to the requesting department to be supplemented (退回补正). */
    public void sendBack() {
        requirePending();
        state = RequestState.RETURNED_FOR_SUPPLEMENT;
        rounds++;
    }

    /** Goes on in the step that had sent it back, with another content. */
    public void supplement(Wish content, String newShareType, Instant now) {
        requireReturned();
        wish = content;
        shareType = newShareType;
        revision++;
        state = stateOfStep();
        stepSince = now;
    }

    /** The time of the reply goes on to another last day (恢复计时). */
    public void dueOn(LocalDate day, boolean provisional, String calendar) {
        dueOn = day;
        dueProvisional = provisional;
        calendarVersion = calendar;
    }

    /** Ends what nobody supplemented in time, as the rules say (逾期未补正). */
    public void lapse(RequestState outcome, String why, Instant now) {
        requireReturned();
        close(outcome, "RULE", why, now);
    }

    /** The requesting department reminds the deciding one (催办). */
    public void remind() {
        requirePending();
        reminders++;
    }

    /** Throws unless it waits for its supplement, and that revision is the one that was read. */
    public void requireReturned(int read) {
        requireReturned();
        requireRevision(Optional.of(read));
    }

    /** Throws when its content is another one than was read. */
    public void requireRevision(Optional<Integer> read) {
        if (read.filter(r -> r != revision).isPresent()) {
            throw ProblemType.CONFLICT.because(
                    "申请内容已是第 " + revision + " 版，请重新读取后再办理",
                    "the request is at revision " + revision + ", read it again");
        }
    }

    private void requireReturned() {
        if (state.pending()) {
            throw ProblemType.NOT_RETURNED.because(
                    "申请 " + id + " 在 " + state + "，没有要求补正",
                    "request " + id + " is in " + state + ", no supplement is asked for");
        }
        if (state != RequestState.RETURNED_FOR_SUPPLEMENT) {
            throw closed();
        }
    }

    private void close(RequestState outcome, String by, String why, Instant now) {
        state = outcome;
        closedBy = by;
        reason = why;
        closedAt = now;
    }

    /** Throws unless it waits for a decision. */
    public void requirePending() {
        if (state == RequestState.RETURNED_FOR_SUPPLEMENT) {
            throw ProblemType.REQUEST_RETURNED.because(
                    "申请 " + id + " 已退回补正，等待申请部门",
                    "request " + id + " was sent back, the requesting department supplements it");
        }
        if (!state.pending()) {
            throw closed();
        }
    }

    private Problem closed() {
        return ProblemType.REQUEST_CLOSED.because(
                "申请 " + id + " 已是 " + state + "，不能再作决定", "request " + id + " is already " + state);
    }

    private RequestState stateOfStep() {
        if (steps.isEmpty()) {
            return RequestState.SUBMITTED;
        }
        return "PROVIDER".equals(steps.get(step))
                ? RequestState.PROVIDER_REVIEW
                : RequestState.COMPLIANCE_REVIEW;
    }

    /** The last day for the reply, until the request is closed. */
    public Optional<LocalDate> due() {
        boolean open = state.pending() || state == RequestState.RETURNED_FOR_SUPPLEMENT;
        return Optional.ofNullable(open ? dueOn : null);
    }

    /**
     * What belongs to the request besides its own row.
     *
     * @param stopped true while the time of the reply stands still
     */
    public record History(
            Integer workdaysLeft,
            boolean stopped,
            List<SharingRequestView.DecisionView> decisions,
            List<SharingRequestView.SupplementView> supplements,
            List<SharingRequestView.ReminderView> reminders,
            LocalDate remindableOn,
            UUID grant) {}

    public SharingRequestView view(History history) {
        return new SharingRequestView(
                id,
                state,
                wish.item,
                itemTitle,
                consumer,
                provider,
                shareType,
                wish.purpose,
                wish.matter,
                wish.legalBasis,
                wish.scenario,
                wish.scope,
                wish.mode,
                wish.items,
                wish.rowFilter,
                wish.quota,
                wish.validUntil,
                approver,
                approverArticles,
                steps,
                step,
                history.stopped() ? null : dueOn,
                dueProvisional,
                dueArticles,
                history.workdaysLeft(),
                rulePacks,
                submittedAt,
                closedAt,
                reason,
                history.decisions(),
                history.grant(),
                revision,
                history.supplements(),
                history.reminders(),
                history.remindableOn());
    }

    public UUID id() {
        return id;
    }

    public String tenant() {
        return tenant;
    }

    public String consumer() {
        return consumer;
    }

    public String provider() {
        return provider;
    }

    public String requester() {
        return requester;
    }

    public String closedBy() {
        return closedBy;
    }

    public String calendarVersion() {
        return calendarVersion;
    }

    public int step() {
        return step;
    }

    /** How often it was sent back. */
    public int rounds() {
        return rounds;
    }

    /** How often the deciding department was reminded. */
    public int reminders() {
        return reminders;
    }

    public int revision() {
        return revision;
    }

    public Instant stepSince() {
        return stepSince;
    }

    public RequestState state() {
        return state;
    }

    /** The form as it stands. */
    public SubmitSharingRequest form() {
        return wish.form();
    }

    Wish wish() {
        return wish;
    }

    public UUID item() {
        return wish.item;
    }
}
