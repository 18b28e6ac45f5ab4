package org.zhengshu.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** One measured run: as many callers as connections, each request checked against its answer. */
final class LoadRun {
    private final List<byte[]> requests;
    private final List<byte[]> answers;
    private final List<HttpsConnection> connections;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<String> trouble = new AtomicReference<>("");

    LoadRun(List<byte[]> requests, List<byte[]> answers, List<HttpsConnection> connections) {
        this.requests = requests;
        this.answers = answers;
        this.connections = connections;
    }

    /** Latencies of one caller. */
    private static final class Latencies {
        private long[] nanos = new long[1024];
        private int count;

        void add(long latency) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, count * 2);
            }
            nanos[count++] = latency;
        }
    }

    /** A caller's work until it is done. */
    private interface Caller {
        void call(HttpsConnection connection, Latencies latencies) throws IOException;
    }

    /** Each caller sends its next request when it has its answer, for so long. */
    ObjectNode closed(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        return run(
                (connection, latencies) -> {
                    while (System.nanoTime() < end) {
                        long begun = System.nanoTime();
                        request(connection, next.getAndIncrement());
                        latencies.add(System.nanoTime() - begun);
                    }
                });
    }

    /**
     * Requests arrive at fixed times whatever the server does; latency counts from those times.
     * What is not even sent half a run after the end is not sent at all: the rate was not reached.
     */
    ObjectNode open(int rate, long nanos) throws InterruptedException {
        int arrivals = (int) (nanos / 1_000_000_000.0 * rate);
        double gap = 1_000_000_000.0 / rate;
        long start = System.nanoTime();
        long end = start + nanos + nanos / 2;
        return run(
                (connection, latencies) -> {
                    for (int i = next.getAndIncrement(); i < arrivals; i = next.getAndIncrement()) {
                        long due = start + (long) (i * gap);
                        await(due);
                        request(connection, i);
                        latencies.add(System.nanoTime() - due);
                    }
                });
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void request(HttpsConnection connection, int number) throws IOException {
        int index = number % requests.size();
        HttpsConnection.Response response = connection.send(requests.get(index));
        if (response.status() != 200 || !Arrays.equals(response.body(), answers.get(index))) {
            throw new IOException("status " + response.status() + " or another answer");
        }
    }

    private ObjectNode run(Caller caller) throws InterruptedException {
        List<Latencies> all = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        long begun = System.nanoTime();
        for (HttpsConnection connection : connections) {
            Latencies own = new Latencies();
            all.add(own);
            threads.add(new Thread(() -> work(caller, connection, own)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return result(all, System.nanoTime() - begun);
    }

    private void work(Caller caller, HttpsConnection connection, Latencies latencies) {
        try {
            caller.call(connection, latencies);
        } catch (IOException e) {
            trouble.compareAndSet("", e.toString());
        }
    }

    private ObjectNode result(List<Latencies> all, long nanos) {
        long[] sorted =
                all.stream()
                        .flatMapToLong(l -> Arrays.stream(l.nanos, 0, l.count))
                        .sorted()
                        .toArray();
        return JsonNodeFactory.instance
                .objectNode()
                .put("requests", sorted.length)
                .put("seconds", nanos / 1e9)
                .put("p50", percentile(sorted, 0.50))
                .put("p99", percentile(sorted, 0.99))
                .put("trouble", trouble.get());
    }

    /** In milliseconds. */
    private static double percentile(long[] sorted, double part) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1, Math.round(sorted.length * part))] / 1e6;
    }
}
