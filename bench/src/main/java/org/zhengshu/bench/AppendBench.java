package org.zhengshu.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.zhengshu.audit.control.LogAppend;
import org.zhengshu.audit.control.LogName;
import org.zhengshu.audit.entity.Entry;
import org.zhengshu.kernel.boundary.Actor;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Language;
import org.zhengshu.kernel.boundary.Message;
import org.zhengshu.proof.HashAlgorithm;

/**
 * Goal G8: the log's durable append against a plain multi-row insert of the same rows into a table
 * of the same shape with the same indexes, on the same PostgreSQL, with the same number of commits.
 */
final class AppendBench {
    static final double LEAST = 0.7;
    static final double AIM = 0.9;

    private final BenchNode node;
    private final Plan plan;
    private final Report report;
    private final Clock clock = Clock.systemUTC();
    private final UUID grant = UUID.randomUUID();
    private final OperatingSystemMXBean self =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** How many commits one round has at each size of batch. */
    private enum Size {
        ONE(1, 1_000),
        SIXTEEN(16, 500),
        MANY(128, 120),
        MOST(1_024, 20);

        private final int batch;
        private final int commits;

        Size(int batch, int commits) {
            this.batch = batch;
            this.commits = commits;
        }
    }

    /** One side of one round. */
    private record Side(int entries, double wall, double client, double database) {
        double perSecond() {
            return entries / wall;
        }

        double perCpu() {
            return entries / (client + database);
        }
    }

    /** Work that is timed. */
    private interface Work {
        void run() throws SQLException;
    }

    AppendBench(BenchNode node, Plan plan, Report report) {
        this.node = node;
        this.plan = plan;
        this.report = report;
    }

    void run() throws Exception {
        PGSimpleDataSource database = node.freshDatabase();
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        report.title(
                "G8  durable append to the log / plain multi-row insert of the same rows (least "
                        + LEAST
                        + ", aim "
                        + AIM
                        + ")");
        report.line(
                "%7s %10s %12s %10s %12s %12s %12s",
                "batch", "wall", "rounds", "cpu", "rounds", "log/s", "insert/s");
        LogName name = new LogName("bench", "", HashAlgorithm.SM3);
        try (Connection plain = database.getConnection();
                LogAppend log = new LogAppend(database, name, ProductKeys.of(node.data()), clock)) {
            Rows.prepare(plain);
            plain.setAutoCommit(false);
            for (Size size : Size.values()) {
                round(size, log, plain);
            }
            for (Size size : Size.values()) {
                measure(size, log, plain);
            }
        }
        report.save();
    }

    private void measure(Size size, LogAppend log, Connection plain)
            throws IOException, SQLException {
        List<Side> ours = new ArrayList<>();
        List<Side> theirs = new ArrayList<>();
        for (int i = 0; i < plan.rounds(); i++) {
            List<Side> sides = round(size, log, plain);
            ours.add(sides.get(0));
            theirs.add(sides.get(1));
        }
        write(size, ours, theirs);
    }

    /** The log first, as its rows are what the plain insert writes then. */
    private List<Side> round(Size size, LogAppend log, Connection plain)
            throws IOException, SQLException {
        int commits = (int) Math.max(3, size.commits * plan.appendScale());
        List<List<Entry>> batches = new ArrayList<>();
        for (int i = 0; i < commits; i++) {
            batches.add(entries(size.batch));
        }
        long first = log.size();
        Side ours =
                timed(
                        commits * size.batch,
                        () -> {
                            for (List<Entry> batch : batches) {
                                log.append(batch);
                            }
                        });
        Rows rows = Rows.since(plain, first);
        plain.commit();
        if (rows.size() != commits * size.batch) {
            throw new IllegalStateException("the log did not keep all of its rows");
        }
        Side theirs = timed(rows.size(), () -> rows.insert(plain, size.batch));
        return List.of(ours, theirs);
    }

    private Side timed(int entries, Work work) throws IOException, SQLException {
        System.gc();
        long client = self.getProcessCpuTime();
        double database = Cpu.ofTree(node.databasePid());
        long begun = System.nanoTime();
        work.run();
        double wall = (System.nanoTime() - begun) / 1e9;
        return new Side(
                entries,
                wall,
                (self.getProcessCpuTime() - client) / 1e9,
                Cpu.ofTree(node.databasePid()) - database);
    }

    private List<Entry> entries(int count) {
        List<Entry> entries = new ArrayList<>(count);
        Actor actor =
                new Actor(
                        "rest-permit",
                        Actor.Kind.SYSTEM,
                        "行政审批系统",
                        "11210000MB1234567X",
                        "210000",
                        Set.of());
        for (int i = 0; i < count; i++) {
            Call call = new Call(Call.newTrace(), Call.Door.REST, actor, Language.CHINESE);
            call.note("grant", grant)
                    .note("resource", grant)
                    .note("code", "210000000/103001")
                    .note("purpose", "行政审批地址核验")
                    .note("items", "code,name,area_code")
                    .note("rows", 1);
            call.countAgainst(grant);
            byte[] body = ("{\"answer\":\"" + i + "\"}").getBytes(StandardCharsets.UTF_8);
            entries.add(
                    Entry.of(
                            call, "bench", Entry.ANSWERED, new Message(body, Message.BODY), clock));
        }
        return entries;
    }

    private void write(Size size, List<Side> ours, List<Side> theirs) {
        List<Double> wall = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            wall.add(ours.get(i).perSecond() / theirs.get(i).perSecond());
            cpu.add(ours.get(i).perCpu() / theirs.get(i).perCpu());
        }
        ObjectNode row = report.element("g8");
        row.put("batch", size.batch).put("least", LEAST).put("aim", AIM);
        Report.put(row, "ratioWall", wall);
        Report.put(row, "ratioCpu", cpu);
        Report.put(row, "logPerSecond", ours.stream().map(Side::perSecond).toList());
        Report.put(row, "insertPerSecond", theirs.stream().map(Side::perSecond).toList());
        Report.put(row, "logPerCpuSecond", ours.stream().map(Side::perCpu).toList());
        Report.put(row, "insertPerCpuSecond", theirs.stream().map(Side::perCpu).toList());
        Report.put(row, "logClientCpu", ours.stream().map(Side::client).toList());
        Report.put(row, "logDatabaseCpu", ours.stream().map(Side::database).toList());
        Report.put(row, "insertClientCpu", theirs.stream().map(Side::client).toList());
        Report.put(row, "insertDatabaseCpu", theirs.stream().map(Side::database).toList());
        report.line(
                "%7d %10.2f %12s %10.2f %12s %12.0f %12.0f",
                size.batch,
                Report.median(wall),
                Report.spread(wall),
                Report.median(cpu),
                Report.spread(cpu),
                row.get("logPerSecond").asDouble(),
                row.get("insertPerSecond").asDouble());
    }
}
