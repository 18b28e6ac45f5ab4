package org.zhengshu.exchange.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.MountedData;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.sharing.boundary.GrantUse;

/** The caller's condition beside the grant's own (查询条件). */
public final class AskedFilter {
    private AskedFilter() {}

    /** The caller's filter may name granted items only, else it would tell of the others. */
    public static Optional<RowFilter> joined(GrantUse.Terms terms, RowFilter asked) {
        if (asked == null) {
            return Optional.ofNullable(terms.rowFilter());
        }
        Map<String, Column> granted = MountedData.columns(terms.resource());
        granted.keySet().retainAll(terms.grantedItems());
        require(asked, granted);
        return Optional.of(
                terms.rowFilter() == null ? asked : RowFilter.and(terms.rowFilter(), asked));
    }

    /** Refuses a filter that means nothing for these columns. */
    static void require(RowFilter asked, Map<String, Column> columns) {
        List<Violation> wrong =
                asked.validate(columns).stream()
                        .map(
                                v ->
                                        new Violation(
                                                v.path(),
                                                "RowFilter",
                                                "",
                                                new Text(v.messageZh(), v.messageEn())))
                        .toList();
        if (!wrong.isEmpty()) {
            throw ProblemType.INVALID_INPUT
                    .because("过滤条件不符合要求，见 violations", "the filter is invalid, see violations")
                    .at(wrong);
        }
    }
}
