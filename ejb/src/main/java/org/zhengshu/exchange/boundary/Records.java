package org.zhengshu.exchange.boundary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.kernel.boundary.Tabular;

/**
 * Rows of a resource (资源记录).
 *
 * @param items technical names of the items that the rows have, in the order of the contract
 * @param nextCursor where the next page begins; absent on the last one
 */
public record Records(
        UUID grant,
        String resource,
        int revision,
        List<String> items,
        int count,
        String nextCursor,
        List<Map<String, Object>> rows)
        implements Tabular {
    @Override
    public String element() {
        return "records";
    }

    @Override
    public String namespace() {
        return ResourceAddress.namespace(resource, revision);
    }

    @Override
    public List<String> columns() {
        return items;
    }

    @Override
    public List<Map<String, Object>> table() {
        return rows;
    }

    @Override
    public Optional<String> next() {
        return Optional.ofNullable(nextCursor);
    }
}
