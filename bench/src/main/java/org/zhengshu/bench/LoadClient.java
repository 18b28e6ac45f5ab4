package org.zhengshu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * The callers, in a process of their own so that their work is not the server's: reads one order
 * per line of standard input, answers with one line. Every answer is compared with the bytes that
 * both sides gave when the workload was learnt.
 */
public final class LoadClient {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final long IDLE_LIMIT = 20_000_000_000L;

    private final SSLContext system;
    private final SSLContext anybody;
    private final int port;
    private final Envelopes envelopes;
    private final Map<String, Workload> workloads = new HashMap<>();
    private final List<HttpsConnection> connections = new ArrayList<>();
    private final List<HttpsConnection> persons = new ArrayList<>();

    private LoadClient(SSLContext system, SSLContext anybody, int port, Envelopes envelopes) {
        this.system = system;
        this.anybody = anybody;
        this.port = port;
        this.envelopes = envelopes;
    }

    /** Arguments: data folder of the node, systems for REST and for SOAP, HTTPS port. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        LoadClient client =
                new LoadClient(
                        Tls.system(Path.of(arguments[0]), arguments[1]),
                        Tls.anonymous(Path.of(arguments[0])),
                        Integer.parseInt(arguments[3]),
                        new Envelopes(Path.of(arguments[0]), arguments[2]));
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(client.answer(MAPPER.readTree(line)));
            }
        }
    }

    private ObjectNode answer(JsonNode order) throws IOException, InterruptedException {
        return switch (order.get("order").asText()) {
            case "learn" -> learn(order);
            case "sign" -> sign(order);
            case "mixed" -> mixed(order);
            case "closed" -> run(order, false);
            case "open" -> run(order, true);
            default -> throw new IOException("unknown order " + order);
        };
    }

    private ObjectNode mixed(JsonNode order) throws IOException, InterruptedException {
        int count = order.get("connections").asInt();
        List<HttpsConnection> people = connect(persons, anybody, count);
        return new MixedRun(order, workloads, connect(count), people).run();
    }

    private ObjectNode learn(JsonNode order) throws IOException {
        List<String> bodies = texts(order.get("bodies"));
        Workload workload =
                new Workload(
                        Form.valueOf(order.get("form").asText()),
                        order.get("header").asText(),
                        bodies,
                        envelopes);
        long bytes = workload.learn(texts(order.get("paths")), connect(1).get(0));
        workloads.put(order.get("workload").asText(), workload);
        return MAPPER.createObjectNode().put("requests", bodies.size()).put("bytes", bytes);
    }

    private ObjectNode sign(JsonNode order) {
        workloads
                .get(order.get("workload").asText())
                .sign(order.get("path").asText(), order.get("count").asInt());
        return MAPPER.createObjectNode();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(t -> texts.add(t.asText()));
        return texts;
    }

    private ObjectNode run(JsonNode order, boolean open) throws IOException, InterruptedException {
        LoadRun run =
                new LoadRun(
                        workloads.get(order.get("workload").asText()),
                        order.get("path").asText(),
                        connect(order.get("connections").asInt()));
        long nanos = order.get("millis").asLong() * 1_000_000;
        return open ? run.open(order.get("rate").asInt(), nanos) : run.closed(nanos);
    }

    private List<HttpsConnection> connect(int count) throws IOException {
        return connect(connections, system, count);
    }

    private List<HttpsConnection> connect(List<HttpsConnection> open, SSLContext tls, int count)
            throws IOException {
        for (int i = 0; i < count; i++) {
            if (i == open.size()) {
                open.add(new HttpsConnection(tls, port));
            } else if (open.get(i).idleNanos() > IDLE_LIMIT) {
                open.get(i).close();
                open.set(i, new HttpsConnection(tls, port));
            }
        }
        return open.subList(0, count);
    }
}
