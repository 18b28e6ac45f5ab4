package org.zhengshu.kernel.rest;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.zhengshu.audit.boundary.Answer;
import org.zhengshu.identity.boundary.BrowserSession;
import org.zhengshu.kernel.boundary.Bodies;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Limits;
import org.zhengshu.kernel.boundary.Renderer;

/** What one request has at hand between filter, interceptor and writer (请求上下文). */
@RequestScoped
public class Outgoing {
    private static final byte[] NONE = new byte[0];

    @Inject private Bodies bodies;

    private Bodies.Share share;
    private Call call;
    private String base = "";
    private Object entity;
    private Answer answer;
    private Negotiation wishes;
    private TableRenderer table;
    private Renderer renderer = JsonRenderer.INSTANCE;
    private SignedAnswers.Wish signature;
    private boolean digest;
    private String cookie;

    /** What the request's body holds of the memory for bodies. */
    Bodies.Share share() {
        if (share == null) {
            share = bodies.share().of(call == null ? "" : Limits.holder(call));
        }
        return share;
    }

    @PreDestroy
    void giveBack() {
        if (share != null) {
            share.close();
        }
        if (call != null) {
            call.passage().close();
        }
    }

    public void begin(Call begun) {
        call = begun;
    }

    public Call call() {
        return call;
    }

    void calledAt(String address) {
        base = address;
    }

    /** Scheme and authority that the caller used, also behind a proxy. */
    public String base() {
        return base;
    }

    /** In what form the answer or the refusal is written. */
    Renderer renderer() {
        return renderer;
    }

    public void renderBy(Renderer other) {
        renderer = other;
    }

    /** How the answer shall be signed; empty when nobody asked. */
    Optional<SignedAnswers.Wish> signature() {
        return Optional.ofNullable(signature);
    }

    void signBy(SignedAnswers.Wish wish) {
        signature = wish;
        digest = true;
    }

    boolean wantsDigest() {
        return digest;
    }

    void digestWanted() {
        digest = true;
    }

    /** Gives the session to the browser instead of to its scripts. */
    public void keepSession(String token) {
        cookie = BrowserSession.kept(token);
    }

    public void endSession() {
        cookie = BrowserSession.ended();
    }

    /** What the answer sets in the browser; empty when nothing. */
    Optional<String> cookie() {
        return Optional.ofNullable(cookie)
                .filter(c -> answer != null && answer.problem().isEmpty());
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
