package org.zhengshu.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.tests.node.Node;

/**
 * The enum of problems and docs/problems.md say the same. With {@code -Dproblems.write=true} the
 * file is written anew; its last column is written by hand and stays.
 */
@Tag("KRN-6")
class ProblemsTest {
    private static final Path FILE = Node.project().resolve("docs/problems.md");
    private static final String HEAD =
            """
            # 问题代码 Problems

            Every failure that the platform answers with, the same through both doors, in the log and in the
            audit entry. REST answers with `application/problem+json` (RFC 9457), SOAP with a fault whose detail
            has the same members. The rows follow the enum `ProblemType`; a test compares them.

            | code | HTTP | SOAP | 中文 | English | 怎么办 What to do |
            |---|---|---|---|---|---|
            """;

    @Test
    void codesAreUniqueAndNameTheirFeature() {
        assertThat(Stream.of(ProblemType.values()).map(ProblemType::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z]+/[a-z]+(-[a-z]+)*"));
    }

    @ParameterizedTest
    @EnumSource
    void everyProblemIsSomewhereAnAnswer(ProblemType type) {
        assertThat(Sources.main())
                .filteredOn(source -> !source.name().equals("ProblemType"))
                .anyMatch(source -> source.text().contains("ProblemType." + type.name()));
    }

    @ParameterizedTest
    @EnumSource
    void everyProblemHasAStatusAndATitleInBothLanguages(ProblemType type) {
        assertThat(type.status()).isBetween(400, 599);
        assertThat(type.callersFault()).isEqualTo(type.status() < 500);
        assertThat(type.title(Language.CHINESE)).matches(".*\\p{IsHan}.*");
        assertThat(type.title(Language.ENGLISH)).matches("[\\x20-\\x7e]+");
    }

    @Test
    void theDocumentHasARowForEachProblemAndSaysWhatToDo() throws IOException {
        Map<String, String> advice = advice();
        String expected =
                HEAD
                        + Stream.of(ProblemType.values())
                                .map(type -> row(type, advice.getOrDefault(type.code(), "")))
                                .collect(Collectors.joining());
        if (Boolean.getBoolean("problems.write")) {
            Files.writeString(FILE, expected);
        }
        assertThat(Sources.read(FILE)).isEqualTo(expected);
        assertThat(Stream.of(ProblemType.values()).map(ProblemType::code))
                .allSatisfy(code -> assertThat(advice.get(code)).as(code).isNotBlank());
    }

    private static String row(ProblemType type, String advice) {
        return "| `%s` | %d | %s | %s | %s | %s |\n"
                .formatted(
                        type.code(),
                        type.status(),
                        type.callersFault() ? "Client" : "Server",
                        type.title(Language.CHINESE),
                        type.title(Language.ENGLISH),
                        advice);
    }

    /** The last column by code. */
    private static Map<String, String> advice() {
        Map<String, String> advice = new TreeMap<>();
        if (Files.notExists(FILE)) {
            return advice;
        }
        Sources.read(FILE)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split(" \\| "))
                .forEach(
                        cells ->
                                advice.put(
                                        cells[0].replaceAll("[|` ]", ""),
                                        cells[5].replaceAll(" \\|$", "").strip()));
        return advice;
    }
}
