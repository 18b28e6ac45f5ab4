package org.zhengshu.catalogue.boundary;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What a search found (检索结果).
 *
 * @param facets how many entries there are of each kind, under everything else that was asked for
 */
public record CatalogueHits(List<Hit> hits, long total, int page, int size, List<Facet> facets) {
    /**
     * A published entry that was found.
     *
     * @param shareType code of the list share-type
     * @param updateCycle code of the list update-cycle
     * @param formatClass code of the list format-class
     * @param itemCount how many data items it has
     * @param matched its data items that have one of the words in their name
     */
    public record Hit(
            UUID id,
            String code,
            String title,
            String summary,
            String provider,
            String providerName,
            String shareType,
            String updateCycle,
            String formatClass,
            LocalDate publishDate,
            int itemCount,
            List<MatchedItem> matched) {}

    /** A data item that was found (命中的信息项). */
    public record MatchedItem(String technicalName, String name) {}

    /**
     * The values of one kind, the most frequent first (分面); {@code name} is the search's member.
     */
    public record Facet(String name, List<FacetValue> values) {}

    /** One value and how many entries have it (分面计数). */
    public record FacetValue(String value, String name, long count) {}
}
