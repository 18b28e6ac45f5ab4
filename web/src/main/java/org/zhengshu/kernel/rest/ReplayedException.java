package org.zhengshu.kernel.rest;

import org.zhengshu.audit.boundary.Answer;

/** Carries the answer of an act that was done before out to its mapper (重放的应答). */
class ReplayedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    ReplayedException(Answer answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
