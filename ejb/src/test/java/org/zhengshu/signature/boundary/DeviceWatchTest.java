package org.zhengshu.signature.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.ProviderException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.kernel.boundary.HealthCheck;

@Tag("OPS-2")
class DeviceWatchTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private final DeviceWatch watch = watch(true);

    private DeviceWatch watch(boolean device) {
        DeviceWatch watch = new DeviceWatch();
        watch.use(device, new SigningWatch(Duration.ofSeconds(5), at(0), nanos::get, took -> {}));
        return watch;
    }

    private static Clock at(int seconds) {
        return Clock.fixed(NOON.plusSeconds(seconds), ZoneOffset.UTC);
    }

    private static void refuses() {
        throw new IllegalStateException(new ProviderException("PIN 246813"));
    }

    @Test
    void withoutADeviceNothingIsSaid() {
        DeviceWatch none = watch(false);
        none.look();
        assertThat(none.check()).isEmpty();
    }

    @Test
    void aRefusalIsDownSinceTheFirstOneAndSaysNothingOfTheDriversWords() {
        assertThat(watch.check()).contains(HealthCheck.of("device", true));
        watch.attempt(DeviceWatchTest::refuses, at(10));
        watch.attempt(DeviceWatchTest::refuses, at(40));
        assertThat(watch.check())
                .contains(
                        new HealthCheck(
                                "device",
                                false,
                                Map.of(
                                        "since",
                                        at(10).instant().toString(),
                                        "error",
                                        "ProviderException")));
        watch.attempt(() -> {}, at(70));
        assertThat(watch.check()).contains(HealthCheck.of("device", true));
    }

    @Test
    void aDeviceThatDoesNotAnswerIsDownWhileItIsAwaited() {
        watch.attempt(
                () -> {
                    nanos.addAndGet(Duration.ofSeconds(6).toNanos());
                    HealthCheck waiting = watch.check().orElseThrow();
                    assertThat(waiting.up()).isFalse();
                    assertThat(waiting.data()).containsEntry("stuck", true);
                },
                at(0));
        assertThat(watch.check().orElseThrow().data()).containsEntry("stuck", false);
        watch.attempt(() -> {}, at(30));
        assertThat(watch.check()).contains(HealthCheck.of("device", true));
    }
}
