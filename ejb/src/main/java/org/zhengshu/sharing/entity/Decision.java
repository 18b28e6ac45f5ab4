package org.zhengshu.sharing.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.zhengshu.sharing.boundary.SharingRequestView;

/** One department's decision in one step (审批意见). */
@Entity
@Table(name = "shr_decision")
@IdClass(Decision.Key.class)
public class Decision {
    /** A step of a request. */
    public record Key(UUID requestId, Integer step) implements Serializable {}

    @Id
    @Column(name = "request_id")
    private UUID requestId;

    @Id private Integer step;
    private String decider;
    private String department;
    private String outcome;
    private String reason;

    @Column(name = "decided_at")
    private Instant decidedAt;

    protected Decision() {}

    public Decision(
            UUID requestId,
            int step,
            String decider,
            String department,
            String outcome,
            String reason) {
        this.requestId = requestId;
        this.step = step;
        this.decider = decider;
        this.department = department;
        this.outcome = outcome;
        this.reason = reason;
    }

    public Decision at(Instant now) {
        decidedAt = now;
        return this;
    }

    public SharingRequestView.DecisionView view() {
        return new SharingRequestView.DecisionView(
                step, department, decider, outcome, reason, decidedAt);
    }

    /** One line for those who read the course of a request. */
    public String line() {
        return "%d %s %s %s %s %s %s"
                .formatted(step, decidedAt, department, decider, outcome, requestId, reason);
    }
}
