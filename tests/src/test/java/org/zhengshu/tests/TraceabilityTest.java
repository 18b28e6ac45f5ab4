package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.Sources.Source;

/** Every numbered rule of a feature has a test that names it, and every named rule exists. */
class TraceabilityTest {
    private static final Pattern RULE = Pattern.compile("<li>([A-Z]{3}-[0-9]+) (.)");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([^\"]*)\"\\)");

    private static List<String> rules() {
        return found(Sources.main().stream().filter(s -> s.name().equals("package-info")), RULE);
    }

    private static List<String> tags() {
        Predicate<Source> itself = s -> s.name().equals("TraceabilityTest");
        return found(Sources.test().stream().filter(itself.negate()), TAG);
    }

    private static List<String> found(Stream<Source> sources, Pattern pattern) {
        List<String> found = new ArrayList<>();
        sources.forEach(
                s -> {
                    Matcher matcher = pattern.matcher(s.text());
                    while (matcher.find()) {
                        found.add(matcher.group(1));
                    }
                });
        return found;
    }

    @Test
    void everyRuleHasATest() {
        assertThat(rules()).hasSizeGreaterThan(50);
        assertThat(new TreeSet<>(tags())).containsAll(rules());
    }

    @Test
    void everyTagNamesARule() {
        assertThat(rules()).containsAll(new TreeSet<>(tags()));
    }

    @Test
    void theRulesOfAFeatureAreNumberedFromOneWithoutGaps() {
        assertThat(rules()).doesNotHaveDuplicates();
        TreeMap<String, Integer> last = new TreeMap<>();
        for (String rule : rules()) {
            String[] parts = rule.split("-");
            assertThat(Integer.parseInt(parts[1]))
                    .as(rule)
                    .isEqualTo(last.merge(parts[0], 1, Integer::sum));
        }
    }
}
