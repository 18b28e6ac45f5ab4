package org.zhengshu.exchange.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhengshu.exchange.boundary.ResourceCalls.Claim;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.MountedData;
import org.zhengshu.sharing.boundary.GrantUse;

/** Compares what is said with what is there (核验); both in the normal form of the item's type. */
public final class Claims {
    private final Contract contract;
    private final GrantUse.Terms terms;
    private final Map<String, Column> columns;

    public Claims(Contract contract, GrantUse.Terms terms) {
        this.contract = contract;
        this.terms = terms;
        this.columns = MountedData.columns(contract.offered());
    }

    /** The claims with keys and values in their normal form; terms have admitted their items. */
    public List<Claim> normal(List<Claim> claims) {
        List<Claim> normal = new ArrayList<>();
        List<Violation> wrong = new ArrayList<>();
        for (Claim claim : claims) {
            String place = "claims[" + normal.size() + "]";
            Map<String, String> values = new LinkedHashMap<>();
            for (String item : terms.items()) {
                if (claim.values().containsKey(item)) {
                    String text = claim.values().get(item);
                    String value =
                            Contract.normal(columns.get(item), text, place + ".values", wrong);
                    Call.current().concerns(value);
                    values.put(item, value);
                }
            }
            normal.add(new Claim(contract.key(claim.key(), place + ".key", terms), values));
        }
        Contract.refuse(wrong);
        return normal;
    }

    /** Yes or no for each claimed item; an empty value holds for nothing. */
    public Map<String, Boolean> verdict(Claim claim, Map<String, Object> row) {
        Map<String, Boolean> verdict = new LinkedHashMap<>();
        claim.values()
                .forEach((item, value) -> verdict.put(item, value.equals(text(row.get(item)))));
        return verdict;
    }

    private static String text(Object value) {
        return value == null ? null : MountedData.text(value);
    }
}
