package org.zhengshu.catalogue.entity;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.zhengshu.catalogue.boundary.CatalogueItemView;
import org.zhengshu.catalogue.boundary.CoreMetadata;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.catalogue.boundary.EnterItem;
import org.zhengshu.catalogue.boundary.ItemState;
import org.zhengshu.kernel.boundary.ProblemType;

/** A data resource in the catalogue (目录项) and its life from draft to revocation. */
@Entity
@Table(name = "cat_item")
public class CatalogueItem {
    private static final Set<ItemState> EDITABLE = Set.of(ItemState.DRAFT, ItemState.REJECTED);

    @Id private UUID id;
    private String tenant;
    @Version private int version;
    private int revision;

    @Enumerated(EnumType.STRING)
    private ItemState state;

    @Embedded private CoreMetadata core;
    private String code;

    @Column(name = "provider_department")
    private String provider;

    @Column(name = "publish_date")
    private LocalDate publishDate;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "cat_field", joinColumns = @JoinColumn(name = "item_id"))
    @OrderColumn(name = "position")
    private List<DataItem> items = new ArrayList<>();

    /** New content that waits for review, in JSON; null while there is none. */
    private String proposal;

    @Column(name = "rejected_reason")
    private String rejectedReason;

    @Column(name = "submitted_at")
    private Instant submittedAt;

    @Column(name = "review_due_on")
    private LocalDate reviewDueOn;

    @Column(name = "review_due_rule")
    private String reviewDueRule;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "changed_at")
    private Instant changedAt;

    protected CatalogueItem() {}

    public CatalogueItem(
            String tenant,
            String provider,
            String createdBy,
            CoreMetadata core,
            List<DataItem> items,
            Instant now) {
        this.id = UUID.randomUUID();
        this.tenant = tenant;
        this.provider = provider;
        this.createdBy = createdBy;
        this.createdAt = now;
        this.revision = 1;
        this.state = ItemState.DRAFT;
        rewrite(core, items, now);
    }

    /** Replaces the content while it is a draft or was rejected. */
    public void rewrite(CoreMetadata newCore, List<DataItem> newItems, Instant now) {
        if (!EDITABLE.contains(state)) {
            throw ProblemType.ITEM_NOT_EDITABLE.because(
                    "目录 " + id + " 状态为 " + state + "，仅草稿或被驳回时可修改",
                    "entry " + id + " is " + state + "; only drafts and rejected entries change");
        }
        core = newCore;
        items.clear();
        items.addAll(newItems);
        changedAt = now;
    }

    public void submit(LocalDate dueOn, String dueRule, Instant now) {
        require(Set.of(ItemState.DRAFT, ItemState.REJECTED));
        state = ItemState.PENDING_REVIEW;
        submittedAt = now;
        reviewDueOn = dueOn;
        reviewDueRule = dueRule;
        rejectedReason = null;
        changedAt = now;
    }

    /** Proposes new content; the published one stays in force until the review. */
    public void propose(String newContent, LocalDate dueOn, String dueRule, Instant now) {
        require(Set.of(ItemState.PUBLISHED));
        state = ItemState.CHANGING;
        proposal = newContent;
        submittedAt = now;
        reviewDueOn = dueOn;
        reviewDueRule = dueRule;
        rejectedReason = null;
        changedAt = now;
    }

    /** The proposed content takes the place of the published one, under the next revision. */
    public void replace(CoreMetadata newCore, List<DataItem> newItems, LocalDate day, Instant now) {
        require(Set.of(ItemState.CHANGING));
        state = ItemState.PUBLISHED;
        core = newCore;
        items.clear();
        items.addAll(newItems);
        revision++;
        proposal = null;
        publishDate = day;
        changedAt = now;
    }

    /** Refuses what waits for review; a published entry stays as it is. */
    public void reject(String reason, Instant now) {
        require(Set.of(ItemState.PENDING_REVIEW, ItemState.CHANGING));
        state = state == ItemState.CHANGING ? ItemState.PUBLISHED : ItemState.REJECTED;
        proposal = null;
        rejectedReason = reason;
        changedAt = now;
    }

    /** Approves and publishes at once: the resource gets its code. */
    public void publish(String givenCode, LocalDate day, Instant now) {
        require(Set.of(ItemState.PENDING_REVIEW));
        state = ItemState.PUBLISHED;
        code = code == null ? givenCode : code;
        publishDate = day;
        changedAt = now;
    }

    public void revoke(Instant now) {
        require(Set.of(ItemState.PUBLISHED));
        state = ItemState.REVOKED;
        changedAt = now;
    }

    private void require(Set<ItemState> allowed) {
        if (!allowed.contains(state)) {
            throw ProblemType.ITEM_WRONG_STATE.because(
                    "目录 " + id + " 状态为 " + state + "，此操作要求 " + allowed,
                    "entry " + id + " is " + state + ", this needs " + allowed);
        }
    }

    /**
     * The entry as it is shown.
     *
     * @param proposed the new content that waits for review, null where it is not to be seen
     */
    public CatalogueItemView view(
            String providerName, Integer reviewWorkdaysLeft, EnterItem proposed) {
        return new CatalogueItemView(
                id,
                code,
                state,
                revision,
                tenant,
                provider,
                providerName,
                publishDate,
                reviewDueOn,
                reviewDueRule,
                reviewWorkdaysLeft,
                rejectedReason,
                changedAt,
                core,
                List.copyOf(items),
                proposed);
    }

    /** The last day for the review, while one waits. */
    public Optional<LocalDate> reviewDue() {
        boolean waits = state == ItemState.PENDING_REVIEW || state == ItemState.CHANGING;
        return Optional.ofNullable(waits ? reviewDueOn : null);
    }

    public UUID id() {
        return id;
    }

    public String tenant() {
        return tenant;
    }

    public String provider() {
        return provider;
    }

    public String code() {
        return code;
    }

    /** New content in JSON that waits for review. */
    public Optional<String> proposal() {
        return Optional.ofNullable(proposal);
    }

    public int revision() {
        return revision;
    }

    public ItemState state() {
        return state;
    }

    public CoreMetadata core() {
        return core;
    }

    public LocalDate publishDate() {
        return publishDate;
    }

    public List<DataItem> items() {
        return List.copyOf(items);
    }
}
