package org.zhengshu.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The product against a bare endpoint in the same server, one after the other in each round, per
 * CPU-second of the server: goals G2, G3 and G4.
 */
final class GoalBench {
    private static final List<Integer> CALLERS = List.of(1, 16);
    private static final int FEW = 4;
    private static final int WARMING = 16;
    private static final long WARMING_MILLIS = 2_000;

    /** Part of its work that a warm server may spend compiling. */
    static final double QUIET = 0.08;

    private final BenchNode node;
    private final Load load;
    private final Plan plan;
    private final Report report;

    GoalBench(BenchNode node, Load load, Plan plan, Report report) {
        this.node = node;
        this.load = load;
        this.plan = plan;
        this.report = report;
    }

    /**
     * What is compared.
     *
     * @param name as in the plan and in the file
     * @param header of SOAP messages that are not signed
     * @param least of the ratio, and the aim
     */
    record Goal(
            String name,
            String title,
            Form form,
            String header,
            List<String> bodies,
            String ours,
            String bare,
            double least,
            double aim) {}

    void run(Goal goal) throws IOException {
        report.title(
                "%s  %s, requests per CPU-second of the server (least %s, aim %s)"
                        .formatted(
                                goal.name().toUpperCase(java.util.Locale.ROOT),
                                goal.title(),
                                goal.least(),
                                goal.aim()));
        long bytes =
                load.learn(
                        goal.name(),
                        goal.form(),
                        goal.header(),
                        List.of(goal.ours(), goal.bare()),
                        goal.bodies());
        report.line("%d answers equal on both sides, %d bytes each", goal.bodies().size(), bytes);
        warm(goal);
        if (plan.profile()) {
            profile(goal);
            return;
        }
        report.line(
                "%7s %6s %12s %10s %10s %9s %6s %9s %9s %10s",
                "callers",
                "ratio",
                "rounds",
                "ours/cpu-s",
                "bare/cpu-s",
                "with PG",
                "wall",
                "ours/s",
                "bare/s",
                "compiling");
        for (int callers : CALLERS) {
            measure(goal, callers);
        }
        report.save();
    }

    /** Until the server compiles little on both sides, or the time for it is over. */
    private void warm(Goal goal) throws IOException {
        double cpu = Cpu.of(node.serverPid());
        long begun = System.nanoTime();
        double compiling = 1;
        while ((compiling > QUIET || Cpu.of(node.serverPid()) - cpu < plan.warmCpuSeconds() / 2)
                && System.nanoTime() - begun < plan.warmMillis() * 1_000_000) {
            Side ours = side(goal, goal.ours(), WARMING, WARMING_MILLIS);
            Side bare = side(goal, goal.bare(), WARMING, WARMING_MILLIS / 2);
            compiling = Math.max(ours.compiling(), bare.compiling());
        }
        report.line(
                "warmed up in %.0f s with %.0f CPU-seconds of the server; %.0f %% compiling at the end",
                (System.nanoTime() - begun) / 1e9, Cpu.of(node.serverPid()) - cpu, compiling * 100);
    }

    private void profile(Goal goal) throws IOException {
        if (goal.form() == Form.SIGNED) {
            long most = plan.signedPerSecond() * HotPath.MILLIS / 1_000;
            load.sign(goal.name(), goal.ours(), (int) most);
        }
        new HotPath(node, load, report.beside("hot-path-" + goal.name() + ".txt"))
                .run(goal.name(), goal.ours());
    }

    private Side side(Goal goal, String path, int callers, long millis) throws IOException {
        if (goal.form() == Form.SIGNED) {
            long most = plan.signedPerSecond() * millis / 1_000;
            load.sign(goal.name(), path, (int) (most * Math.min(callers, FEW) / FEW));
        }
        return Side.measured(node, load, goal.name(), path, callers, millis);
    }

    private void measure(Goal goal, int callers) throws IOException {
        side(goal, goal.ours(), callers, plan.closedMillis() / 2);
        side(goal, goal.bare(), callers, plan.closedMillis() / 2);
        List<Side> ours = new ArrayList<>();
        List<Side> bare = new ArrayList<>();
        for (int round = 0; round < plan.rounds(); round++) {
            if (round % 2 == 0) {
                ours.add(side(goal, goal.ours(), callers, plan.closedMillis()));
                bare.add(side(goal, goal.bare(), callers, plan.closedMillis()));
            } else {
                bare.add(side(goal, goal.bare(), callers, plan.closedMillis()));
                ours.add(side(goal, goal.ours(), callers, plan.closedMillis()));
            }
        }
        write(goal, callers, ours, bare);
    }

    private void write(Goal goal, int callers, List<Side> ours, List<Side> bare)
            throws IOException {
        List<Double> ratios = new ArrayList<>();
        List<Double> both = new ArrayList<>();
        List<Double> wall = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i).perServer() / bare.get(i).perServer());
            both.add(ours.get(i).perBoth() / bare.get(i).perBoth());
            wall.add(ours.get(i).wall() / bare.get(i).wall());
        }
        ObjectNode cell = report.element(goal.name());
        cell.put("callers", callers).put("least", goal.least()).put("aim", goal.aim());
        cell.put("load", Report.load());
        Report.put(cell, "ratioPerServerCpu", ratios);
        Report.put(cell, "ratioPerServerAndDatabaseCpu", both);
        Report.put(cell, "ratioWall", wall);
        Report.put(cell, "oursPerServerCpuSecond", ours.stream().map(Side::perServer).toList());
        Report.put(cell, "barePerServerCpuSecond", bare.stream().map(Side::perServer).toList());
        Report.put(cell, "oursPerSecond", ours.stream().map(Side::wall).toList());
        Report.put(cell, "barePerSecond", bare.stream().map(Side::wall).toList());
        Report.put(cell, "oursCompiling", ours.stream().map(Side::compiling).toList());
        Report.put(cell, "bareCompiling", bare.stream().map(Side::compiling).toList());
        Report.put(cell, "oursP99Ms", ours.stream().map(s -> s.seen().p99()).toList());
        Report.put(cell, "bareP99Ms", bare.stream().map(s -> s.seen().p99()).toList());
        report.line(
                "%7d %6.2f %12s %10.0f %10.0f %9.2f %6.2f %9.0f %9.0f %4.0f/%3.0f %%",
                callers,
                Report.median(ratios),
                Report.spread(ratios),
                cell.get("oursPerServerCpuSecond").asDouble(),
                cell.get("barePerServerCpuSecond").asDouble(),
                Report.median(both),
                Report.median(wall),
                cell.get("oursPerSecond").asDouble(),
                cell.get("barePerSecond").asDouble(),
                cell.get("oursCompiling").asDouble() * 100,
                cell.get("bareCompiling").asDouble() * 100);
    }
}
