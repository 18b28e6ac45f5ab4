package org.zhengshu.catalogue.boundary;

import java.util.UUID;

/** An entry was published (目录发布); fired after its transaction's work, inside it. */
public record CatalogueItemPublished(UUID id, String code) {}
