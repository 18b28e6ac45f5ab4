package org.zhengshu.tests.planted.leftwardsonly.catalogue.control;

import org.zhengshu.tests.planted.leftwardsonly.sharing.boundary.Wishes;

/** Looks to the right. */
class Curious {
    Wishes wishes;
}
