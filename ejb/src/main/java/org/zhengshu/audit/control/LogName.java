package org.zhengshu.audit.control;

import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.proof.HashAlgorithm;

/**
 * Which log a running server writes (日志名称). Its origin is unique in the world of the node: {@code
 * zhengshu/node[/server][/generation][/sm3]}, the last part for a log over SM3.
 *
 * @param server empty for the only server of the node
 */
public record LogName(String node, String server, HashAlgorithm hash) {
    public static LogName of(Settings settings) {
        return new LogName(
                settings.node(), settings.server(), HashAlgorithm.of(settings.evidence().hash()));
    }

    /** The origin line of the log's checkpoints; the first generation has no number. */
    public String origin(int generation) {
        return "zhengshu/"
                + node
                + (server.isEmpty() ? "" : "/" + server)
                + (generation == 1 ? "" : "/" + generation)
                + hash.originSuffix();
    }
}
