package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.Sources.Source;
import org.zhengshu.tests.node.Node;

/** The glossary and the code use the same Chinese terms. */
class GlossaryTest {
    /** The Javadoc of the file's own type or package, and what follows up to its name. */
    private static final Pattern DOCUMENTED =
            Pattern.compile(
                    "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*((?:@(?:(?!\\n[a-z@]).)*\\n)*)"
                            + "(?:public |abstract |final |sealed )*"
                            + "(?:class|record|enum|interface|@interface|package) ",
                    Pattern.DOTALL);

    private static final Pattern TERM = Pattern.compile("[(（]([^()（）]*\\p{IsHan}[^()（）]*)[)）]");

    private static final Pattern ROW =
            Pattern.compile("\\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");

    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    /** Chinese term by the name of the feature or type in the glossary. */
    private static Map<String, String> glossary() {
        Map<String, String> terms = new TreeMap<>();
        Sources.read(Node.project().resolve("docs/glossary.md"))
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(
                        row -> {
                            Matcher name = NAME.matcher(row.group(3));
                            while (name.find()) {
                                assertThat(terms.put(name.group(1), row.group(2).strip()))
                                        .as("%s has one row", name.group(1))
                                        .isNull();
                            }
                        });
        return terms;
    }

    /** The term in a source's Javadoc, the first of several; empty when there is none. */
    private static String term(Source source) {
        Matcher documented = DOCUMENTED.matcher(source.text());
        if (!documented.find()) {
            return "";
        }
        Matcher term = TERM.matcher(documented.group(1).replaceAll("\\s*\\n \\*\\s*", " "));
        return term.find() ? term.group(1).split("[、，,]")[0].strip() : "";
    }

    private static boolean mustBeListed(Source source) {
        String text = source.text();
        boolean service = text.contains("\n@Boundary\n") && !text.contains("\n@Interceptor\n");
        return service || text.contains("\n@Entity\n");
    }

    private static String feature(Source source) {
        String path = source.path().toString().replace('\\', '/');
        return path.replaceAll(".*/org/zhengshu/", "").split("/")[0];
    }

    private static List<Source> features() {
        return Sources.main().stream().filter(s -> s.name().equals("package-info")).toList();
    }

    @Test
    void everyFeatureHasItsTermInItsPackageAndInTheGlossary() {
        Map<String, String> glossary = glossary();
        List<String> all =
                Sources.main().stream()
                        .filter(s -> !s.path().toString().contains("launcher"))
                        .map(GlossaryTest::feature)
                        .distinct()
                        .toList();
        assertThat(features()).extracting(GlossaryTest::feature).containsAll(all);
        for (Source feature : features()) {
            assertThat(glossary.get(feature(feature)))
                    .as(feature(feature))
                    .isNotNull()
                    .isEqualTo(term(feature));
        }
    }

    @Test
    void everyServiceAndEntityHasItsTermInItsJavadocAndInTheGlossary() {
        Map<String, String> glossary = glossary();
        List<Source> listed = Sources.main().stream().filter(GlossaryTest::mustBeListed).toList();
        assertThat(listed).hasSizeGreaterThan(20);
        for (Source type : listed) {
            assertThat(term(type)).as("term of %s", type.path()).isNotEmpty();
            assertThat(glossary).as("rows of the glossary").containsKey(type.name());
        }
    }

    @Test
    void everyNameInTheGlossaryExistsWithThatTerm() {
        Map<String, String> code = new TreeMap<>();
        Sources.main().stream()
                .filter(s -> !s.path().toString().contains("launcher"))
                .forEach(s -> code.putIfAbsent(s.name(), term(s)));
        features().forEach(s -> code.put(feature(s), term(s)));
        assertThat(code).containsAllEntriesOf(glossary());
    }
}
