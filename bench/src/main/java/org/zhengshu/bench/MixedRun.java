package org.zhengshu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Goal G13: callers who do everything at once, each the next thing when he has the answer to the
 * one before. A message is made and signed before its latency begins.
 */
final class MixedRun {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final byte[] NOTHING = {};
    private static final int REPORTED = 5;

    /** What callers do, so often of a hundred times; a request is followed by its decision. */
    enum Kind {
        RECORD(40),
        PAGE(15),
        SOAP(20),
        CATALOGUE(20),
        REQUEST(5),
        DECISION(0);

        private final int share;

        Kind(int share) {
            this.share = share;
        }

        private static Kind of(int chance) {
            int left = chance;
            for (Kind kind : values()) {
                left -= kind.share;
                if (left < 0) {
                    return kind;
                }
            }
            throw new IllegalStateException("no kind for " + chance);
        }
    }

    private final JsonNode order;
    private final Map<String, Workload> workloads;
    private final List<HttpsConnection> connections;
    private final List<HttpsConnection> people;
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
    private final AtomicLong errors = new AtomicLong();

    /**
     * @param connections of a system with its certificate
     * @param people as many connections of people, who show none
     */
    MixedRun(
            JsonNode order,
            Map<String, Workload> workloads,
            List<HttpsConnection> connections,
            List<HttpsConnection> people) {
        this.order = order;
        this.workloads = workloads;
        this.connections = connections;
        this.people = people;
    }

    /** One of the callers. */
    private final class Caller implements Runnable {
        private final HttpsConnection connection;
        private final HttpsConnection person;
        private final Random random;
        private final long end;
        private final Map<Kind, Latencies> latencies = new EnumMap<>(Kind.class);

        Caller(int number, long end) {
            this.connection = connections.get(number);
            this.person = people.get(number);
            this.random = new Random(order.get("seed").asLong() + number);
            this.end = end;
            for (Kind kind : Kind.values()) {
                latencies.put(kind, new Latencies());
            }
        }

        @Override
        public void run() {
            try {
                while (System.nanoTime() < end) {
                    call(Kind.of(random.nextInt(100)));
                }
            } catch (IOException | RuntimeException e) {
                trouble("a caller ended: " + e);
            }
        }

        private void call(Kind kind) throws IOException {
            switch (kind) {
                case RECORD, PAGE, SOAP -> query(kind);
                case CATALOGUE -> {
                    JsonNode paths = order.get("catalogue");
                    String path = paths.get(random.nextInt(paths.size())).asText();
                    send(kind, person, person("GET " + path, "business", NOTHING));
                }
                case REQUEST -> decide();
                case DECISION -> throw new IllegalStateException("follows a request");
            }
        }

        private void query(Kind kind) throws IOException {
            JsonNode asked = order.get(kind.name());
            Workload workload = workloads.get(asked.get("workload").asText());
            int number = random.nextInt(workload.answers().size());
            HttpsConnection.Response response =
                    send(kind, connection, workload.request(asked.get("path").asText(), number));
            if (response.status() == 200
                    && !workload.form().isRight(response.body(), workload.answers().get(number))) {
                trouble(kind + ": another answer");
            }
        }

        private void decide() throws IOException {
            String path = "POST /api/v1/sharing-requests";
            HttpsConnection.Response response =
                    send(
                            Kind.REQUEST,
                            person,
                            person(path, "tax", order.get("wish").binaryValue()));
            if (response.status() == 200) {
                String id = MAPPER.readTree(response.body()).get("id").asText();
                send(
                        Kind.DECISION,
                        person,
                        person(path + "/" + id + "/approval", "market", NOTHING));
            }
        }

        private byte[] person(String asked, String login, byte[] body) {
            return HttpsConnection.request(
                    asked,
                    List.of(
                            "Authorization: Bearer " + order.get("tokens").get(login).asText(),
                            "Content-Type: application/json"),
                    body);
        }

        private HttpsConnection.Response send(Kind kind, HttpsConnection by, byte[] request)
                throws IOException {
            long begun = System.nanoTime();
            HttpsConnection.Response response = by.send(request);
            latencies.get(kind).add(System.nanoTime() - begun);
            if (response.status() != 200) {
                trouble(kind + ": " + response.status() + " " + response.text());
            }
            return response;
        }
    }

    private void trouble(String text) {
        errors.incrementAndGet();
        if (troubles.size() < REPORTED) {
            troubles.add(text);
        }
    }

    ObjectNode run() throws InterruptedException {
        long begun = System.nanoTime();
        long end = begun + order.get("millis").asLong() * 1_000_000;
        List<Caller> callers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections.size(); i++) {
            Caller caller = new Caller(i, end);
            callers.add(caller);
            threads.add(new Thread(caller));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return result(callers, (System.nanoTime() - begun) / 1e9);
    }

    private ObjectNode result(List<Caller> callers, double seconds) {
        ObjectNode result = MAPPER.createObjectNode();
        ObjectNode kinds = result.putObject("kinds");
        List<Latencies> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<Latencies> own = callers.stream().map(c -> c.latencies.get(kind)).toList();
            all.addAll(own);
            put(kinds.putObject(kind.name().toLowerCase(java.util.Locale.ROOT)), own);
        }
        put(result, all);
        result.put("seconds", seconds).put("errors", errors.get());
        troubles.forEach(result.putArray("troubles")::add);
        return result;
    }

    private static void put(ObjectNode node, List<Latencies> latencies) {
        long[] sorted = Latencies.sorted(latencies);
        double p50 = Latencies.percentile(sorted, 0.50);
        double p99 = Latencies.percentile(sorted, 0.99);
        node.put("requests", sorted.length)
                .put("p50Ms", Report.rounded(p50))
                .put("p99Ms", Report.rounded(p99))
                .put("p99ToP50", Report.rounded(p99 / p50));
    }
}
