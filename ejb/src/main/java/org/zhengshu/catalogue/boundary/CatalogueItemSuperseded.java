package org.zhengshu.catalogue.boundary;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A newer revision of an entry took the place of this one (目录换版); fired inside the transaction that
 * publishes it.
 *
 * @param revision the older one
 * @param items what it had
 */
public record CatalogueItemSuperseded(
        UUID id, String tenant, int revision, List<DataItem> items, Instant at) {}
