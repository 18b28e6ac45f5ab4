package org.zhengshu.sharing.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.zhengshu.sharing.boundary.SharingRequestView.ReminderView;

/** The requesting department reminds the deciding one (催办). */
@Entity
@Table(name = "shr_reminder")
@IdClass(Reminder.Key.class)
public class Reminder {
    /** The how manieth reminder of a request. */
    public record Key(UUID requestId, Integer number) implements Serializable {}

    @Id
    @Column(name = "request_id")
    private UUID requestId;

    @Id private Integer number;
    private int step;
    private String department;

    @Column(name = "reminded_by")
    private String remindedBy;

    @Column(name = "reminded_at")
    private Instant remindedAt;

    protected Reminder() {}

    /** The request was just reminded of. */
    public Reminder(SharingRequest request, String by, Instant now) {
        this.requestId = request.id();
        this.number = request.reminders();
        this.step = request.step();
        this.department = request.consumer();
        this.remindedBy = by;
        this.remindedAt = now;
    }

    public Instant at() {
        return remindedAt;
    }

    public ReminderView view() {
        return new ReminderView(step, department, remindedBy, remindedAt);
    }
}
