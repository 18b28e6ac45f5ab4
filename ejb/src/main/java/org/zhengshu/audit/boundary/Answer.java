package org.zhengshu.audit.boundary;

import java.util.Optional;
import java.util.UUID;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.ProblemView;

/**
 * What leaves through a door (应答): the bytes and the receipt over them.
 *
 * @param entry id of the audit entry, also of the receipt, which may follow later; empty when the
 *     log could not be written for a refusal
 * @param receipt header form of the receipt; empty when there is none yet
 * @param problem present when the call was refused
 */
public record Answer(
        Message message, Optional<UUID> entry, String receipt, Optional<ProblemView> problem) {}
