package org.zhengshu.regulation.boundary;

import java.util.List;
import java.util.Optional;

/**
 * How a sharing request is decided (审批路径): the mode, who approves by which article, the ordered
 * steps, and the time limit of the answer where one is set.
 */
public record Decider(
        Mode mode, Optional<Rule<String>> approver, List<String> steps, Optional<Deadline> due) {

    public Decider {
        steps = List.copyOf(steps);
    }

    /** What happens with a request (办理方式). */
    public enum Mode {
        /** Granted at once (无条件共享). */
        IMMEDIATE,
        /** Decided by the steps in their order (有条件共享). */
        REVIEW,
        /** Settled between the departments, then by the ladder of disputes (协商解决). */
        NEGOTIATION,
        /** Not to be requested (不予共享). */
        NOT_REQUESTABLE
    }
}
