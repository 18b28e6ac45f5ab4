package org.zhengshu.signature.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks an outside time-stamp authority over HTTP (外部时间戳服务), RFC 3161 section 3.4, within limits of
 * time and size. Thread-safe.
 */
public final class TimeStampClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MAX_REPLY = 128 * 1024;

    private final URI authority;
    private final Duration patience;
    private final HttpClient client;

    /** Patience is for the whole exchange, also with a server that sends byte by byte. */
    public TimeStampClient(URI authority, Duration patience) {
        this.authority = authority;
        this.patience = patience;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    public byte[] ask(byte[] query) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(authority)
                        .header("Content-Type", "application/timestamp-query")
                        .header("Accept", "application/timestamp-reply")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(query))
                        .build();
        Body body = new Body();
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(
                        request,
                        BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(body::add)));
        try {
            return reply(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS), body);
        } catch (ExecutionException e) {
            throw new IOException(authority + " is not reachable: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException(authority + " did not answer within " + patience, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    private byte[] reply(HttpResponse<Void> response, Body body) throws IOException {
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (response.statusCode() != 200 || !type.startsWith("application/timestamp-reply")) {
            throw new IOException(
                    authority
                            + " answered with status "
                            + response.statusCode()
                            + " and type \""
                            + type
                            + "\"");
        }
        if (body.tooLarge) {
            throw new IOException(authority + " sent more than " + MAX_REPLY + " bytes");
        }
        return body.bytes.toByteArray();
    }

    /** Keeps no more than may be sent. */
    private static final class Body {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean tooLarge;

        synchronized void add(byte[] part) {
            tooLarge |= bytes.size() + part.length > MAX_REPLY;
            if (!tooLarge) {
                bytes.writeBytes(part);
            }
        }
    }
}
