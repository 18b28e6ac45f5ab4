package org.zhengshu.tests.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Rest;

/** The alert rules and the board that come with the node (告警规则与看板). */
@Tag("OPS-11")
class MonitoringIT {
    private static final Path FOLDER = Node.project().resolve("config/monitoring");
    private static final Path RULES = FOLDER.resolve("prometheus-rules.yml");

    /** Metrics of Prometheus itself. */
    private static final Set<String> FOREIGN = Set.of("up");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    private static final Pattern WORD =
            Pattern.compile("(?<![\\w$])([a-z][a-z0-9]*(?:_[a-z0-9]+)+)(?!\\w)");
    private static final Set<String> FUNCTIONS = Set.of("predict_linear", "label_values");

    private static Set<String> scraped() throws Exception {
        Node node = Node.shared();
        assertThat(Rest.nobody(node).get("/api/v1/departments").status()).isEqualTo(401);
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(node.http() + "/metrics")).GET().build();
        String text =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()
                        .send(request, BodyHandlers.ofString())
                        .body();
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The metrics that an expression names. */
    private static Set<String> named(List<String> expressions) {
        Set<String> names = new TreeSet<>();
        for (String expression : expressions) {
            Matcher word = WORD.matcher(QUOTED.matcher(expression).replaceAll(""));
            while (word.find()) {
                names.add(word.group(1));
            }
        }
        names.removeAll(FUNCTIONS);
        names.removeAll(FOREIGN);
        return names;
    }

    @Test
    void everyMetricOfTheRulesIsInAScrape() throws Exception {
        List<String> expressions =
                Files.readAllLines(RULES).stream()
                        .map(String::strip)
                        .filter(line -> line.startsWith("expr: "))
                        .map(line -> line.substring(6))
                        .toList();
        assertThat(expressions).hasSizeGreaterThan(10);
        assertThat(scraped()).containsAll(named(expressions)).contains("zhengshu_log_writable");
        assertThat(named(expressions)).hasSizeGreaterThan(10);
    }

    @Test
    void everyMetricOfTheBoardIsInAScrape() throws Exception {
        JsonNode board = new ObjectMapper().readTree(FOLDER.resolve("grafana-board.json").toFile());
        List<String> expressions = board.findValues("expr").stream().map(JsonNode::asText).toList();
        assertThat(expressions).hasSizeGreaterThan(15);
        assertThat(scraped()).containsAll(named(expressions));
        assertThat(board.get("panels"))
                .allSatisfy(p -> assertThat(p.get("title").asText()).isNotBlank());
    }

    @Test
    void everyAlertSaysWhatItIsAndWhatToDoInBothLanguages() throws IOException {
        List<String> lines = Files.readAllLines(RULES).stream().map(String::strip).toList();
        long alerts = lines.stream().filter(l -> l.startsWith("- alert: Zhengshu")).count();
        assertThat(alerts).isGreaterThan(10);
        for (String key : List.of("expr: ", "labels: {severity: ", "summary: ", "action: ")) {
            assertThat(lines.stream().filter(l -> l.startsWith(key)).count())
                    .as(key)
                    .isEqualTo(alerts);
        }
        assertThat(lines.stream().filter(l -> l.startsWith("summary: ")))
                .allMatch(l -> l.matches(".*\\p{IsHan}.* · .*[a-z]{3}.*"));
    }

    /** Prometheus's own checker, where it is installed (Debian package prometheus). */
    @Test
    void prometheusTakesTheRules() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/promtool")), "promtool is not installed here");
        Path out = Files.createTempFile("promtool", null);
        int exit =
                new ProcessBuilder("/usr/bin/promtool", "check", "rules", RULES.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start()
                        .waitFor();
        assertThat(exit).as(Files.readString(out)).isZero();
    }
}
