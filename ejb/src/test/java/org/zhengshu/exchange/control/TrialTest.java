package org.zhengshu.exchange.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.catalogue.boundary.DataItem;
import org.zhengshu.kernel.boundary.CitizenId;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.SocialCreditCode;
import org.zhengshu.kernel.boundary.Violation;
import org.zhengshu.mounting.boundary.Column;
import org.zhengshu.mounting.boundary.ColumnType.Good;
import org.zhengshu.mounting.boundary.MountedData;
import org.zhengshu.mounting.boundary.RowFilter;
import org.zhengshu.mounting.boundary.RowFilter.Operator;
import org.zhengshu.regulation.boundary.CodeLists;
import org.zhengshu.regulation.boundary.ConfigFiles;

/** Rows that are generated for a try-out and what may be asked of them. */
@Tag("EXC-7")
class TrialTest {
    private static final CodeLists CODES = new CodeLists(ConfigFiles.CODE_LISTS);

    private static List<Map<String, Object>> rows(List<DataItem> items) {
        Trial trial = new Trial(SampleContract.of(items));
        return trial.passed(
                new GeneratedRows(trial.contract(), CODES), Optional.empty(), trial.items(null));
    }

    private static DataItem text(String name, int length, String codeList) {
        return new DataItem(
                "item", name, "C", length, null, "1", "0", false, false, false, codeList);
    }

    @Test
    void everyValueFitsItsItemAndTheSameContractHasTheSameRows() {
        List<Map<String, Object>> rows = rows(SampleContract.everyType());
        Map<String, Column> columns =
                MountedData.columns(SampleContract.of(SampleContract.everyType()).offered());
        assertThat(rows).hasSize(GeneratedRows.ROWS).isEqualTo(rows(SampleContract.everyType()));
        assertThat(rows.get(0).keySet()).containsExactlyElementsOf(columns.keySet());
        for (Map<String, Object> row : rows) {
            row.forEach(
                    (name, value) -> {
                        if (value != null) {
                            String text = MountedData.text(value);
                            assertThat(columns.get(name).type().check(text, columns.get(name)))
                                    .as("%s %s", name, text)
                                    .isEqualTo(new Good(text));
                        }
                    });
        }
        assertThat(rows)
                .as("a value that may be absent is, somewhere")
                .anyMatch(r -> r.get("day") == null);
        assertThat(rows)
                .extracting(r -> r.get("code"))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @Test
    void whichItemsAreAskedForChangesNoValue() {
        Trial trial = new Trial(SampleContract.of(SampleContract.everyType()));
        List<Object> alone =
                trial
                        .passed(
                                new GeneratedRows(trial.contract(), CODES),
                                Optional.empty(),
                                List.of("real"))
                        .stream()
                        .map(r -> r.get("real"))
                        .toList();
        assertThat(rows(SampleContract.everyType()).stream().map(r -> r.get("real")).toList())
                .isEqualTo(alone);
    }

    @Test
    void smallAndOddItemsHaveValuesToo() {
        DataItem bit =
                new DataItem("flag", "标志", "L", null, null, "1", "0", false, true, false, null);
        DataItem digit =
                new DataItem("digit", "一位", "N", 1, 0, "1", "0", false, false, false, null);
        DataItem tiny =
                new DataItem("tiny", "小数", "N", 38, 38, "1", "0", false, false, false, null);
        List<Map<String, Object>> rows = rows(List.of(bit, digit, tiny, text("简", 1, null)));
        assertThat(rows).as("one for each value of the key").hasSize(2);
        assertThat(rows).extracting(r -> r.get("flag")).containsExactly(true, false);
    }

    @Test
    void codesComeFromTheirListAndNumbersAreNobodys() {
        Set<String> levels =
                CODES.list("security-level").codes().stream()
                        .map(c -> c.code())
                        .collect(Collectors.toSet());
        assertThat(rows(List.of(text("等级", 20, "security-level"))))
                .allSatisfy(r -> assertThat(levels).contains((String) r.get("item")));
        assertThat(rows(List.of(text("等级", 20, "no-such-list"))))
                .allSatisfy(r -> assertThat((String) r.get("item")).startsWith("样例等级"));
        assertThat(rows(List.of(text("公民身份号码", 18, null))))
                .allSatisfy(
                        r -> {
                            CitizenId id = new CitizenId((String) r.get("item"));
                            assertThat(id.division()).isEqualTo("999999");
                            assertThat(id.birthDate()).isPresent();
                        });
        assertThat(rows(List.of(text("统一社会信用代码", 18, null))))
                .allSatisfy(
                        r ->
                                assertThat(new SocialCreditCode((String) r.get("item")).division())
                                        .isEqualTo("999999"));
        assertThat(rows(List.of(text("联系电话", 20, null))))
                .allSatisfy(r -> assertThat((String) r.get("item")).matches("100[0-9]{8}"));
    }

    @Test
    void aKeyAndAConditionFindTheSameRow() {
        Trial trial = new Trial(SampleContract.of(SampleContract.everyType()));
        GeneratedRows generated = new GeneratedRows(trial.contract(), CODES);
        Optional<RowFilter> key = trial.filter(List.of("样例主键7"), null);
        Optional<RowFilter> same =
                trial.filter(null, RowFilter.where("code", Operator.EQ, "样例主键7"));
        assertThat(trial.passed(generated, key, List.of("whole")))
                .hasSize(1)
                .isEqualTo(trial.passed(generated, same, List.of("whole")));
        assertThat(trial.passed(generated, trial.filter(List.of("没有"), null), List.of("code")))
                .isEmpty();
    }

    @Test
    void whatIsWrongIsNamed() {
        Trial trial = new Trial(SampleContract.of(SampleContract.everyType()));
        assertThat(places(() -> trial.items(List.of("code", "nothing", "row_no"))))
                .containsExactly("items[1]", "items[2]");
        assertThat(places(() -> trial.filter(List.of("123456789"), null)))
                .containsExactly("key.code");
        assertThat(places(() -> trial.filter(List.of("a", "b"), null))).containsExactly("key");
        assertThat(places(() -> trial.filter(null, RowFilter.where("day", Operator.EQ, "昨天"))))
                .containsExactly("filter.value");
        List<RowFilter> many = new ArrayList<>();
        IntStream.range(0, RowFilter.MAX_NODES)
                .forEach(i -> many.add(RowFilter.where("whole", Operator.EQ, "1")));
        assertThat(places(() -> trial.filter(null, RowFilter.any(many)))).containsExactly("filter");
        assertThat(places(() -> trial.filter(List.of("1"), RowFilter.any(many)))).isEmpty();
    }

    @Test
    void withoutAKeyThereIsNoQueryByKey() {
        Trial trial = new Trial(SampleContract.of(List.of(text("名称", 10, null))));
        assertThat(places(() -> trial.filter(List.of("1"), null))).isEmpty();
    }

    private static List<String> places(Runnable asked) {
        List<String> places = new ArrayList<>();
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(asked::run)
                .satisfies(
                        p -> {
                            assertThat(p.type()).isEqualTo(ProblemType.INVALID_INPUT);
                            p.violations().stream().map(Violation::place).forEach(places::add);
                        });
        return places;
    }
}
