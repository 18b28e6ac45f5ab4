package org.zhengshu.tests.planted.throughtheboundaryonly.sharing.control;

import org.zhengshu.tests.planted.throughtheboundaryonly.catalogue.control.CatalogueStore;

/** Goes past the boundary. */
class Intruder {
    CatalogueStore store;
}
