package org.zhengshu.catalogue.boundary;

/**
 * The life of a catalogue entry (目录状态). While it is CHANGING, new content waits for review and the
 * published one is in force.
 */
public enum ItemState {
    DRAFT,
    PENDING_REVIEW,
    REJECTED,
    APPROVED,
    PUBLISHED,
    CHANGING,
    REVOKE_PENDING,
    REVOKED;

    /** True while what was published holds. */
    public boolean inForce() {
        return this == PUBLISHED || this == CHANGING;
    }
}
