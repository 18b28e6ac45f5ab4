package org.zhengshu.tests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Tls;

/** Sends any bytes with any headers, in the language that the case asks for. */
final class BadInputClient {
    private static final Map<String, BadInputClient> KNOWN = new ConcurrentHashMap<>();

    private final Node node;
    private final HttpClient client;
    private final String token;

    private BadInputClient(Node node, SSLContext tls, String token) {
        this.node = node;
        this.token = token;
        this.client =
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(20))
                        .build();
    }

    static BadInputClient nobody(Node node) {
        return KNOWN.computeIfAbsent(
                "nobody", n -> new BadInputClient(node, anonymous(node), null));
    }

    static BadInputClient system(Node node, String name) {
        return KNOWN.computeIfAbsent(
                name, n -> new BadInputClient(node, Tls.system(node.data(), name), null));
    }

    static BadInputClient with(Node node, SSLContext tls) {
        return new BadInputClient(node, tls, null);
    }

    static BadInputClient person(Node node, String login) {
        return KNOWN.computeIfAbsent(
                login, l -> new BadInputClient(node, anonymous(node), token(node, login)));
    }

    private static SSLContext anonymous(Node node) {
        return Tls.anonymous(node.data().resolve("root.pem"));
    }

    private static String token(Node node, String login) {
        String body = "{\"login\":\"" + login + "\",\"password\":\"" + node.password(login) + "\"}";
        return Rest.nobody(node).post("/api/v1/sessions", body).json().get("token").asText();
    }

    BadInputReply get(String language, String path) {
        return send(language, "GET", path, null, BodyPublishers.noBody());
    }

    BadInputReply post(String language, String path, String json) {
        return send(language, "POST", path, "application/json", BodyPublishers.ofString(json));
    }

    BadInputReply post(String language, String path, byte[] json) {
        return send(language, "POST", path, "application/json", BodyPublishers.ofByteArray(json));
    }

    BadInputReply soap(String language, String service, byte[] envelope) {
        return send(
                language,
                "POST",
                "/ws/" + service,
                "text/xml; charset=UTF-8",
                BodyPublishers.ofByteArray(envelope));
    }

    BadInputReply send(
            String language,
            String method,
            String path,
            String type,
            BodyPublisher body,
            String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(node.https() + path))
                        .timeout(Duration.ofSeconds(120))
                        .method(method, body);
        if (language != null) {
            request.header("Accept-Language", language);
        }
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> response =
                    client.send(request.build(), BodyHandlers.ofByteArray());
            return new BadInputReply(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
