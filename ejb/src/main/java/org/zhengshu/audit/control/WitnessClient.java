package org.zhengshu.audit.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Speaks to witnesses and to the logs that we watch (见证客户端): only http and https addresses that an
 * administrator entered, no redirects, answers of limited size and time.
 */
@ApplicationScoped
public class WitnessClient {
    /** Larger than a note with sixteen signatures, and than a full entry bundle of ours. */
    private static final int MAX_ANSWER = 1 << 17;

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private HttpClient client;

    @PostConstruct
    void start() {
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .build();
    }

    /** What came back. */
    record Reply(int status, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** Whether an address may be asked at all. */
    public static boolean isAddress(String url) {
        try {
            URI uri = URI.create(url);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    Reply post(String url, String path, byte[] body) throws IOException {
        return send(
                HttpRequest.newBuilder(address(url, path))
                        .header("Content-Type", "text/plain; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    Reply get(String url, String path) throws IOException {
        return send(HttpRequest.newBuilder(address(url, path)).GET());
    }

    /** What is there; empty when the other says that there is nothing. */
    Optional<byte[]> found(String url, String path) throws IOException {
        Reply reply = get(url, path);
        if (reply.status() == 404) {
            return Optional.empty();
        }
        if (reply.status() != 200) {
            throw new IOException(path + " answered with status " + reply.status());
        }
        return Optional.of(reply.body());
    }

    private static URI address(String url, String path) throws IOException {
        if (!isAddress(url)) {
            throw new IOException("not an address to ask: " + url);
        }
        return URI.create((url.endsWith("/") ? url : url + "/") + path);
    }

    /** The time is for the whole answer: a slow one is given up. */
    private Reply send(HttpRequest.Builder request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.timeout(ANSWER).build(), r -> new LimitedBody(MAX_ANSWER));
        try {
            HttpResponse<byte[]> response = answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(response.statusCode(), response.body());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no answer within " + ANSWER.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
