package org.zhengshu.sharing.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.sharing.boundary.SharingRequestView.ChangeView;
import org.zhengshu.sharing.boundary.SharingRequestView.SupplementView;

/** One time that a request was sent back (补正): what was asked, and what came of it. */
@Entity
@Table(name = "shr_supplement")
@IdClass(Supplement.Key.class)
public class Supplement {
    /** The how manieth time of a request. */
    public record Key(UUID requestId, Integer round) implements Serializable {}

    /** Who asks for what (补正要求). */
    public record Asked(
            String by, String department, String opinion, List<String> fields, Instant at) {}

    /** What the rule packs say about it. */
    public record Terms(
            String articles,
            boolean clockStopped,
            Integer workdaysKept,
            LocalDate answerOn,
            boolean answerProvisional,
            String answerArticles,
            String otherwise) {}

    @Id
    @Column(name = "request_id")
    private UUID requestId;

    @Id private Integer round;
    private int step;
    private String department;

    @Column(name = "returned_by")
    private String returnedBy;

    @Column(name = "returned_at")
    private Instant returnedAt;

    private String opinion;

    @Convert(converter = JsonColumns.Words.class)
    private List<String> fields;

    private String articles;

    @Column(name = "clock_stopped")
    private boolean clockStopped;

    @Column(name = "workdays_kept")
    private Integer workdaysKept;

    @Column(name = "answer_on")
    private LocalDate answerOn;

    @Column(name = "answer_provisional")
    private boolean answerProvisional;

    @Column(name = "answer_articles")
    private String answerArticles;

    private String otherwise;

    @Column(name = "supplemented_by")
    private String supplementedBy;

    @Column(name = "supplemented_at")
    private Instant supplementedAt;

    private String note;

    @Convert(converter = JsonColumns.Changes.class)
    private List<ChangeView> changes;

    @Column(name = "lapsed_at")
    private Instant lapsedAt;

    protected Supplement() {}

    /** The request was just sent back. */
    public Supplement(SharingRequest request, Asked asked, Terms terms) {
        this.requestId = request.id();
        this.round = request.rounds();
        this.step = request.step();
        this.department = asked.department();
        this.returnedBy = asked.by();
        this.returnedAt = asked.at();
        this.opinion = asked.opinion();
        this.fields = List.copyOf(asked.fields());
        this.articles = terms.articles();
        this.clockStopped = terms.clockStopped();
        this.workdaysKept = terms.workdaysKept();
        this.answerOn = terms.answerOn();
        this.answerProvisional = terms.answerProvisional();
        this.answerArticles = terms.answerArticles();
        this.otherwise = terms.otherwise();
        this.changes = List.of();
    }

    /** The requesting department has done what was asked. */
    public void done(String by, String word, List<ChangeView> what, Instant now) {
        supplementedBy = by;
        note = word;
        changes = List.copyOf(what);
        supplementedAt = now;
    }

    /** Whether the request is to be ended, since nobody supplemented it in time (逾期未补正). */
    public boolean over(LocalDate today) {
        return supplementedAt == null
                && otherwise != null
                && answerOn != null
                && today.isAfter(answerOn);
    }

    /** Nobody supplemented it in time. */
    public void lapse(Instant now) {
        lapsedAt = now;
    }

    /** Working days that the reply has left when it goes on; empty when its time ran on. */
    public Optional<Integer> resumes() {
        return Optional.ofNullable(clockStopped ? workdaysKept : null).filter(left -> left >= 0);
    }

    public SupplementView view(Integer answerWorkdaysLeft) {
        return new SupplementView(
                step,
                department,
                returnedBy,
                returnedAt,
                opinion,
                fields,
                articles,
                clockStopped,
                workdaysKept,
                answerOn,
                answerProvisional,
                answerArticles,
                answerWorkdaysLeft,
                otherwise,
                supplementedBy,
                supplementedAt,
                note,
                changes,
                lapsedAt);
    }

    public UUID request() {
        return requestId;
    }

    public List<String> fields() {
        return fields;
    }

    public boolean clockStopped() {
        return clockStopped;
    }

    public LocalDate answerOn() {
        return answerOn;
    }

    public String otherwise() {
        return otherwise;
    }

    public String answerArticles() {
        return answerArticles;
    }
}
