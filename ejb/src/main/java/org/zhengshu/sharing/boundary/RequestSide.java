package org.zhengshu.sharing.boundary;

/** From which side requests are looked at (申请视角). */
public enum RequestSide {
    /** Those that the department made itself. */
    OURS,
    /** Those whose present step the department decides; what is due first comes first. */
    TO_DECIDE
}
