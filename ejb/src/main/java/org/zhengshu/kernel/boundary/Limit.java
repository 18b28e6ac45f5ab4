package org.zhengshu.kernel.boundary;

/**
 * How much may be asked (限额); zero means no limit.
 *
 * @param rate calls per second in the long run
 * @param burst calls at once after a pause
 * @param concurrency calls that run at the same time
 * @param body bytes of one call's body
 * @param seconds how long one call may take in the database
 */
public record Limit(int rate, int burst, int concurrency, long body, int seconds) {
    /** Without any limit. */
    public static final Limit NONE = new Limit(0, 0, 0, 0, 0);

    /** Seconds in which an empty bucket is full again. */
    int window() {
        return Math.max(1, (size() + rate - 1) / rate);
    }

    /** Tokens of a full bucket. */
    int size() {
        return Math.max(rate, burst);
    }
}
