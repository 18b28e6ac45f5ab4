package org.zhengshu.exchange.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.catalogue.boundary.Resources;
import org.zhengshu.exchange.boundary.ResourceAddress;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.ColumnType;
import org.zhengshu.mounting.boundary.ColumnType.Bad;
import org.zhengshu.mounting.boundary.ColumnType.Good;
import org.zhengshu.mounting.boundary.MountedData;
import org.zhengshu.sharing.boundary.GrantUse;

/**
 * What one revision of a resource promises its callers (服务契约): its items and their types.
 *
 * @param resource the entry as it is now
 * @param items those of the contract that are shared at all
 * @param offered the entry with those items of the contract alone that it still has
 */
public record Contract(
        Resources.Resource resource,
        int revision,
        List<DataItem> items,
        Resources.Resource offered,
        Optional<Lapse> lapse) {
    /** When a newer contract took its place, and when it ends (旧版期限). */
    public record Lapse(Instant since, Instant sunset) {}

    public String code() {
        return resource.code();
    }

    /** The last part of its addresses: the newest has none of its own. */
    public ResourceAddress address() {
        return new ResourceAddress(code(), lapse.isPresent() ? revision : 0);
    }

    /** The address that stays with this revision, also when a newer one comes. */
    public ResourceAddress pinned() {
        return new ResourceAddress(code(), revision);
    }

    public String namespace() {
        return ResourceAddress.namespace(code(), revision);
    }

    public List<String> keyItems() {
        return keyed().stream().map(DataItem::technicalName).toList();
    }

    private List<DataItem> keyed() {
        return items.stream().filter(DataItem::primaryKey).toList();
    }

    /** The values of a key by the names of its items; empty when they are not as many. */
    public Map<String, String> named(List<String> values) {
        List<String> names = keyItems();
        Map<String, String> key = new LinkedHashMap<>();
        if (values != null && values.size() == names.size()) {
            names.forEach(name -> key.put(name, values.get(key.size())));
        }
        return key;
    }

    /** The key in its normal form and order; its items must be granted, else it would tell. */
    public Map<String, String> key(Map<String, String> asked, String place, GrantUse.Terms terms) {
        List<String> names = keyItems();
        if (!names.isEmpty() && !terms.grantedItems().containsAll(names)) {
            throw ProblemType.ITEM_NOT_GRANTED.because(
                    "主键 " + names + " 不在授权范围，授权为 " + terms.grantedItems(),
                    "the key " + names + " is not granted, granted are " + terms.grantedItems());
        }
        Map<String, String> key = key(asked, place);
        key.values().forEach(Call.current()::concerns);
        return key;
    }

    /** The key in its normal form and order, whoever asks. */
    Map<String, String> key(Map<String, String> asked, String place) {
        List<String> names = keyItems();
        if (names.isEmpty()) {
            throw ProblemType.INVALID_INPUT.because(
                    "该资源没有主键，请按条件查询", "this resource has no key; query by condition");
        }
        Map<String, Column> columns = MountedData.columns(resource.with(keyed()));
        Map<String, String> key = new LinkedHashMap<>();
        List<Violation> wrong = new ArrayList<>();
        if (!asked.keySet().equals(java.util.Set.copyOf(names))) {
            wrong.add(
                    new Violation(
                            place,
                            "Key",
                            "",
                            new Text("主键须为 " + names, "the key is made of " + names)));
        } else {
            for (String name : names) {
                key.put(name, normal(columns.get(name), asked.get(name), place, wrong));
            }
        }
        refuse(wrong);
        return key;
    }

    /** A value in its normal form; what does not fit its item is added to the wrong ones. */
    static String normal(Column column, String text, String place, List<Violation> wrong) {
        String at = place + "." + column.technicalName();
        if (text == null || text.isEmpty()) {
            wrong.add(new Violation(at, "NotEmpty", "", new Text("缺少值", "a value is needed")));
            return "";
        }
        ColumnType.Checked checked = column.type().check(text, column);
        if (checked instanceof Good good) {
            return good.value();
        }
        Bad bad = (Bad) checked;
        String shown = text.length() <= 64 ? text : text.substring(0, 64) + "…";
        Text reason = new Text(bad.rule().zh(bad.detail()), bad.rule().en(bad.detail()));
        wrong.add(new Violation(at, bad.rule().name(), shown, reason));
        return "";
    }

    static void refuse(List<Violation> wrong) {
        if (!wrong.isEmpty()) {
            throw ProblemType.INVALID_INPUT
                    .because(
                            wrong.size() + " 处内容不符合要求，见 violations",
                            wrong.size() + " values are invalid, see violations")
                    .at(wrong);
        }
    }
}
