package org.zhengshu.kernel.boundary;

import java.time.Duration;

/**
 * The node's defaults for limits (默认限额).
 *
 * @param caller of one system or person
 * @param address of callers that have not authenticated, by network address
 * @param grant under one grant
 * @param window how long the refusals of one caller are counted into one entry
 * @param kept how long the answer of an act with an idempotency key is kept
 */
public record LimitSettings(
        Limit caller, Limit address, Limit grant, Duration window, Duration kept) {
    static LimitSettings fromSystem() {
        int seconds = Integer.getInteger("zhengshu.limits.seconds", 3600);
        Limit caller =
                new Limit(
                        Integer.getInteger("zhengshu.limits.rate", 500),
                        Integer.getInteger("zhengshu.limits.burst", 1000),
                        Integer.getInteger("zhengshu.limits.concurrency", 100),
                        Long.getLong("zhengshu.limits.body", 0) << 10,
                        seconds);
        Limit address =
                new Limit(
                        Integer.getInteger("zhengshu.limits.address.rate", 100),
                        Integer.getInteger("zhengshu.limits.address.burst", 500),
                        Integer.getInteger("zhengshu.limits.address.concurrency", 100),
                        0,
                        seconds);
        Limit grant =
                new Limit(
                        Integer.getInteger("zhengshu.limits.grant.rate", 0),
                        Integer.getInteger("zhengshu.limits.grant.burst", 0),
                        Integer.getInteger("zhengshu.limits.grant.concurrency", 0),
                        0,
                        0);
        Duration kept = Duration.ofSeconds(Long.getLong("zhengshu.idempotency.kept", 86_400));
        Duration window = Duration.ofSeconds(Long.getLong("zhengshu.limits.window", 60));
        return new LimitSettings(caller, address, grant, window, kept);
    }
}
