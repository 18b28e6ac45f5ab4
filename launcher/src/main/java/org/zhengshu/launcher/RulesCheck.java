package org.zhengshu.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.zhengshu.kernel.boundary.Text;
import org.zhengshu.regulation.boundary.CodeLists;
import org.zhengshu.regulation.boundary.ConfigProblem;
import org.zhengshu.regulation.boundary.PackView;
import org.zhengshu.regulation.boundary.RegulationFault;
import org.zhengshu.regulation.boundary.RulePacks;
import org.zhengshu.regulation.boundary.RuleSet;
import org.zhengshu.regulation.boundary.WorkCalendar;

/** Rule packs, calendar and code lists, read as the server reads them (法规配置检查). */
final class RulesCheck {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Text TODO =
            new Text("按所述改正文件, 或从安装包取回原文件", "correct the file, or take it from the package again");

    private final Path config;
    private final RulePacks packs;

    RulesCheck(Path config, Clock clock) {
        this.config = config;
        this.packs = new RulePacks(config.resolve("packs"), clock);
    }

    void run(Findings findings) {
        List<ConfigProblem> problems = new ArrayList<>();
        try {
            packs.active();
        } catch (RegulationFault fault) {
            findings.error("rules/broken", config.resolve("packs"), text(fault), TODO);
        }
        problems.addAll(packs.problems());
        problems.addAll(new CodeLists(config.resolve("codelists")).problems());
        problems.addAll(new WorkCalendar(config.resolve("calendar/china.csv")).problems());
        problems.forEach(
                problem ->
                        findings.error(
                                "rules/broken",
                                problem.file() + " " + problem.key(),
                                new Text(problem.zh(), problem.en()),
                                TODO));
    }

    /** Whether a stack with its supplement may be put in force. */
    void stack(List<String> stack, String supplement, Findings findings) {
        try {
            packs.stack(whole(stack, supplement), false);
        } catch (RegulationFault fault) {
            findings.error("rules/stack", String.join(",", stack), text(fault), choices());
        }
    }

    /** The rules of a stack, each with the articles it comes from. */
    String articles(List<String> stack, String supplement) {
        RuleSet rules = packs.stack(whole(stack, supplement), false);
        return rules.all().entrySet().stream()
                .map(
                        rule ->
                                "  %s = %s  %s"
                                        .formatted(
                                                rules.describe(rule.getKey()).zh(),
                                                rule.getValue().value(),
                                                rule.getValue().citation(Locale.CHINESE)))
                .collect(Collectors.joining("\n"));
    }

    /** The packs that there are. */
    String list() {
        return packs.packs().stream().map(RulesCheck::line).collect(Collectors.joining("\n"));
    }

    private static String line(PackView pack) {
        return "  %-10s %s  [%s %s]%s"
                .formatted(
                        pack.id(),
                        pack.title(),
                        pack.statusZh(),
                        pack.statusEn(),
                        pack.activatable() ? "" : "  (不可启用 not to be put in force)");
    }

    /** The node's file with this choice; aliases stay. */
    byte[] node(String jurisdiction, List<String> stack, String supplement) {
        try {
            Path file = config.resolve("packs/node.json");
            ObjectNode node = (ObjectNode) MAPPER.readTree(file.toFile());
            node.put("jurisdiction", jurisdiction);
            ArrayNode chosen = node.putArray("stack");
            stack.forEach(chosen::add);
            if (supplement.isEmpty()) {
                node.remove("supplement");
            } else {
                node.put("supplement", supplement);
            }
            return MAPPER.writeValueAsString(node).concat("\n").getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Text choices() {
        return new Text("可选的法规配置:\n" + list(), "choose from the packs above");
    }

    private static List<String> whole(List<String> stack, String supplement) {
        List<String> whole = new ArrayList<>(stack);
        if (!supplement.isEmpty()) {
            whole.add(supplement);
        }
        return whole;
    }

    private static Text text(RegulationFault fault) {
        return fault.detail();
    }
}
