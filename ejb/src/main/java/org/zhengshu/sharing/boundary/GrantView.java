package org.zhengshu.sharing.boundary;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.zhengshu.mounting.boundary.RowFilter;

/** What was approved and is enforced on each call (授权). */
public record GrantView(
        UUID id,
        UUID request,
        UUID item,
        String resourceCode,
        String consumer,
        String provider,
        String purpose,
        String matter,
        List<String> items,
        RowFilter rowFilter,
        Long quota,
        long used,
        Instant validFrom,
        Instant validUntil,
        String state,
        Instant revokedAt,
        String revokedReason) {}
