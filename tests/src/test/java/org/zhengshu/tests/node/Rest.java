package org.zhengshu.tests.node;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** An outside caller of the REST door: a system by certificate, a person by session, or nobody. */
public final class Rest {
    private final String https;
    private final HttpClient client;
    private final String token;

    private Rest(String https, HttpClient client, String token) {
        this.https = https;
        this.client = client;
        this.token = token;
    }

    public static Rest nobody(Node node) {
        return nobody(node.https(), node.data().resolve("root.pem"));
    }

    /** The same at any address. */
    public static Rest nobody(String https, Path roots) {
        return new Rest(https, client(Tls.anonymous(roots)), null);
    }

    /** A system by the client store that the operator issued, at any address. */
    public static Rest system(String https, Path data, String name) {
        return new Rest(https, client(Tls.system(data, name)), null);
    }

    /** A registered sample system by its client certificate. */
    public static Rest system(Node node, String name) {
        return system(node.https(), node.data(), name);
    }

    /** Whoever has the key of this store. */
    public static Rest certificate(Node node, java.security.KeyStore store, char[] password) {
        Path roots = node.data().resolve("root.pem");
        return new Rest(node.https(), client(Tls.context(roots, store, password)), null);
    }

    /** A person who signs in with login and password. */
    public static Rest person(Node node, String login) {
        return person(node, login, node.password(login));
    }

    public static Rest person(Node node, String login, String password) {
        return nobody(node).signedIn(login, password);
    }

    /** The person who signs in here with login and password. */
    public Rest signedIn(String login, String password) {
        Reply reply =
                post(
                        "/api/v1/sessions",
                        "{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}");
        if (reply.status() != 200) {
            throw new IllegalStateException("cannot sign in: " + reply.text());
        }
        return new Rest(https, client, reply.json().get("token").asText());
    }

    private static HttpClient client(javax.net.ssl.SSLContext tls) {
        return HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
    }

    public Reply get(String path) {
        return send("GET", path, null, BodyPublishers.noBody());
    }

    public Reply delete(String path) {
        return send("DELETE", path, null, BodyPublishers.noBody());
    }

    public Reply post(String path, String json) {
        return send("POST", path, "application/json", BodyPublishers.ofString(json));
    }

    public Reply post(String path) {
        return send("POST", path, null, BodyPublishers.noBody());
    }

    public Reply put(String path, String json) {
        return send("PUT", path, "application/json", BodyPublishers.ofString(json));
    }

    public Reply putCsv(String path, byte[] csv) {
        return send("PUT", path, "text/csv", BodyPublishers.ofByteArray(csv));
    }

    /** Any request; headers as name, value, name, value. */
    public Reply send(
            String method, String path, String type, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(https + path))
                        .timeout(Duration.ofSeconds(120))
                        .method(method, body);
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
            return new Reply(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Zhengshu-Receipt").orElse(""),
                    false,
                    response.headers());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
