package org.zhengshu.bench;

import java.util.Arrays;
import java.util.List;

/** Latencies that one caller saw. */
final class Latencies {
    private long[] nanos = new long[1024];
    private int count;

    void add(long latency) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = latency;
    }

    /** Those of all callers in their order. */
    static long[] sorted(List<Latencies> all) {
        return all.stream()
                .flatMapToLong(l -> Arrays.stream(l.nanos, 0, l.count))
                .sorted()
                .toArray();
    }

    /** In milliseconds. */
    static double percentile(long[] sorted, double part) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, Math.round(sorted.length * part))] / 1e6;
    }
}
