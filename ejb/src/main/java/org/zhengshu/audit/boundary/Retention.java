package org.zhengshu.audit.boundary;

import org.zhengshu.kernel.boundary.Text;

/** How long the log stays on line (在线留存期限), as the rules of the node say. */
public interface Retention {
    /** Months, and the article that says so. */
    record Period(int months, Text citation) {}

    Period period();
}
