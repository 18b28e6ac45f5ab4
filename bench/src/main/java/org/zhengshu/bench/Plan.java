package org.zhengshu.bench;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How long and how much is measured.
 *
 * @param parts which parts run, see {@link #PARTS}
 * @param rounds interleaved rounds per figure
 * @param warmCpuSeconds what the server works on both sides before anything is measured, so that
 *     its code is compiled however busy the machine is
 * @param warmMillis at most so long
 * @param closedMillis one side of one round of the closed loop
 * @param openMillis one side of one round of the open loop
 * @param mixedMillis how long 200 callers do everything at once
 * @param signedPerSecond SOAP messages signed before a run for each of its seconds
 * @param appendScale part of the full number of commits in a round of the append
 * @param profile whether the server's hot paths are sampled, not measured
 */
record Plan(
        Set<String> parts,
        long seed,
        int rounds,
        double warmCpuSeconds,
        long warmMillis,
        long closedMillis,
        long openMillis,
        long mixedMillis,
        int signedPerSecond,
        double appendScale,
        boolean profile) {
    static final List<String> PARTS =
            List.of("exchange", "g2", "g3", "g4", "latency", "receipts", "mixed", "fsck", "append");

    static final String HELP =
            """
            --smoke         a few minutes instead of twenty, with figures of little worth
            --long          mixed callers for ten minutes instead of one
            --only A,B      only these parts of exchange,g2,g3,g4,latency,receipts,mixed,fsck,append
            --seed N        seed of the queries' order
            --profile       samples what exchange, g2, g3, g4 do into hot-path*.txt and measures none of them
            """;

    static Plan parse(List<String> arguments) {
        boolean smoke = arguments.contains("--smoke");
        Set<String> parts = new TreeSet<>(PARTS);
        if (arguments.contains("--only")) {
            parts.retainAll(List.of(after(arguments, "--only").split(",")));
        }
        long seed = arguments.contains("--seed") ? Long.parseLong(after(arguments, "--seed")) : 809;
        boolean profile = arguments.contains("--profile");
        long mixed = arguments.contains("--long") ? 600_000 : smoke ? 5_000 : 60_000;
        return smoke
                ? new Plan(parts, seed, 2, 10, 20_000, 1_000, 1_500, mixed, 600, 0.1, profile)
                : new Plan(parts, seed, 5, 60, 240_000, 3_000, 4_000, mixed, 600, 1, profile);
    }

    private static String after(List<String> arguments, String name) {
        return arguments.get(arguments.indexOf(name) + 1);
    }

    /** Whether both sides of goal G1 have to be known and warm. */
    boolean asksExchange() {
        return has("exchange") || has("latency") || has("receipts");
    }

    /** Whether anything needs callers. */
    boolean asksServer() {
        return asksExchange() || has("g2") || has("g3") || has("g4") || has("mixed");
    }

    boolean has(String part) {
        return parts.contains(part);
    }
}
