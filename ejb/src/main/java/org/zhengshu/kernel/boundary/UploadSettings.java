package org.zhengshu.kernel.boundary;

import java.time.Duration;

/**
 * What uploads in pieces may take (续传限额).
 *
 * @param largest bytes of one file, as of one request
 * @param perAccount open uploads of one account or system; 0 for no limit
 * @param perDepartment open uploads of one department; 0 for no limit
 * @param kept how long an upload waits for its next piece
 */
public record UploadSettings(long largest, int perAccount, int perDepartment, Duration kept) {
    static UploadSettings fromSystem() {
        return new UploadSettings(
                Long.getLong("zhengshu.max-post-size", 1L << 31),
                Integer.getInteger("zhengshu.uploads.account", 5),
                Integer.getInteger("zhengshu.uploads.department", 20),
                Duration.ofSeconds(Long.getLong("zhengshu.uploads.kept", 604_800)));
    }
}
