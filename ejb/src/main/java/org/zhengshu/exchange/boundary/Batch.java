package org.zhengshu.exchange.boundary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zhengshu.kernel.boundary.Tabular;

/**
 * Answers to many keys at once (批量查询结果), in the order asked.
 *
 * @param keyItems the items that make up a key
 * @param count how many were found
 */
public record Batch(
        UUID grant,
        String resource,
        int revision,
        List<String> keyItems,
        List<String> items,
        int count,
        List<Answered> answers)
        implements Tabular {
    /** One key, and its row where there is one (批量查询逐项结果). */
    public record Answered(Map<String, String> key, boolean found, Map<String, Object> row) {}

    @Override
    public String element() {
        return "batch";
    }

    @Override
    public String namespace() {
        return ResourceAddress.namespace(resource, revision);
    }

    /** Names of items begin with a letter, so that what stands beside them cannot be one. */
    @Override
    public List<String> columns() {
        List<String> columns = new ArrayList<>(keyItems.stream().map(Batch::keyColumn).toList());
        columns.add("_found");
        columns.addAll(items);
        return columns;
    }

    @Override
    public List<Map<String, Object>> table() {
        return answers.stream().map(Batch::flat).toList();
    }

    static String keyColumn(String item) {
        return "_key_" + item;
    }

    private static Map<String, Object> flat(Answered answered) {
        Map<String, Object> row = new LinkedHashMap<>();
        answered.key().forEach((name, value) -> row.put(keyColumn(name), value));
        row.put("_found", answered.found());
        if (answered.row() != null) {
            row.putAll(answered.row());
        }
        return row;
    }
}
