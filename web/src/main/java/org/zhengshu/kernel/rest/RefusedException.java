package org.zhengshu.kernel.rest;

/** Carries a call that is already refused, logged and rendered out to its mapper (已拒绝的调用). */
class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException() {
        super(null, null, false, false);
    }
}
