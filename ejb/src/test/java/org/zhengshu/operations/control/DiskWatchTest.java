package org.zhengshu.operations.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengshu.kernel.boundary.HealthCheck;
import org.zhengshu.kernel.boundary.Settings;

class DiskWatchTest {
    private static final long MEBIBYTE = 1 << 20;

    @ParameterizedTest
    @CsvSource({"2048,OK,true", "2047,LOW,true", "256,LOW,true", "255,FULL,false", "0,FULL,false"})
    @Tag("OPS-2")
    void healthSaysLowBeforeTheServerIsOutOfService(long free, String state, boolean up) {
        Settings.Disk limits = new Settings.Disk(2048 * MEBIBYTE, 256 * MEBIBYTE);
        HealthCheck check = DiskWatch.check(free * MEBIBYTE, limits);
        assertThat(check.up()).isEqualTo(up);
        assertThat(check.data()).isEqualTo(Map.of("state", state, "freeMebibytes", free));
    }
}
