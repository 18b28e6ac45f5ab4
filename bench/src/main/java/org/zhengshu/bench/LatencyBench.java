package org.zhengshu.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What evidence adds to the latency at given rates: an open loop, latency counted from the time at
 * which a request was due, both sides in turn.
 */
final class LatencyBench {
    private static final List<Integer> RATES = List.of(100, 1_000, 4_000);
    private static final int CALLERS = 128;
    private static final int ROUNDS = 3;

    private final Load load;
    private final Plan plan;
    private final Report report;

    LatencyBench(Load load, Plan plan, Report report) {
        this.load = load;
        this.plan = plan;
        this.report = report;
    }

    void run() throws IOException {
        report.title("Latency added by evidence, open loop, " + Workloads.RECORD + ", ms");
        report.line(
                "%8s %10s %10s %9s %9s %9s %9s %10s %10s",
                "asked/s",
                "on/s",
                "off/s",
                "on p50",
                "off p50",
                "on p99",
                "off p99",
                "added p50",
                "added p99");
        load.open(Workloads.RECORD, Workloads.OFF, CALLERS, RATES.get(0), 1_000);
        for (int rate : RATES) {
            measure(rate);
        }
        report.save();
    }

    private void measure(int rate) throws IOException {
        List<Load.Seen> on = new ArrayList<>();
        List<Load.Seen> off = new ArrayList<>();
        for (int round = 0; round < Math.min(ROUNDS, plan.rounds()); round++) {
            on.add(side(Workloads.ON, rate));
            off.add(side(Workloads.OFF, rate));
        }
        ObjectNode row = report.element("latency");
        row.put("askedPerSecond", rate);
        put(row, "on", on);
        put(row, "off", off);
        row.put("addedP50Ms", Report.rounded(value(row, "onP50Ms") - value(row, "offP50Ms")));
        row.put("addedP99Ms", Report.rounded(value(row, "onP99Ms") - value(row, "offP99Ms")));
        report.line(
                "%8d %10.0f %10.0f %9.2f %9.2f %9.2f %9.2f %10.2f %10.2f",
                rate,
                value(row, "onReachedPerSecond"),
                value(row, "offReachedPerSecond"),
                value(row, "onP50Ms"),
                value(row, "offP50Ms"),
                value(row, "onP99Ms"),
                value(row, "offP99Ms"),
                value(row, "addedP50Ms"),
                value(row, "addedP99Ms"));
    }

    private Load.Seen side(String path, int rate) throws IOException {
        return load.open(Workloads.RECORD, path, CALLERS, rate, plan.openMillis());
    }

    private static void put(ObjectNode row, String side, List<Load.Seen> seen) {
        Report.put(
                row,
                side + "ReachedPerSecond",
                seen.stream().map(s -> s.requests() / s.seconds()).toList());
        Report.put(row, side + "P50Ms", seen.stream().map(Load.Seen::p50).toList());
        Report.put(row, side + "P99Ms", seen.stream().map(Load.Seen::p99).toList());
    }

    private static double value(ObjectNode row, String name) {
        return row.get(name).asDouble();
    }
}
