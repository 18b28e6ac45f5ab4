package org.zhengshu.regulation.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.regulation.boundary.Entry;
import org.zhengshu.regulation.boundary.Rule;
import org.zhengshu.regulation.boundary.Source;
import org.zhengshu.regulation.control.Merger.Claim;
import org.zhengshu.regulation.entity.KeySpec;
import org.zhengshu.regulation.entity.Merge;
import org.zhengshu.regulation.entity.ValueType;

@Tag("REG-2")
class MergerTest {

    /** Merges the values as packs "0", "1", … of a stack say them. */
    private static Rule<?> merged(ValueType type, Merge merge, List<String> order, Object... said) {
        List<Claim> claims = new ArrayList<>();
        for (Object value : said) {
            String pack = Integer.toString(claims.size());
            claims.add(new Claim(value, new Source(pack, pack, "1", "seed")));
        }
        return Merger.merge(new KeySpec("key", type, merge, order, "键", "key"), claims);
    }

    private static List<String> packs(Rule<?> rule) {
        return rule.sources().stream().map(Source::pack).toList();
    }

    @Test
    void theSmallestOrTheLargestNumberWinsAndAllWhoSayItAreItsSources() {
        Rule<?> min = merged(ValueType.WORKDAYS, Merge.MIN, List.of(), 10, 5, 5);
        assertThat(min.value()).isEqualTo(5);
        assertThat(packs(min)).containsExactly("1", "2");
        Rule<?> max = merged(ValueType.COUNT, Merge.MAX, List.of(), 3, 7, 6);
        assertThat(max.value()).isEqualTo(7);
        assertThat(packs(max)).containsExactly("1");
    }

    @Test
    void theStricterFlagWins() {
        assertThat(merged(ValueType.FLAG, Merge.TRUE_WINS, List.of(), false, true).value())
                .isEqualTo(true);
        assertThat(merged(ValueType.FLAG, Merge.FALSE_WINS, List.of(), true, false, true).value())
                .isEqualTo(false);
    }

    @Test
    void theFirstWordOfTheOrderWins() {
        Rule<?> rule =
                merged(ValueType.CHOICE, Merge.STRICTEST, List.of("A", "B", "C"), "C", "B", "C");
        assertThat(rule.value()).isEqualTo("B");
        assertThat(packs(rule)).containsExactly("1");
    }

    @Test
    void theEarliestDayOfTheYearWins() {
        assertThat(
                        merged(
                                        ValueType.MONTH_DAY,
                                        Merge.EARLIEST,
                                        List.of(),
                                        MonthDay.of(1, 31),
                                        MonthDay.of(1, 15))
                                .value())
                .isEqualTo(MonthDay.of(1, 15));
    }

    @Test
    void listsAreJoinedInTheOrderOfTheKey() {
        Rule<?> rule =
                merged(
                        ValueType.TEXTS,
                        Merge.UNION,
                        List.of("A", "B", "C"),
                        List.of("C"),
                        List.of("A", "C"));
        assertThat(rule.value()).isEqualTo(List.of("A", "C"));
        assertThat(packs(rule)).containsExactly("0", "1");
    }

    @Test
    void allowedValuesAreNarrowedToThoseOfAll() {
        assertThat(
                        merged(
                                        ValueType.TEXTS,
                                        Merge.INTERSECTION,
                                        List.of(),
                                        List.of("A", "B"),
                                        List.of("B", "C"))
                                .value())
                .isEqualTo(List.of("B"));
    }

    @Test
    void detailsAreJoinedOrNarrowedWithTheirMember() {
        List<Entry> some = List.of(entry("A"), entry("B", "x", "y"), entry("C", "x"));
        List<Entry> other = List.of(entry("A", "z"), entry("B", "y"), entry("C", "y"));

        assertThat(merged(ValueType.ENTRIES, Merge.UNION, List.of(), some, other).value())
                .isEqualTo(List.of(entry("A", "z"), entry("B", "x", "y"), entry("C", "x", "y")));
        assertThat(merged(ValueType.ENTRIES, Merge.INTERSECTION, List.of(), some, other).value())
                .as("no details means anybody; two restrictions that exclude each other leave none")
                .isEqualTo(List.of(entry("A", "z"), entry("B", "y")));
    }

    private static Entry entry(String name, String... details) {
        return new Entry(name, List.of(details));
    }
}
