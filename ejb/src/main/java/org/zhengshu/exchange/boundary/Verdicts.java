package org.zhengshu.exchange.boundary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.zhengshu.kernel.boundary.Tabular;

/** Whether values hold (核验结论), yes or no for each item, without the data. */
public record Verdicts(
        UUID grant,
        String resource,
        int revision,
        List<String> keyItems,
        List<String> items,
        List<Verdict> answers)
        implements Tabular {
    /** One key and its items (逐项核验结论); all are no when there is no such row. */
    public record Verdict(Map<String, String> key, Map<String, Boolean> items) {}

    @Override
    public String element() {
        return "verdicts";
    }

    @Override
    public String namespace() {
        return ResourceAddress.namespace(resource, revision);
    }

    @Override
    public List<String> columns() {
        return Stream.concat(keyItems.stream().map(Batch::keyColumn), items.stream()).toList();
    }

    @Override
    public List<Map<String, Object>> table() {
        return answers.stream().map(Verdicts::flat).toList();
    }

    private static Map<String, Object> flat(Verdict verdict) {
        Map<String, Object> row = new LinkedHashMap<>();
        verdict.key().forEach((name, value) -> row.put(Batch.keyColumn(name), value));
        row.putAll(verdict.items());
        return row;
    }
}
