package org.zhengshu.tests.planted.nooldtimetypes.sharing.entity;

import java.util.Date;

/** Keeps a date without a zone. */
class OldFashioned {
    Date day;
}
