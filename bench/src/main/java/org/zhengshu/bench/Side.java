package org.zhengshu.bench;

import java.io.IOException;

/**
 * One side of one round: what the callers saw, and what server and database worked for it.
 *
 * @param compilers what of the server's work was done by its compilers
 */
record Side(Load.Seen seen, double server, double compilers, double database) {
    /** Callers who wait for their answers, for so long. */
    static Side measured(
            BenchNode node, Load load, String workload, String path, int callers, long millis)
            throws IOException {
        double server = Cpu.of(node.serverPid());
        double compilers = Cpu.ofCompilers(node.serverPid());
        double postgres = Cpu.ofTree(node.databasePid());
        Load.Seen seen = load.closed(workload, path, callers, millis);
        return new Side(
                seen,
                Cpu.of(node.serverPid()) - server,
                Cpu.ofCompilers(node.serverPid()) - compilers,
                Cpu.ofTree(node.databasePid()) - postgres);
    }

    double perServer() {
        return seen.requests() / server;
    }

    /** Part of the server's work that was compiling. */
    double compiling() {
        return compilers / server;
    }

    double perBoth() {
        return seen.requests() / (server + database);
    }

    double wall() {
        return seen.requests() / seen.seconds();
    }
}
