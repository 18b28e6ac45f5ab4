package org.zhengshu.exchange.boundary;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zhengshu.kernel.boundary.Tabular;

/** How many rows pass (记录数). */
public record Counted(UUID grant, String resource, int revision, long count) implements Tabular {
    @Override
    public String element() {
        return "count";
    }

    @Override
    public String namespace() {
        return ResourceAddress.namespace(resource, revision);
    }

    @Override
    public List<String> columns() {
        return List.of("count");
    }

    @Override
    public List<Map<String, Object>> table() {
        return List.of(Map.of("count", count));
    }
}
