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
import java.util.Arrays;
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

    private final SSLContext tls;
    private final int port;
    private final Map<String, Workload> workloads = new HashMap<>();
    private final List<HttpsConnection> connections = new ArrayList<>();

    /** Requests by side, each with the body that is the right answer. */
    record Workload(Map<String, List<byte[]>> requests, List<byte[]> answers) {}

    private LoadClient(SSLContext tls, int port) {
        this.tls = tls;
        this.port = port;
    }

    /** Arguments: data folder of the node, sample system, HTTPS port. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        LoadClient client =
                new LoadClient(
                        Tls.system(Path.of(arguments[0]), arguments[1]),
                        Integer.parseInt(arguments[2]));
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
            case "closed" -> run(order, false);
            case "open" -> run(order, true);
            default -> throw new IOException("unknown order " + order);
        };
    }

    /** Asks both sides for each body and keeps the answer, which must be the same. */
    private ObjectNode learn(JsonNode order) throws IOException {
        Map<String, List<byte[]>> requests = new HashMap<>();
        List<byte[]> answers = new ArrayList<>();
        long bytes = 0;
        HttpsConnection connection = connect(1).get(0);
        for (JsonNode body : order.get("bodies")) {
            byte[] before = null;
            for (JsonNode path : order.get("paths")) {
                byte[] request = HttpsConnection.post(path.asText(), body.asText());
                HttpsConnection.Response response = connection.send(request);
                if (response.status() != 200) {
                    throw new IOException(
                            path + ": " + new String(response.body(), StandardCharsets.UTF_8));
                }
                if (before != null && !Arrays.equals(before, response.body())) {
                    throw new IOException("the sides differ for " + body.asText());
                }
                before = response.body();
                requests.computeIfAbsent(path.asText(), p -> new ArrayList<>()).add(request);
            }
            answers.add(before);
            bytes += before.length;
        }
        workloads.put(order.get("workload").asText(), new Workload(requests, answers));
        return MAPPER.createObjectNode()
                .put("requests", answers.size())
                .put("bytes", bytes / answers.size());
    }

    private ObjectNode run(JsonNode order, boolean open) throws IOException, InterruptedException {
        Workload workload = workloads.get(order.get("workload").asText());
        LoadRun run =
                new LoadRun(
                        workload.requests().get(order.get("path").asText()),
                        workload.answers(),
                        connect(order.get("connections").asInt()));
        long nanos = order.get("millis").asLong() * 1_000_000;
        return open ? run.open(order.get("rate").asInt(), nanos) : run.closed(nanos);
    }

    private List<HttpsConnection> connect(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            if (i == connections.size()) {
                connections.add(new HttpsConnection(tls, port));
            } else if (connections.get(i).idleNanos() > IDLE_LIMIT) {
                connections.get(i).close();
                connections.set(i, new HttpsConnection(tls, port));
            }
        }
        return connections.subList(0, count);
    }
}
