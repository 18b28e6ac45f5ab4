package org.zhengshu.mounting.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhengshu.mounting.boundary.RowFilter.where;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.mounting.boundary.RowFilter.Operator;
import org.zhengshu.mounting.boundary.RowFilter.Violation;

class RowFilterTest {

    private static final Map<String, Column> COLUMNS =
            Map.of(
                    "area_code", new Column("area_code", "区划", ColumnType.C, 12, 0, false, true),
                    "born", new Column("born", "出生日期", ColumnType.D, null, null, false, true),
                    "alive", new Column("alive", "在世", ColumnType.L, null, null, false, true),
                    "photo", new Column("photo", "照片", ColumnType.G, null, null, false, true));

    @Test
    void aFilterWithinTheLimitsIsValid() {
        RowFilter area = where("area_code", Operator.PREFIX, "2101");
        RowFilter age = where("born", Operator.GE, "2000/1/1");
        RowFilter alive = where("alive", Operator.EQ, "是");
        RowFilter photo = where("photo", Operator.IS_NULL, "false");
        RowFilter either = RowFilter.any(List.of(age, alive, photo));
        assertThat(RowFilter.all(List.of(area, either)).validate(COLUMNS)).isEmpty();
        assertThat(RowFilter.in("area_code", list("1", 500)).validate(COLUMNS)).isEmpty();
    }

    @Tag("MNT-5")
    @Test
    void everyViolationIsNamedByItsPath() {
        RowFilter bad =
                RowFilter.all(
                        List.of(
                                where("area_code", Operator.EQ, "1234567890123"),
                                where("born", Operator.LT, "2026-02-30"),
                                where("nothing", Operator.EQ, "1"),
                                RowFilter.any(
                                        List.of(
                                                where("alive", Operator.LT, "true"),
                                                where("born", Operator.PREFIX, "2026-01-01"),
                                                where("photo", Operator.EQ, "YQ=="),
                                                where("born", Operator.IS_NULL, "maybe"),
                                                where("born", null, "2026-01-01")))));
        assertThat(paths(bad))
                .containsExactly(
                        "filter.and[0].value",
                        "filter.and[1].value",
                        "filter.and[2].item",
                        "filter.and[3].or[0].operator",
                        "filter.and[3].or[1].operator",
                        "filter.and[3].or[2].operator",
                        "filter.and[3].or[3].value",
                        "filter.and[3].or[4].operator");
        assertThat(bad.validate(COLUMNS))
                .allSatisfy(violation -> assertThat(violation.messageZh()).matches(".*[一-龥].*"));
    }

    @Test
    void groupsAndConditionsDoNotMix() {
        assertThat(paths(new RowFilter(null, null, null, null, null, null))).containsOnly("filter");
        RowFilter one = where("born", Operator.EQ, "20260101");
        assertThat(paths(new RowFilter(List.of(one), List.of(one), null, null, null, null)))
                .containsOnly("filter");
        assertThat(paths(new RowFilter(List.of(one), null, null, null, "1", null)))
                .containsOnly("filter");
        assertThat(paths(RowFilter.all(List.of()))).containsOnly("filter.and");
        assertThat(paths(RowFilter.any(Collections.singletonList(null))))
                .containsOnly("filter.or[0]");
    }

    @Test
    void aConditionHasTheValuesOfItsOperator() {
        Operator eq = Operator.EQ;
        List<String> two = List.of("1", "2");
        assertThat(paths(new RowFilter(null, null, "area_code", eq, "1", two)))
                .containsOnly("filter.values");
        assertThat(paths(new RowFilter(null, null, "area_code", Operator.IN, "1", two)))
                .containsOnly("filter.value");
        assertThat(paths(where("area_code", eq, null))).containsOnly("filter.value");
        assertThat(paths(where("area_code", eq, ""))).containsOnly("filter.value");
        assertThat(paths(RowFilter.in("area_code", List.of()))).containsOnly("filter.values");
        assertThat(paths(RowFilter.in("area_code", list("1", 501)))).containsOnly("filter.values");
        assertThat(paths(RowFilter.in("born", List.of("20260101", "x"))))
                .containsOnly("filter.values[1]");
    }

    @Tag("MNT-5")
    @Test
    void depthAndSizeAreLimited() {
        RowFilter leaf = where("born", Operator.EQ, "20260101");
        RowFilter deep = leaf;
        for (int i = 0; i < 3; i++) {
            deep = RowFilter.all(List.of(deep));
        }
        assertThat(paths(deep)).containsOnly("filter.and[0].and[0].and[0]");
        assertThat(RowFilter.any(list(leaf, 49)).validate(COLUMNS)).isEmpty();
        assertThat(paths(RowFilter.any(list(leaf, 50)))).containsOnly("filter");
    }

    private static List<String> paths(RowFilter filter) {
        return filter.validate(COLUMNS).stream().map(Violation::path).toList();
    }

    private static <T> List<T> list(T element, int times) {
        return Collections.nCopies(times, element);
    }
}
