package org.zhengshu.kernel.rest;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.kernel.boundary.Bodies;
import org.zhengshu.kernel.boundary.Call;

/** What one request has at hand between filter, interceptor and writer (请求上下文). */
@RequestScoped
public class Outgoing {
    private static final byte[] NONE = new byte[0];

    @Inject private Bodies bodies;

    private Bodies.Share share;
    private Call call;
    private Object entity;
    private Answer answer;
    private Negotiation wishes;
    private TableRenderer table;

    /** What the request's body holds of the memory for bodies. */
    Bodies.Share share() {
        if (share == null) {
            share = bodies.share();
        }
        return share;
    }

    @PreDestroy
    void giveBack() {
        if (share != null) {
            share.close();
        }
    }

    public void begin(Call begun) {
        call = begun;
    }

    public Call call() {
        return call;
    }

    void answered(Object view, Answer given) {
        entity = view;
        answer = given;
    }

    void wishes(Negotiation stated) {
        wishes = stated;
    }

    /** What the caller wishes of the answer. */
    Negotiation wishes() {
        return wishes;
    }

    TableRenderer render(TableRenderer renderer) {
        table = renderer;
        return renderer;
    }

    /** What writes the table, null where none is asked for. */
    TableRenderer table() {
        return table;
    }

    /** The answer that will leave, null before there is one. */
    Answer answer() {
        return answer;
    }

    /** The exact bytes for the entity when they are already made. */
    byte[] bytesOf(Object candidate) {
        return answer != null && candidate == entity ? answer.message().bytes() : NONE;
    }
}
