package org.zhengshu.catalogue.boundary;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A catalogue entry (目录项).
 *
 * @param code 信息资源代码, present from publication on, printed {@code 307009001/000001}
 * @param provider social credit code of the providing department
 * @param reviewDueOn last working day for the review, with the article that says so
 * @param reviewWorkdaysLeft working days until then, negative when late; absent while nobody
 *     reviews
 * @param proposed new content that waits for review, shown to its department and the authority
 */
public record CatalogueItemView(
        UUID id,
        String code,
        ItemState state,
        int revision,
        String tenant,
        String provider,
        String providerName,
        LocalDate publishDate,
        LocalDate reviewDueOn,
        String reviewDueRule,
        Integer reviewWorkdaysLeft,
        String rejectedReason,
        Instant changedAt,
        CoreMetadata core,
        List<DataItem> items,
        EnterItem proposed) {}
