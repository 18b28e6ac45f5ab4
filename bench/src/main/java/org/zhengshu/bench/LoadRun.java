package org.zhengshu.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** One measured run: as many callers as connections, each request checked against its answer. */
final class LoadRun {
    private final Workload workload;
    private final List<byte[]> requests;
    private final List<HttpsConnection> connections;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<String> trouble = new AtomicReference<>("");

    LoadRun(Workload workload, String path, List<HttpsConnection> connections) throws IOException {
        this.workload = workload;
        this.requests = workload.take(path);
        this.connections = connections;
    }

    /** A caller's work until it is done. */
    private interface Caller {
        void call(HttpsConnection connection, Latencies latencies) throws IOException;
    }

    /**
     * Each caller sends its next request when it has its answer, for so long, or until all that is
     * to be sent once is sent.
     */
    ObjectNode closed(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        int most = workload.form() == Form.SIGNED ? requests.size() : Integer.MAX_VALUE;
        return run(
                (connection, latencies) -> {
                    for (int i = next.getAndIncrement();
                            i < most && System.nanoTime() < end;
                            i = next.getAndIncrement()) {
                        long begun = System.nanoTime();
                        request(connection, i);
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
                    for (int i = next.getAndIncrement();
                            i < arrivals && System.nanoTime() < end;
                            i = next.getAndIncrement()) {
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
        HttpsConnection.Response response = connection.send(requests.get(number % requests.size()));
        List<byte[]> answers = workload.answers();
        if (response.status() != 200
                || !workload.form()
                        .isRight(response.body(), answers.get(number % answers.size()))) {
            throw new IOException(
                    "status " + response.status() + " or another answer: " + response.text());
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
        long[] sorted = Latencies.sorted(all);
        return JsonNodeFactory.instance
                .objectNode()
                .put("requests", sorted.length)
                .put("seconds", nanos / 1e9)
                .put("p50", Latencies.percentile(sorted, 0.50))
                .put("p99", Latencies.percentile(sorted, 0.99))
                .put("trouble", trouble.get());
    }
}
