package org.zhengshu.tests.planted.timecomesfromtheclock.sharing.entity;

import java.time.Instant;

/** Looks at the wall clock. */
class Impatient {
    Instant now() {
        return Instant.now();
    }
}
