package org.zhengshu.exchange.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.catalogue.boundary.ItemState;
import org.zhengshu.catalogue.boundary.Resources;
import org.zhengshu.catalogue.boundary.ShareType;

/** Contracts for tests of what is made from them. */
final class SampleContract {
    static final Instant SINCE = Instant.parse("2026-11-01T00:00:00Z");
    static final Instant SUNSET = Instant.parse("2027-05-01T00:00:00Z");

    private SampleContract() {}

    static DataItem item(String name, String type, Integer length, Integer scale) {
        return new DataItem(
                name, "名称<" + name + ">", type, length, scale, "1", "0", false, false, true, null);
    }

    static DataItem key(String name) {
        return new DataItem(name, "主键", "C", 8, null, "1", "0", false, true, false, null);
    }

    static DataItem secret(String name) {
        return new DataItem(name, "姓名", "C", 2, null, "1", "0", true, false, true, null);
    }

    static List<DataItem> everyType() {
        return List.of(
                key("code"),
                secret("person"),
                item("amount", "N", 20, 10),
                item("price", "Y", null, null),
                item("day", "D", null, null),
                item("moment", "T", null, null),
                item("flag", "L", null, null),
                item("memo", "M", null, null),
                item("blob", "G", null, null),
                item("whole", "I", null, null),
                item("real", "B", null, null),
                item("single", "F", null, null));
    }

    static Contract of(List<DataItem> items) {
        Resources.Resource resource =
                new Resources.Resource(
                        UUID.fromString("00000000-0000-4000-8000-000000000001"),
                        "103001/000001",
                        "街道 & <乡镇>",
                        "210000",
                        "provider",
                        ItemState.PUBLISHED,
                        3,
                        ShareType.CONDITIONAL,
                        items);
        return new Contract(resource, 3, items, resource, Optional.empty());
    }

    static Contract old(List<DataItem> items) {
        Contract now = of(items);
        return new Contract(
                now.resource(),
                2,
                items,
                now.resource(),
                Optional.of(new Contract.Lapse(SINCE, SUNSET)));
    }
}
