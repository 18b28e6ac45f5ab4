package org.zhengshu.regulation.boundary;

import java.util.Optional;

/**
 * How a request may be sent back for a supplement (补正规则).
 *
 * @param askBy until when it may be sent back
 * @param once present where it may be sent back only once (一次性告知)
 * @param clock STOPS where the time of the reply stands still meanwhile, else RUNS
 * @param answerBy until when it is to be supplemented, where an instrument says so
 * @param overdue what becomes of a request that is not supplemented in time: WITHDRAWN or REJECTED;
 *     without, it goes on waiting
 */
public record SupplementRule(
        Deadline askBy,
        Optional<Rule<Boolean>> once,
        Rule<String> clock,
        Optional<Deadline> answerBy,
        Optional<Rule<String>> overdue) {

    private static final String STOPS = "STOPS";

    /** Whether the time of the reply stands still while the request is away (中止计时). */
    public boolean clockStops() {
        return clock.value().equals(STOPS);
    }
}
