package org.zhengshu.audit.boundary;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.zhengshu.kernel.boundary.Call;

/**
 * Which entries to look for (审计查询条件); what is absent does not matter.
 *
 * @param subject citizen's number or social credit code of the person or organisation that an entry
 *     is about; hashed at once and kept nowhere
 * @param outcome {@code answered}, {@code refused}, or the code of a problem
 * @param from from this time on
 * @param to before this time
 * @param oldestFirst absent means newest first
 * @param limit entries at most, 1 to 200, 50 when absent
 * @param cursor {@code nextCursor} of the page before
 */
public record SearchEntries(
        @Size(max = 100) String actor,
        @Size(max = 18) String department,
        String subject,
        @Size(max = 100) String resource,
        UUID grant,
        @Size(max = 100) String action,
        @Size(max = 100) String outcome,
        Call.Door door,
        Instant from,
        Instant to,
        @Pattern(regexp = "[0-9a-f]{32}") String trace,
        Boolean oldestFirst,
        @Min(1) @Max(value = 200, message = SearchEntries.FOLLOW) Integer limit,
        @Size(max = 100) String cursor) {
    static final String FOLLOW =
            "一次至多 200 条：以应答的 nextCursor 作 cursor 逐页取，直到没有 nextCursor；整段导出用 audit/exports"
                    + " | at most 200 at once: give nextCursor as cursor until there is none; whole parts"
                    + " of the log come from audit/exports";
}
