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
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.sharing.boundary.RequestState;
import org.zhengshu.sharing.boundary.SharingRequestView;

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
        requirePending();
        close(RequestState.WITHDRAWN, by, null, now);
    }

    private void close(RequestState outcome, String by, String why, Instant now) {
        state = outcome;
        closedBy = by;
        reason = why;
        closedAt = now;
    }

    private void requirePending() {
        if (!state.pending()) {
            throw ProblemType.REQUEST_CLOSED.because(
                    "申请 " + id + " 已是 " + state + "，不能再作决定",
                    "request " + id + " is already " + state);
        }
    }

    private RequestState stateOfStep() {
        if (steps.isEmpty()) {
            return RequestState.SUBMITTED;
        }
        return "PROVIDER".equals(steps.get(step))
                ? RequestState.PROVIDER_REVIEW
                : RequestState.COMPLIANCE_REVIEW;
    }

    /** The last day for the reply, while one is due. */
    public Optional<LocalDate> due() {
        return Optional.ofNullable(state.pending() ? dueOn : null);
    }

    public SharingRequestView view(
            Integer workdaysLeft, List<SharingRequestView.DecisionView> decisions, UUID grant) {
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
                dueOn,
                dueProvisional,
                dueArticles,
                workdaysLeft,
                rulePacks,
                submittedAt,
                closedAt,
                reason,
                decisions,
                grant);
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

    Wish wish() {
        return wish;
    }

    public UUID item() {
        return wish.item;
    }
}
