package org.zhengshu.bench;

import java.io.IOException;

/** One side of one round: what the callers saw, and what server and database worked for it. */
record Side(Load.Seen seen, double server, double database) {
    /** Callers who wait for their answers, for so long. */
    static Side measured(
            BenchNode node, Load load, String workload, String path, int callers, long millis)
            throws IOException {
        double server = Cpu.of(node.serverPid());
        double postgres = Cpu.ofTree(node.databasePid());
        Load.Seen seen = load.closed(workload, path, callers, millis);
        return new Side(
                seen, Cpu.of(node.serverPid()) - server, Cpu.ofTree(node.databasePid()) - postgres);
    }

    double perServer() {
        return seen.requests() / server;
    }

    double perBoth() {
        return seen.requests() / (server + database);
    }

    double wall() {
        return seen.requests() / seen.seconds();
    }
}
