package org.zhengshu.audit.boundary;

import java.util.Optional;
import java.util.UUID;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.kernel.boundary.ProblemView;

/**
 * What leaves through a door (应答): the bytes and the receipt over them.
 *
 * @param entry id of the audit entry, also of the receipt
 * @param receipt header form of the receipt; empty when the log could not be written for a refusal
 * @param problem present when the call was refused
 */
public record Answer(Message message, UUID entry, String receipt, Optional<ProblemView> problem) {}
