package org.zhengshu.signature.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.zhengshu.kernel.boundary.HealthCheck;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.control.KeyFiles;

/**
 * Whether the device that keeps keys of the node still signs (密码设备监测). One thread tries, any may
 * ask; asking never waits.
 */
@ApplicationScoped
public class DeviceWatch {
    private static final String NAME = "device";
    private static final byte[] PROBE = "zhengshu device".getBytes(StandardCharsets.UTF_8);

    @Inject private Settings settings;
    @Inject private Clock clock;
    @Inject private AnswerKey key;

    private boolean present;
    private SigningWatch signing;
    private volatile Failure failure;

    /** Since when it refuses, and how it did last. */
    private record Failure(Instant since, String error) {}

    @PostConstruct
    void load() {
        boolean device = new KeyFiles(settings.data()).inDevice();
        use(
                device,
                new SigningWatch(
                        settings.evidence().signerPatience(), clock, System::nanoTime, took -> {}));
    }

    void use(boolean device, SigningWatch watch) {
        present = device;
        signing = watch;
    }

    /** Signs once; waits as long as the device lets it wait. */
    public void look() {
        if (present) {
            attempt(() -> key.sign(PROBE), clock);
        }
    }

    void attempt(Runnable signature, Clock now) {
        try {
            signing.time(
                    () -> {
                        signature.run();
                        return true;
                    });
            failure = null;
        } catch (RuntimeException e) {
            Failure before = failure;
            failure = new Failure(before == null ? now.instant() : before.since(), cause(e));
        }
    }

    /** Kinds of errors alone: what a driver writes into its messages is not known. */
    private static String cause(Throwable thrown) {
        Throwable last = thrown;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getClass().getSimpleName();
    }

    /** Empty where there is no device. */
    public Optional<HealthCheck> check() {
        Failure now = failure;
        if (!present) {
            return Optional.empty();
        }
        return Optional.of(
                now == null || signing.isStuck()
                        ? signing.check(NAME)
                        : new HealthCheck(
                                NAME,
                                false,
                                Map.of("since", now.since().toString(), "error", now.error())));
    }
}
