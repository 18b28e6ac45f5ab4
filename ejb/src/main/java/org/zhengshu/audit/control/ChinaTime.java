package org.zhengshu.audit.control;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Times as auditors read them (北京时间), with their offset; stored in UTC. */
final class ChinaTime {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private ChinaTime() {}

    static String text(Instant at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(ZONE));
    }
}
