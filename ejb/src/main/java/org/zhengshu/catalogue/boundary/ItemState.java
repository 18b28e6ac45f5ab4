package org.zhengshu.catalogue.boundary;

/** The life of a catalogue entry (目录状态). */
public enum ItemState {
    DRAFT,
    PENDING_REVIEW,
    REJECTED,
    APPROVED,
    PUBLISHED,
    CHANGING,
    REVOKE_PENDING,
    REVOKED
}
