package org.zhengshu.sharing.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.sharing.boundary.SubmitSharingRequest;

/** What a request asks for (申请内容). */
@Embeddable
public class Wish {
    @Column(name = "item_id")
    UUID item;

    String purpose;
    String matter;

    @Column(name = "legal_basis")
    String legalBasis;

    String scenario;
    String scope;
    String mode;

    @Convert(converter = JsonColumns.Words.class)
    List<String> items;

    @Column(name = "row_filter")
    @Convert(converter = JsonColumns.Filter.class)
    RowFilter rowFilter;

    Long quota;

    @Column(name = "valid_until")
    LocalDate validUntil;

    protected Wish() {}

    public Wish(SubmitSharingRequest r) {
        item = r.item();
        purpose = r.purpose();
        matter = r.matter();
        legalBasis = r.legalBasis();
        scenario = r.scenario();
        scope = r.scope();
        mode = r.mode();
        items = List.copyOf(r.items());
        rowFilter = r.rowFilter();
        quota = r.quota();
        validUntil = r.validUntil();
    }

    /** The form as it stands. */
    public SubmitSharingRequest form() {
        return new SubmitSharingRequest(
                item,
                purpose,
                matter,
                legalBasis,
                scenario,
                scope,
                mode,
                items,
                rowFilter,
                quota,
                validUntil);
    }
}
