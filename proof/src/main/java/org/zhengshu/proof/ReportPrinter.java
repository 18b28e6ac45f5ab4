package org.zhengshu.proof;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Optional;

/** Writes a report (核验报告) for people, in Chinese and English, or as JSON. */
record ReportPrinter(Optional<String> language, PrintStream out) {

    /** The verdict for programs and in words. */
    record Sum(String verdict, Wording wording) {
        static Sum of(VerificationReport report) {
            return new Sum(report.verdict().name(), Wording.of(report.verdict()));
        }
    }

    void print(VerificationReport report) {
        print(report, Sum.of(report));
    }

    void print(VerificationReport report, Sum total) {
        for (Check check : report.checks()) {
            Wording wording = Wording.of(check);
            out.printf(
                    "%-13s  %-17s  %s%n",
                    check.outcome(), check.name(), both(wording.zh(), wording.en(), " "));
            out.printf("%-13s  %-17s  (%s)%n", "", "", check.detail());
        }
        Wording sum = total.wording();
        out.println(both("结论", "Result", " ") + ": " + both(sum.zh(), sum.en(), " "));
    }

    void printJson(VerificationReport report) {
        printJson(report, Sum.of(report));
    }

    void printJson(VerificationReport report, Sum sum) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        ObjectNode tree = json.objectNode();
        tree.put("verdict", sum.verdict());
        put(tree, sum.wording());
        ArrayNode checks = tree.putArray("checks");
        for (Check check : report.checks()) {
            ObjectNode item = checks.addObject();
            item.put("name", check.name());
            item.put("outcome", check.outcome().name());
            item.put("detail", check.detail());
            put(item, Wording.of(check));
        }
        out.println(tree.toPrettyString());
    }

    private void put(ObjectNode node, Wording wording) {
        if (!language.equals(Optional.of("en"))) {
            node.put("zh", wording.zh());
        }
        if (!language.equals(Optional.of("zh"))) {
            node.put("en", wording.en());
        }
    }

    private String both(String zh, String en, String between) {
        return switch (language.orElse("")) {
            case "zh" -> zh;
            case "en" -> en;
            default -> zh + between + en;
        };
    }
}
