package org.zhengshu.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Goal G1: a REST query with evidence against the same query without, in the same server, one after
 * the other in each round; and what an entry takes in the database.
 */
final class ExchangeBench {
    static final double LEAST = 0.75;
    static final double AIM = 0.90;

    /** The most first, so that a single caller meets a server that is as warm as it gets. */
    private static final List<Integer> CALLERS = List.of(64, 16, 1);

    private final BenchNode node;
    private final Load load;
    private final Plan plan;
    private final Report report;
    private final Connection database;

    ExchangeBench(BenchNode node, Load load, Plan plan, Report report, Connection database) {
        this.node = node;
        this.load = load;
        this.plan = plan;
        this.report = report;
        this.database = database;
    }

    /** Where the log stands and what it takes. */
    private record Store(long entries, long checkpoints, long bytes) {}

    void run() throws IOException, SQLException {
        report.title(
                "G1  query with evidence / without, requests per CPU-second of the server (least "
                        + LEAST
                        + ", aim "
                        + AIM
                        + ")");
        report.line(
                "%-17s %7s %6s %12s %9s %9s %9s %6s %9s %9s %7s %6s",
                "query",
                "callers",
                "ratio",
                "rounds",
                "on/cpu-s",
                "off/cpu-s",
                "with PG",
                "wall",
                "on/s",
                "off/s",
                "batch",
                "B/entry");
        for (String workload : List.of(Workloads.RECORD, Workloads.PAGE)) {
            for (int callers : CALLERS) {
                measure(workload, callers);
            }
        }
        report.save();
    }

    private void measure(String workload, int callers) throws IOException, SQLException {
        side(workload, Workloads.ON, callers, plan.closedMillis() / 2);
        side(workload, Workloads.OFF, callers, plan.closedMillis() / 2);
        Store before = store();
        List<Side> on = new ArrayList<>();
        List<Side> off = new ArrayList<>();
        for (int round = 0; round < plan.rounds(); round++) {
            boolean onFirst = round % 2 == 0;
            Side first = side(workload, path(onFirst), callers, plan.closedMillis());
            Side second = side(workload, path(!onFirst), callers, plan.closedMillis());
            on.add(onFirst ? first : second);
            off.add(onFirst ? second : first);
        }
        write(workload, callers, on, off, before, store());
    }

    private static String path(boolean evidence) {
        return evidence ? Workloads.ON : Workloads.OFF;
    }

    private Side side(String workload, String path, int callers, long millis) throws IOException {
        return Side.measured(node, load, workload, path, callers, millis);
    }

    private void write(
            String workload,
            int callers,
            List<Side> on,
            List<Side> off,
            Store before,
            Store after) {
        List<Double> ratios = new ArrayList<>();
        List<Double> both = new ArrayList<>();
        List<Double> wall = new ArrayList<>();
        for (int i = 0; i < on.size(); i++) {
            ratios.add(on.get(i).perServer() / off.get(i).perServer());
            both.add(on.get(i).perBoth() / off.get(i).perBoth());
            wall.add(on.get(i).wall() / off.get(i).wall());
        }
        long entries = after.entries() - before.entries();
        double batch = (double) entries / (after.checkpoints() - before.checkpoints());
        double bytes = (double) (after.bytes() - before.bytes()) / entries;
        ObjectNode cell = report.element("g1");
        cell.put("query", workload).put("callers", callers).put("least", LEAST).put("aim", AIM);
        Report.put(cell, "ratioPerServerCpu", ratios);
        Report.put(cell, "ratioPerServerAndDatabaseCpu", both);
        Report.put(cell, "ratioWall", wall);
        Report.put(cell, "onPerServerCpuSecond", on.stream().map(Side::perServer).toList());
        Report.put(cell, "offPerServerCpuSecond", off.stream().map(Side::perServer).toList());
        Report.put(cell, "onPerSecond", on.stream().map(Side::wall).toList());
        Report.put(cell, "offPerSecond", off.stream().map(Side::wall).toList());
        Report.put(cell, "onP99Ms", on.stream().map(s -> s.seen().p99()).toList());
        Report.put(cell, "offP99Ms", off.stream().map(s -> s.seen().p99()).toList());
        cell.put("entriesPerCommit", Report.rounded(batch));
        cell.put("bytesPerEntry", Report.rounded(bytes));
        report.line(
                "%-17s %7d %6.2f %12s %9.0f %9.0f %9.2f %6.2f %9.0f %9.0f %7.1f %6.0f",
                workload,
                callers,
                Report.median(ratios),
                Report.spread(ratios),
                cell.get("onPerServerCpuSecond").asDouble(),
                cell.get("offPerServerCpuSecond").asDouble(),
                Report.median(both),
                Report.median(wall),
                cell.get("onPerSecond").asDouble(),
                cell.get("offPerSecond").asDouble(),
                batch,
                bytes);
    }

    private Store store() throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                select (select coalesce(sum(top), 0) from
                                        (select max(size) top from aud_checkpoint group by log_id) t),
                                    (select count(*) from aud_checkpoint),
                                    pg_total_relation_size('aud_entry')
                                        + pg_total_relation_size('aud_checkpoint')""")) {
            row.next();
            return new Store(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }
}
