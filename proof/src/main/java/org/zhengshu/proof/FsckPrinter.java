package org.zhengshu.proof;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Optional;
import org.zhengshu.proof.log.Finding;
import org.zhengshu.proof.log.LogReport;

/** Writes what came of checking a log (日志核验报告), for people or as JSON. */
record FsckPrinter(Optional<String> language, PrintStream out) {

    void print(LogReport report, boolean json) {
        if (json) {
            out.println(json(report).toPrettyString());
        } else {
            text(report);
        }
    }

    private static Wording sum(LogReport report) {
        if (!report.whole()) {
            return new Wording("日志有问题", "NOT WHOLE");
        }
        return report.unchecked().isEmpty()
                ? new Wording("日志完整", "WHOLE")
                : new Wording("日志完整（有存证未能比对）", "WHOLE (some evidence was not compared)");
    }

    private void text(LogReport report) {
        LogReport.Counts counts = report.counts();
        out.println(both(new Wording("日志", "Log"), " ") + ": " + report.origin());
        out.println(
                both(
                        new Wording(
                                "条目 %d 至 %d，共 %d 条（已删除内容 %d 条），检查点 %d 个，时间戳 %d 个，见证签名 %d 个"
                                        .formatted(numbers(counts)),
                                "entries %d to %d, %d in all (%d redacted), %d checkpoints, %d time-stamps, %d cosignatures"
                                        .formatted(numbers(counts))),
                        "\n"));
        for (Finding finding : report.findings()) {
            out.printf(
                    "%-12s  %-10s  %s%n",
                    finding.kind(),
                    finding.seq() < 0 ? "-" : finding.seq(),
                    both(
                            new Wording(finding.kind().zh() + "：" + finding.zh(), finding.en()),
                            " / "));
            if (!finding.entry().isEmpty()) {
                out.printf("%-12s  %-10s  (%s)%n", "", "", finding.entry());
            }
        }
        if (report.more() > 0) {
            out.println(
                    both(
                            new Wording(
                                    "另有 %d 个问题未列出".formatted(report.more()),
                                    "%d more findings".formatted(report.more())),
                            " "));
        }
        for (String name : report.unchecked()) {
            out.println(both(new Wording("未能比对", "not compared"), " ") + ": " + name);
        }
        out.println(both(new Wording("结论", "Result"), " ") + ": " + both(sum(report), " "));
    }

    private static Object[] numbers(LogReport.Counts counts) {
        return new Object[] {
            counts.first(),
            counts.size() - 1,
            counts.entries(),
            counts.redacted(),
            counts.checkpoints(),
            counts.timestamps(),
            counts.cosignatures()
        };
    }

    private ObjectNode json(LogReport report) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("verdict", verdict(report)).put("origin", report.origin());
        put(tree, sum(report));
        LogReport.Counts counts = report.counts();
        tree.put("first", counts.first()).put("size", counts.size());
        tree.put("entries", counts.entries()).put("redacted", counts.redacted());
        tree.put("checkpoints", counts.checkpoints());
        tree.put("timestamps", counts.timestamps());
        tree.put("cosignatures", counts.cosignatures());
        ArrayNode findings = tree.putArray("findings");
        for (Finding finding : report.findings()) {
            ObjectNode item = findings.addObject();
            item.put("kind", finding.kind().name());
            if (finding.seq() >= 0) {
                item.put("seq", finding.seq());
            }
            if (!finding.entry().isEmpty()) {
                item.put("entry", finding.entry());
            }
            put(item, new Wording(finding.zh(), finding.en()));
        }
        tree.put("more", report.more());
        ArrayNode unchecked = tree.putArray("unchecked");
        report.unchecked().forEach(unchecked::add);
        return tree;
    }

    private static String verdict(LogReport report) {
        if (!report.whole()) {
            return "NOT_WHOLE";
        }
        return report.unchecked().isEmpty() ? "WHOLE" : "WHOLE_NOT_ALL_COMPARED";
    }

    private void put(ObjectNode node, Wording wording) {
        if (!language.equals(Optional.of("en"))) {
            node.put("zh", wording.zh());
        }
        if (!language.equals(Optional.of("zh"))) {
            node.put("en", wording.en());
        }
    }

    private String both(Wording wording, String between) {
        return switch (language.orElse("")) {
            case "zh" -> wording.zh();
            case "en" -> wording.en();
            default -> wording.zh() + between + wording.en();
        };
    }
}
