package org.zhengshu.exchange.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.MountedData;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.mounting.boundary.RowFilter.Operator;
import org.zhengshu.mounting.boundary.RowMatch;

/** What may be tried of a contract and which rows that gives (试用范围). */
public record Trial(Contract contract) {
    private static final int MOST_SHOWN = 64;

    /** The wished items in the order of the contract; all of them when none is named. */
    public List<String> items(List<String> wished) {
        List<String> offered = contract.offered().names();
        if (wished == null || wished.isEmpty()) {
            return offered;
        }
        List<Violation> wrong = new ArrayList<>();
        for (int i = 0; i < wished.size(); i++) {
            if (!offered.contains(wished.get(i))) {
                wrong.add(unknown("items[" + i + "]", wished.get(i)));
            }
        }
        Contract.refuse(wrong);
        return offered.stream().filter(wished::contains).toList();
    }

    private Violation unknown(String place, String name) {
        boolean there =
                contract.resource().items().stream().anyMatch(i -> i.technicalName().equals(name));
        String shown = name.length() <= MOST_SHOWN ? name : name.substring(0, MOST_SHOWN) + "…";
        return there
                ? new Violation(
                        place,
                        "NotShared",
                        shown,
                        new Text("该信息项不予共享，不能试用", "this item is not shared and cannot be tried"))
                : new Violation(
                        place, "UnknownItem", shown, new Text("没有此信息项", "there is no such item"));
    }

    /** The key or the condition as one condition; both at once is refused. */
    public Optional<RowFilter> filter(List<String> key, RowFilter filter) {
        boolean keyed = key != null && !key.isEmpty();
        if (keyed && filter != null) {
            throw ProblemType.INVALID_INPUT.because(
                    "主键（key）与条件（filter）只能取其一", "send a key or a filter, not both");
        }
        Optional<RowFilter> asked = keyed ? Optional.of(equal(key)) : Optional.ofNullable(filter);
        asked.ifPresent(f -> AskedFilter.require(f, columns()));
        return asked;
    }

    private RowFilter equal(List<String> key) {
        return RowFilter.all(
                contract.key(contract.named(key), "key").entrySet().stream()
                        .map(e -> RowFilter.where(e.getKey(), Operator.EQ, e.getValue()))
                        .toList());
    }

    /** The generated rows that pass, with the wanted items only. */
    public List<Map<String, Object>> passed(
            GeneratedRows generated, Optional<RowFilter> filter, List<String> items) {
        Map<String, Column> columns = columns();
        Set<String> needed = new LinkedHashSet<>(items);
        filter.ifPresent(f -> f.items().forEach(needed::add));
        return generated.rows(needed).stream()
                .filter(row -> filter.isEmpty() || RowMatch.passes(filter.get(), row, columns))
                .map(row -> only(items, row))
                .toList();
    }

    private static Map<String, Object> only(List<String> items, Map<String, Object> row) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        items.forEach(name -> wanted.put(name, row.get(name)));
        return wanted;
    }

    private Map<String, Column> columns() {
        return MountedData.columns(contract.offered());
    }
}
