package org.zhengshu.kernel.boundary;

/** A token bucket and the calls that run (令牌桶). Thread-safe. */
final class Gauge {
    private static final double NANOS = 1e9;

    private double tokens = -1;
    private long at;
    private int running;
    private long taken;
    private long refused;

    /** What became of an attempt. */
    enum Outcome {
        PASSED,
        TOO_FAST,
        TOO_MANY
    }

    /**
     * The state after an attempt.
     *
     * @param left whole tokens
     * @param retry seconds until the next token, the caller may retry then, at least one
     */
    record State(Outcome outcome, int left, int running, int retry, long taken, long refused) {}

    /** Takes a token and a place, or neither. */
    synchronized State take(Limit limit, long now) {
        fill(limit, now);
        Outcome outcome = outcome(limit);
        if (outcome == Outcome.PASSED) {
            tokens -= limit.rate() > 0 ? 1 : 0;
            running++;
            taken++;
        } else {
            refused++;
        }
        return state(outcome, limit);
    }

    /** How it stands, without taking anything. */
    synchronized State look(Limit limit, long now) {
        fill(limit, now);
        return state(Outcome.PASSED, limit);
    }

    synchronized void leave() {
        running--;
    }

    /** True when forgetting it changes nothing for the caller. */
    synchronized boolean idle(Limit limit, long now) {
        fill(limit, now);
        return running == 0 && tokens >= limit.size();
    }

    private void fill(Limit limit, long now) {
        double gained = tokens < 0 ? limit.size() : (now - at) / NANOS * limit.rate();
        tokens = Math.min(limit.size(), Math.max(0, tokens) + gained);
        at = now;
    }

    private Outcome outcome(Limit limit) {
        if (limit.concurrency() > 0 && running >= limit.concurrency()) {
            return Outcome.TOO_MANY;
        }
        return limit.rate() > 0 && tokens < 1 ? Outcome.TOO_FAST : Outcome.PASSED;
    }

    private State state(Outcome outcome, Limit limit) {
        double missing = limit.rate() > 0 ? (1 - tokens) / limit.rate() : 0;
        int retry = (int) Math.max(1, Math.ceil(missing));
        return new State(outcome, (int) tokens, running, retry, taken, refused);
    }
}
