package org.zhengshu.kernel.boundary;

import java.util.Map;

/** One part of the server's health (健康检查项), in the form of MicroProfile Health. */
public record HealthCheck(String name, boolean up, Map<String, Object> data) {
    public HealthCheck {
        data = Map.copyOf(data);
    }

    public static HealthCheck of(String name, boolean up) {
        return new HealthCheck(name, up, Map.of());
    }
}
