package org.zhengshu.audit.boundary;

import java.util.Map;
import java.util.UUID;

/**
 * One entry of the log as auditors read it (审计条目).
 *
 * @param log origin of its log
 * @param seq its place in the log; absent until it is sequenced
 * @param at when, by the time of China with its offset
 * @param actor account or client system
 * @param system name of the client system, when one called
 * @param facts purpose, matter, grant, resource, items, rows and what else the operation noted
 * @param subjects how many persons and organisations it was about; absent for none
 * @param redactedBy the entry that says who redacted this one
 * @param archived true when its text is in a file of the archive
 */
public record EntryView(
        UUID id,
        String log,
        Long seq,
        String at,
        String action,
        String outcome,
        String door,
        String actor,
        String actorKind,
        String system,
        String department,
        String tenant,
        String trace,
        Map<String, Object> facts,
        Integer subjects,
        UUID redactedBy,
        boolean archived) {}
