package org.zhengshu.regulation.entity;

import java.util.List;

/**
 * A rule key (规则参数): its type, its merge and, strictest first, the values it may take; no values
 * means free text.
 */
public record KeySpec(
        String key, ValueType type, Merge merge, List<String> values, String zh, String en) {

    public KeySpec {
        values = List.copyOf(values);
    }
}
