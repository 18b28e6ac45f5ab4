package org.zhengshu.tests.planted.doorscalloperations.sharing.soap;

import org.zhengshu.tests.planted.doorscalloperations.sharing.boundary.GrantUse;

/** A door that calls what checks nobody. */
class Loophole {
    String call(GrantUse use) {
        return use.admit();
    }
}
