package org.zhengshu.tests.planted.throughtheboundaryonly.catalogue.control;

/** Private to its feature. */
public class CatalogueStore {}
