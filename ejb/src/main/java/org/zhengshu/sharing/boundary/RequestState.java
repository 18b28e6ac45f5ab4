package org.zhengshu.sharing.boundary;

/** The life of a sharing request (申请状态). */
public enum RequestState {
    DRAFT,
    SUBMITTED,
    COMPLIANCE_REVIEW,
    PROVIDER_REVIEW,
    /** Waits for the requesting department to supplement it (待补正). */
    RETURNED_FOR_SUPPLEMENT,
    APPROVED,
    REJECTED,
    WITHDRAWN;

    /** Waits for the decision of the department whose step it is. */
    public boolean pending() {
        return this == SUBMITTED || this == COMPLIANCE_REVIEW || this == PROVIDER_REVIEW;
    }
}
