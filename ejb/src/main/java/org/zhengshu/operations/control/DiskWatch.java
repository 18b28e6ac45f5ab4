package org.zhengshu.operations.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.zhengshu.kernel.boundary.HealthCheck;
import org.zhengshu.kernel.boundary.Settings;

/** How much room the disk of the data folder has (磁盘监测). */
@ApplicationScoped
public class DiskWatch {
    @Inject private Settings settings;

    public long free() {
        try {
            return Files.getFileStore(settings.data()).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isLow() {
        return free() < settings.disk().low();
    }

    public HealthCheck check() {
        return check(free(), settings.disk());
    }

    /** Low is a word, full takes the server out of service before writes fail. */
    static HealthCheck check(long free, Settings.Disk limits) {
        boolean full = free < limits.full();
        String state = full ? "FULL" : free < limits.low() ? "LOW" : "OK";
        return new HealthCheck("disk", !full, Map.of("state", state, "freeMebibytes", free >> 20));
    }
}
