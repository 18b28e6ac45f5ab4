package org.zhengshu.sharing.boundary;

/** The life of a sharing request (申请状态). */
public enum RequestState {
    DRAFT,
    SUBMITTED,
    COMPLIANCE_REVIEW,
    PROVIDER_REVIEW,
    RETURNED_FOR_SUPPLEMENT,
    APPROVED,
    REJECTED,
    WITHDRAWN;

    public boolean pending() {
        return this == SUBMITTED || this == COMPLIANCE_REVIEW || this == PROVIDER_REVIEW;
    }
}
