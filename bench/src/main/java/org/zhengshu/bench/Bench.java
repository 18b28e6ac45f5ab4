package org.zhengshu.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Measures the goals G1 to G4, G8 and G13 and what is reported with them; each against its
 * baseline.
 */
public final class Bench {
    private Bench() {}

    /** Options: {@link Plan#HELP}. */
    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        Path project = Path.of(System.getProperty("zhengshu.project", "")).toAbsolutePath();
        Path folder = project.resolve("bench/target");
        Report report = new Report(folder.resolve("bench.json"));
        if (given.contains("--help")) {
            report.line("%s", Plan.HELP);
            return;
        }
        Plan plan = Plan.parse(given);
        long begun = System.nanoTime();
        try (BenchNode node = BenchNode.start(project, folder.resolve("node"))) {
            try (Connection database = node.database()) {
                describe(report, plan, database);
                run(project, folder, node, plan, report, database);
            }
        }
        report.part("machine")
                .put("loadAtEnd", Report.load())
                .put("seconds", (System.nanoTime() - begun) / 1_000_000_000);
        report.save();
        report.line(
                "%nload %s, %d s; bench/target/bench.json",
                Report.load(), (System.nanoTime() - begun) / 1_000_000_000);
    }

    private static void run(
            Path project,
            Path folder,
            BenchNode node,
            Plan plan,
            Report report,
            Connection database)
            throws Exception {
        if (plan.asksServer()) {
            exchange(project, folder, node, plan, report, database);
        }
        if (plan.has("fsck")) {
            new FsckBench(node, project, report).run(database);
        }
        if (plan.has("append")) {
            new AppendBench(node, plan, report).run();
        }
    }

    private static void exchange(
            Path project,
            Path folder,
            BenchNode node,
            Plan plan,
            Report report,
            Connection database)
            throws Exception {
        try (Load load = new Load(node.data(), node.port())) {
            Workloads workloads = new Workloads(node, project, plan.seed());
            if (plan.asksExchange()) {
                evidence(folder, node, load, workloads.bodies(), plan, report, database);
            }
            new Goals(node, load, plan, report, database, workloads).run();
            if (plan.has("mixed")) {
                new MixedBench(node, load, plan, report, database).run(workloads);
            }
        }
    }

    private static void evidence(
            Path folder,
            BenchNode node,
            Load load,
            Map<String, List<String>> bodies,
            Plan plan,
            Report report,
            Connection database)
            throws Exception {
        warm(node, load, bodies, plan, report);
        if (plan.profile()) {
            new HotPath(node, load, folder.resolve("hot-path.txt"))
                    .run(Workloads.RECORD, Workloads.ON);
            return;
        }
        if (plan.has("exchange")) {
            new ExchangeBench(node, load, plan, report, database).run();
        }
        if (plan.has("latency")) {
            new LatencyBench(load, plan, report).run();
        }
        if (plan.has("receipts")) {
            new ReceiptBench(node, plan, report).run(bodies.get(Workloads.RECORD));
        }
    }

    /** Both sides answer every query with the same bytes before anything is measured. */
    private static void warm(
            BenchNode node, Load load, Map<String, List<String>> bodies, Plan plan, Report report)
            throws IOException {
        List<String> sides = List.of(Workloads.ON, Workloads.OFF);
        for (Map.Entry<String, List<String>> workload : bodies.entrySet()) {
            long bytes = load.learn(workload.getKey(), Form.JSON, "", sides, workload.getValue());
            report.line(
                    "%s: %d answers equal on both sides, %d bytes each",
                    workload.getKey(), workload.getValue().size(), bytes);
        }
        long begun = System.nanoTime();
        double cpu = Cpu.of(node.serverPid());
        double used = 0;
        double seconds = 0;
        double compiling = 1;
        while ((compiling > GoalBench.QUIET || used < plan.warmCpuSeconds())
                && seconds * 1_000 < plan.warmMillis()) {
            double compilers = Cpu.ofCompilers(node.serverPid());
            for (String workload : bodies.keySet()) {
                for (String side : sides) {
                    load.closed(workload, side, 16, 1_000);
                }
            }
            double now = Cpu.of(node.serverPid()) - cpu;
            compiling = (Cpu.ofCompilers(node.serverPid()) - compilers) / (now - used);
            used = now;
            seconds = (System.nanoTime() - begun) / 1e9;
        }
        report.part("warmUp")
                .put("serverCpuSeconds", Report.rounded(used))
                .put("seconds", Report.rounded(seconds));
        report.line(
                "warmed up in %.0f s with %.0f CPU-seconds of the server; %.0f %% compiling at the end",
                seconds, used, compiling * 100);
    }

    private static void describe(Report report, Plan plan, Connection database) throws Exception {
        ObjectNode machine = report.part("machine");
        machine.put("at", Clock.systemUTC().instant().toString())
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("java", Runtime.version().toString())
                .put(
                        "system",
                        System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .put("load", Report.load())
                .put("seed", plan.seed())
                .put("rounds", plan.rounds());
        try (Statement statement = database.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select version(), current_setting('fsync'), current_setting('synchronous_commit')")) {
            row.next();
            machine.put("postgresql", row.getString(1))
                    .put("fsync", row.getString(2))
                    .put("synchronousCommit", row.getString(3));
        }
        report.title(machine.toPrettyString());
    }
}
