package org.zhengshu.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.proof.NoteKey;
import org.zhengshu.proof.SignedCheckpoint;
import org.zhengshu.proof.TrustedLog;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Reply;
import org.zhengshu.tests.node.Rest;

/** A node as an outsider and as its audit administrator see it, for the tests of witnesses. */
final class WitnessWorld {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final String AUDITOR = "auditadmin";

    /** In place of the one-time password of a node without the sample world. */
    private static final String OWN = "Chosen-by-me-2026!";

    private final Node node;
    private final String name;

    private WitnessWorld(Node node, String name) {
        this.node = node;
        this.name = name;
    }

    /**
     * A node without the sample world, with a round of the witnesses and a time-stamp every second.
     */
    static WitnessWorld start(String name) {
        try {
            Path folder = Node.project().resolve("tests/target/nodes");
            Files.createDirectories(folder);
            Path settings = folder.resolve("witness.properties");
            Files.writeString(
                    settings, "zhengshu.witness.interval=1\nzhengshu.timestamp.interval=1\n");
            Node node =
                    Node.start(
                            "witness-" + name,
                            "--no-sample",
                            "--node",
                            name,
                            "--properties",
                            settings.toString());
            Reply changed =
                    Rest.person(node, AUDITOR)
                            .put(
                                    "/api/v1/accounts/me/password",
                                    MAPPER.writeValueAsString(
                                            Map.of(
                                                    "present",
                                                    node.password(AUDITOR),
                                                    "future",
                                                    OWN)));
            ok(changed);
            return new WitnessWorld(node, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Node node() {
        return node;
    }

    String name() {
        return name;
    }

    Rest auditor() {
        return Rest.person(node, AUDITOR, OWN);
    }

    /** Entries of the log: each a call that anybody may make. */
    void grow(int entries) {
        Rest nobody = Rest.nobody(node);
        for (int i = 0; i < entries; i++) {
            assertThat(nobody.get("/api/v1/departments").status()).isEqualTo(401);
        }
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.http() + path)).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    HttpResponse<byte[]> head(String path) {
        return send(
                HttpRequest.newBuilder(URI.create(node.http() + path))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<byte[]> addCheckpoint(byte[] request) {
        return send(
                HttpRequest.newBuilder(URI.create(node.http() + "/witness/add-checkpoint"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request)));
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    SignedCheckpoint checkpoint() {
        return SignedCheckpoint.parse(get("/log/checkpoint").body());
    }

    String origin() {
        return checkpoint().checkpoint().origin();
    }

    long size() {
        return checkpoint().checkpoint().size();
    }

    Optional<byte[]> fetch(String prefix, String path) {
        HttpResponse<byte[]> response = get(prefix + path);
        return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
    }

    TrustedLog trusted() {
        return new TrustedLog(origin(), parsed(keys("/log/keys")));
    }

    List<String> keys(String path) {
        return text(get(path)).lines().toList();
    }

    static List<NoteKey> parsed(List<String> keys) {
        return keys.stream().map(NoteKey::parse).toList();
    }

    /** What this node saw last of a log. */
    Optional<SignedCheckpoint> seen(String origin) {
        String asked = URLEncoder.encode(origin, StandardCharsets.UTF_8);
        HttpResponse<byte[]> response = get("/witness/checkpoint?origin=" + asked);
        return response.statusCode() == 200
                ? Optional.of(SignedCheckpoint.parse(response.body()))
                : Optional.empty();
    }

    void isWitnessedBy(WitnessWorld other) {
        other.watch(this);
        ok(
                witness(
                        other.name,
                        "NODE",
                        other.node.http() + "/witness",
                        other.keys("/witness/keys")));
    }

    void watch(WitnessWorld other) {
        ObjectNode body = MAPPER.createObjectNode();
        body.put("origin", other.origin()).put("url", other.node.http() + "/log");
        other.keys("/log/keys").forEach(body.putArray("verifierKeys")::add);
        ok(auditor().post("/api/v1/audit/watched-logs", body.toString()));
    }

    Reply witness(String witness, String kind, String url, List<String> keys) {
        ObjectNode body = MAPPER.createObjectNode();
        body.put("name", witness).put("kind", kind).put("url", url).put("enabled", true);
        keys.forEach(body.putArray("verifierKeys")::add);
        return auditor().post("/api/v1/audit/witnesses", body.toString());
    }

    void removeWitness(String witness) {
        ok(auditor().delete("/api/v1/audit/witnesses/" + witness));
    }

    JsonNode witness(String witness) {
        for (JsonNode one : ok(auditor().get("/api/v1/audit/witnesses"))) {
            if (one.get("name").asText().equals(witness)) {
                return one;
            }
        }
        throw new AssertionError("no witness " + witness);
    }

    /** The newest open incident of a kind; empty when there is none. */
    Optional<JsonNode> incident(String kind) {
        for (JsonNode one : ok(auditor().get("/api/v1/audit/incidents")).get("items")) {
            if (one.get("kind").asText().equals(kind)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    Reply decide(JsonNode incident, String decision) {
        return auditor()
                .post(
                        "/api/v1/audit/incidents/" + incident.get("id").asText() + "/decision",
                        "{\"decision\":\"" + decision + "\",\"reason\":\"演练 drill\"}");
    }

    JsonNode health() {
        try {
            return MAPPER.readTree(get("/health").body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean ready() {
        return get("/health/ready").statusCode() == 200;
    }

    Reply receipt(UUID id) {
        return auditor().get("/api/v1/receipts/" + id);
    }

    static JsonNode ok(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }
}
