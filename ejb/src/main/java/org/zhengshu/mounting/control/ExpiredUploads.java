package org.zhengshu.mounting.control;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.Settings;

/**
 * Removes the bytes of uploads that nobody went on with (过期上传清理), on whichever server comes first,
 * and counts what is open for {@code /metrics}.
 */
@Singleton
@Startup
@DependsOn("Migrations")
public class ExpiredUploads {
    private static final Logger LOG = Logger.getLogger(ExpiredUploads.class.getName());

    @Inject private UploadStore store;
    @Inject private Settings settings;
    @Inject private Clock clock;
    @Inject private MeterRegistry registry;

    private final AtomicLong open = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    @PostConstruct
    void observe() {
        registry.gauge("zhengshu.uploads.open", open);
        registry.gauge("zhengshu.uploads.bytes", bytes);
        registry.counter("zhengshu.uploads.expired");
    }

    /** Looks every twenty seconds; those that have ended are remembered as long as open ones. */
    @Schedule(hour = "*", minute = "*", second = "*/20", persistent = false)
    public void remove() {
        try {
            Instant now = clock.instant();
            registry.counter("zhengshu.uploads.expired").increment(store.expire(now));
            store.forget(now.minus(settings.uploads().kept()));
            long[] standing = store.standing();
            open.set(standing[0]);
            bytes.set(standing[1]);
        } catch (Problem unavailable) {
            LOG.log(Level.FINE, "expired uploads are removed later", unavailable);
        }
    }
}
