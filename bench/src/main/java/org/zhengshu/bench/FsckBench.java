package org.zhengshu.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How many entries {@code proof fsck} checks: the command as an auditor runs it, start included.
 */
final class FsckBench {
    private static final int ROUNDS = 3;

    private final BenchNode node;
    private final Path project;
    private final Report report;

    FsckBench(BenchNode node, Path project, Report report) {
        this.node = node;
        this.project = project;
        this.report = report;
    }

    void run(Connection database) throws IOException, SQLException, InterruptedException {
        Path log = node.data().resolveSibling("log.jsonl");
        long entries = LogDump.write(database, log);
        List<Double> perSecond = new ArrayList<>();
        List<Double> perCpu = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            long begun = System.nanoTime();
            Duration cpu = check(log);
            perSecond.add(entries / ((System.nanoTime() - begun) / 1e9));
            perCpu.add(entries / (cpu.toMillis() / 1e3));
        }
        ObjectNode part = report.part("fsck");
        part.put("entries", entries);
        Report.put(part, "entriesPerSecond", perSecond);
        Report.put(part, "entriesPerCpuSecond", perCpu);
        report.title("proof fsck over the node's log, the start of Java included");
        report.line(
                "%d entries, %.0f/s, %.0f per CPU-second",
                entries, Report.median(perSecond), Report.median(perCpu));
        report.save();
    }

    /** CPU time of the command, which must find the log whole. */
    private Duration check(Path log) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-jar",
                                project.resolve("proof/target/proof.jar").toString(),
                                "fsck",
                                "--trust",
                                node.data().resolve("root.pem").toString(),
                                "--lang",
                                "en",
                                log.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.resolveSibling("fsck.txt").toFile())
                        .start();
        Duration cpu = Duration.ZERO;
        while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
            cpu = process.info().totalCpuDuration().orElse(cpu);
        }
        if (process.exitValue() != 0) {
            throw new IOException("fsck finds faults, see " + log.resolveSibling("fsck.txt"));
        }
        return cpu;
    }
}
