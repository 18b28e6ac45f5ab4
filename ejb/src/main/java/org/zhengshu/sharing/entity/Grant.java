package org.zhengshu.sharing.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.sharing.boundary.GrantView;

/** A grant (授权): the approved form, enforced on each call. */
@Entity
@Table(name = "shr_grant")
public class Grant {
    /** Whether a grant still holds (授权状态); expiry is checked by the clock. */
    public enum State {
        ACTIVE,
        REVOKED
    }

    @Id private UUID id;
    private String tenant;
    @Version private int version;

    @Column(name = "request_id")
    private UUID request;

    @Column(name = "item_id")
    private UUID item;

    @Column(name = "resource_code")
    private String resourceCode;

    @Column(name = "consumer_department")
    private String consumer;

    @Column(name = "provider_department")
    private String provider;

    private String purpose;
    private String matter;

    @Convert(converter = JsonColumns.Words.class)
    private List<String> items;

    @Column(name = "row_filter")
    @Convert(converter = JsonColumns.Filter.class)
    private RowFilter rowFilter;

    private Long quota;

    @Column(name = "valid_from")
    private Instant validFrom;

    @Column(name = "valid_until")
    private Instant validUntil;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    @Column(name = "revoked_reason")
    private String revokedReason;

    protected Grant() {}

    /** Takes the approved request over word for word; it ends with the last day of use. */
    public Grant(SharingRequest request, String resourceCode, Instant now, ZoneId zone) {
        Wish wish = request.wish();
        this.id = UUID.randomUUID();
        this.tenant = request.tenant();
        this.request = request.id();
        this.item = wish.item;
        this.resourceCode = resourceCode;
        this.consumer = request.consumer();
        this.provider = request.provider();
        this.purpose = wish.purpose;
        this.matter = wish.matter;
        this.items = wish.items;
        this.rowFilter = wish.rowFilter;
        this.quota = wish.quota;
        this.validFrom = now;
        this.validUntil = wish.validUntil.plusDays(1).atStartOfDay(zone).toInstant();
        this.state = State.ACTIVE;
    }

    public void revoke(String reason, Instant now) {
        if (state != State.ACTIVE) {
            throw ProblemType.GRANT_CLOSED.because(
                    "授权 " + id + " 已于 " + revokedAt + " 撤销",
                    "grant " + id + " was revoked at " + revokedAt);
        }
        state = State.REVOKED;
        revokedAt = now;
        revokedReason = reason;
    }

    /** Throws when the grant does not hold at that time, or is not for that purpose and matter. */
    public void require(String askedPurpose, String askedMatter, Instant now) {
        if (state == State.REVOKED) {
            throw ProblemType.GRANT_REVOKED.because(
                    "授权 " + id + " 已撤销", "grant " + id + " was revoked");
        }
        if (!now.isBefore(validUntil)) {
            throw ProblemType.GRANT_EXPIRED.because(
                    "授权 " + id + " 已于 " + validUntil + " 到期，请重新申请",
                    "grant " + id + " expired at " + validUntil + ", request anew");
        }
        if (!purpose.equals(askedPurpose) || matter != null && !matter.equals(askedMatter)) {
            throw mismatch();
        }
    }

    private Problem mismatch() {
        return matter == null
                ? ProblemType.PURPOSE_MISMATCH.because(
                        "用途与批准的不一致，批准的用途为“" + purpose + "”",
                        "the purpose differs from the approved one, which is “" + purpose + "”")
                : ProblemType.PURPOSE_MISMATCH.because(
                        "用途或事项与批准的不一致，批准的用途为“" + purpose + "”，事项为“" + matter + "”",
                        "purpose or matter differ from the approved ones, which are “"
                                + purpose
                                + "” and “"
                                + matter
                                + "”");
    }

    /** True when a call for that purpose and matter could be made under it at that time. */
    public boolean serves(String askedPurpose, String askedMatter, Instant now) {
        return state == State.ACTIVE
                && now.isBefore(validUntil)
                && purpose.equals(askedPurpose)
                && (matter == null || matter.equals(askedMatter));
    }

    public GrantView view(long used) {
        return new GrantView(
                id,
                request,
                item,
                resourceCode,
                consumer,
                provider,
                purpose,
                matter,
                items,
                rowFilter,
                quota,
                used,
                validFrom,
                validUntil,
                state.name(),
                revokedAt,
                revokedReason);
    }

    public UUID id() {
        return id;
    }

    public String tenant() {
        return tenant;
    }

    public Instant validUntil() {
        return validUntil;
    }

    public String consumer() {
        return consumer;
    }

    public String provider() {
        return provider;
    }

    public UUID item() {
        return item;
    }

    public List<String> items() {
        return items;
    }

    public RowFilter rowFilter() {
        return rowFilter;
    }

    public String resourceCode() {
        return resourceCode;
    }
}
