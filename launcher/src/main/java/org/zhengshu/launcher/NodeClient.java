package org.zhengshu.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/** Calls the running node on this machine as an administrator would (本机调用). */
final class NodeClient {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private final String address;
    private String token = "";

    NodeClient(Options options) {
        Path file = options.data().resolve("ports.properties");
        Properties ports = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            ports.load(reader);
        } catch (IOException e) {
            throw StartFailure.refused(
                    "节点未在 " + options.data() + " 启动过", "No node was started on " + options.data());
        }
        this.address = "http://" + options.httpAddress() + ":" + ports.getProperty("http", "8080");
    }

    /** Signs in with a password that is the first line of a file. */
    void signIn(String login, Path passwordFile) {
        try {
            String password = Files.readAllLines(passwordFile).get(0).strip();
            JsonNode session =
                    call("POST", "/api/v1/sessions", Map.of("login", login, "password", password));
            token = session.path("token").asText();
        } catch (IOException | IndexOutOfBoundsException e) {
            throw StartFailure.refused(
                    "口令文件 " + passwordFile + " 无法读取",
                    "The file " + passwordFile + " cannot be read");
        }
    }

    /** The answer as JSON; a problem is told as the node tells it. */
    JsonNode call(String method, String path, Object body) {
        HttpResponse<String> response = send(method, path, body);
        try {
            JsonNode json = MAPPER.readTree(response.body());
            if (response.statusCode() < 400) {
                return json;
            }
            throw StartFailure.failed(
                    "节点拒绝: " + json.path("title").asText() + " " + json.path("detail").asText(),
                    "The node refused: " + json.path("code").asText(response.body()));
        } catch (IOException e) {
            throw StartFailure.failed(
                    "节点的应答无法理解 (" + response.statusCode() + ")",
                    "The node's answer is not understood: " + response.statusCode());
        }
    }

    /** The text of a page such as health, whatever its status. */
    String page(String path) {
        return send("GET", path, null).body();
    }

    private HttpResponse<String> send(String method, String path, Object body) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(address + path))
                            .timeout(PATIENCE)
                            .header("Accept-Language", "zh")
                            .method(
                                    method,
                                    body == null
                                            ? BodyPublishers.noBody()
                                            : BodyPublishers.ofString(
                                                    MAPPER.writeValueAsString(body)));
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw StartFailure.failed(
                    "节点没有应答 (" + address + "): " + e.getMessage(),
                    "The node does not answer at " + address);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StartFailure.failed("被中断", "Interrupted");
        }
    }

    static String pretty(JsonNode json) {
        return json.toPrettyString();
    }
}
