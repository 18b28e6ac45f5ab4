package org.zhengshu.kernel.boundary;

import java.nio.file.Path;

/**
 * What the operator sets (运行参数), from system properties that the launcher passes on.
 *
 * @param node name of this node, part of the log's origin
 * @param data folder with keys and secrets
 * @param config folder with rule packs, calendars, code lists, fonts
 * @param sample whether the sample world is wanted
 * @param instance random id of this start, so that the launcher knows its own server
 * @param waiting how many entries may wait for the evidence log before callers are told to retry
 */
public record Settings(
        String node, Path data, Path config, boolean sample, String instance, int waiting) {
    public static Settings fromSystem() {
        return new Settings(
                System.getProperty("zhengshu.node", "zhengshu"),
                Path.of(required("zhengshu.data.dir")),
                Path.of(required("zhengshu.config.dir")),
                Boolean.getBoolean("zhengshu.sample"),
                System.getProperty("zhengshu.instance", ""),
                Integer.getInteger("zhengshu.log.waiting", 4096));
    }

    private static String required(String name) {
        String value = System.getProperty(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("system property " + name + " is not set");
        }
        return value;
    }
}
