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
 * @param appendScale part of the full number of commits in a round of the append
 * @param profile whether the server's hot path is sampled while it answers
 */
record Plan(
        Set<String> parts,
        long seed,
        int rounds,
        double warmCpuSeconds,
        long warmMillis,
        long closedMillis,
        long openMillis,
        double appendScale,
        boolean profile) {
    static final List<String> PARTS = List.of("exchange", "latency", "append", "receipts", "fsck");

    static final String HELP =
            """
            --smoke         two minutes instead of ten, with figures of little worth
            --only A,B      only these parts of exchange,latency,append,receipts,fsck
            --seed N        seed of the queries' order
            --profile       samples the server's hot path into hot-path.txt
            """;

    static Plan parse(List<String> arguments) {
        boolean smoke = arguments.contains("--smoke");
        Set<String> parts = new TreeSet<>(PARTS);
        if (arguments.contains("--only")) {
            parts.retainAll(List.of(after(arguments, "--only").split(",")));
        }
        long seed = arguments.contains("--seed") ? Long.parseLong(after(arguments, "--seed")) : 809;
        boolean profile = arguments.contains("--profile");
        return smoke
                ? new Plan(parts, seed, 2, 10, 20_000, 1_000, 1_500, 0.1, profile)
                : new Plan(parts, seed, 5, 60, 240_000, 3_000, 4_000, 1, profile);
    }

    private static String after(List<String> arguments, String name) {
        return arguments.get(arguments.indexOf(name) + 1);
    }

    boolean has(String part) {
        return parts.contains(part);
    }
}
