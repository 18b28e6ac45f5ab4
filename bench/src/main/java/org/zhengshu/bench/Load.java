package org.zhengshu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The process of the callers, see {@link LoadClient}. */
final class Load implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;

    Load(Path data, int port) throws IOException {
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LoadClient.class.getName(),
                                data.toString(),
                                Workloads.SYSTEM,
                                Workloads.SOAP_SYSTEM,
                                Integer.toString(port))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        orders = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Makes a workload known; returns the mean length of its answers, equal on all sides. */
    long learn(String workload, Form form, String header, List<String> paths, List<String> bodies)
            throws IOException {
        ObjectNode order = order("learn", workload).put("form", form.name()).put("header", header);
        paths.forEach(order.putArray("paths")::add);
        bodies.forEach(order.putArray("bodies")::add);
        return send(order).get("bytes").asLong();
    }

    /** Signs so many requests for the next run; what is signed is sent once. */
    void sign(String workload, String path, int count) throws IOException {
        send(order("sign", workload).put("path", path).put("count", count));
    }

    /** What all kinds of callers see who call at once, see {@link MixedRun}. */
    JsonNode mixed(ObjectNode order) throws IOException {
        return send(order.put("order", "mixed"));
    }

    /** What the callers saw in one run; latencies in milliseconds. */
    record Seen(long requests, double seconds, double p50, double p99) {}

    /** Each caller waits for its answer before it asks again. */
    Seen closed(String workload, String path, int connections, long millis) throws IOException {
        return seen(
                order("closed", workload)
                        .put("path", path)
                        .put("connections", connections)
                        .put("millis", millis));
    }

    /** So many requests per second at fixed times. */
    Seen open(String workload, String path, int connections, int rate, long millis)
            throws IOException {
        return seen(
                order("open", workload)
                        .put("path", path)
                        .put("connections", connections)
                        .put("rate", rate)
                        .put("millis", millis));
    }

    private static ObjectNode order(String name, String workload) {
        return MAPPER.createObjectNode().put("order", name).put("workload", workload);
    }

    private Seen seen(ObjectNode order) throws IOException {
        JsonNode answer = send(order);
        if (!answer.get("trouble").asText().isEmpty()) {
            throw new IOException(order + ": " + answer.get("trouble").asText());
        }
        return new Seen(
                answer.get("requests").asLong(),
                answer.get("seconds").asDouble(),
                answer.get("p50").asDouble(),
                answer.get("p99").asDouble());
    }

    private JsonNode send(ObjectNode order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the load client ended at " + order.get("order"));
        }
        return MAPPER.readTree(answer);
    }

    @Override
    public void close() throws IOException {
        orders.close();
        process.destroy();
    }
}
