package org.zhengshu.exchange.boundary;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.zhengshu.exchange.control.Contracts;
import org.zhengshu.exchange.control.GeneratedRows;
import org.zhengshu.exchange.control.Trial;
import org.zhengshu.kernel.boundary.Boundary;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Operation;
import org.zhengshu.kernel.boundary.Role;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.regulation.boundary.CodeLists;

/**
 * Queries before anything is granted (在线试用), answered with rows generated from the data items of
 * the entry: no mounted data is read, so the log does not say whose data a call concerned.
 */
@Stateless
@Boundary
public class TryOuts {
    /** Stands in every answer, in both languages. */
    public static final String NOTICE = "样例数据，非真实数据。Generated sample data, not real data.";

    private static final int DEFAULT_LIMIT = 5;

    @Inject private Contracts contracts;
    @Inject private CodeLists codes;

    /**
     * What is tried (试用查询): by key or by condition.
     *
     * @param resource its code, as in addresses
     * @param items technical names wished; absent means all that are shared
     * @param key values of the key's items in their order
     * @param filter which rows; absent means any
     * @param limit rows at most, 1 to 20, 5 when absent
     */
    public record TryResource(
            @NotNull String resource,
            @Size(max = 500) List<@NotBlank @Size(max = 63) String> items,
            @Size(max = 100) List<@NotNull @Size(max = 4000) String> key,
            RowFilter filter,
            @Min(1) @Max(20) Integer limit) {}

    /**
     * Generated rows in the form of the real answer.
     *
     * @param generated always true
     * @param notice says so in words, in both languages
     * @param keyItems technical names of the key's items in their order
     * @param total how many generated rows pass, of which the first are here
     */
    public record TryOutView(
            boolean generated,
            String notice,
            String resource,
            int revision,
            List<String> keyItems,
            List<String> items,
            int total,
            int count,
            List<Map<String, Object>> rows) {}

    @Operation(value = "exchange.try-out", signedIn = true, by = Role.SANDBOX)
    public TryOutView tryOut(TryResource asked) {
        Trial trial = new Trial(contracts.require(asked.resource()));
        List<String> items = trial.items(asked.items());
        List<Map<String, Object>> passed =
                trial.passed(
                        new GeneratedRows(trial.contract(), codes),
                        trial.filter(asked.key(), asked.filter()),
                        items);
        int limit = asked.limit() == null ? DEFAULT_LIMIT : asked.limit();
        List<Map<String, Object>> rows = passed.stream().limit(limit).toList();
        Call.current().note("rows", rows.size());
        return new TryOutView(
                true,
                NOTICE,
                trial.contract().code(),
                trial.contract().revision(),
                trial.contract().keyItems(),
                items,
                passed.size(),
                rows.size(),
                rows);
    }
}
