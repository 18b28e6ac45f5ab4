package org.zhengshu.audit.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.zhengshu.kernel.boundary.OutgoingCalls;

/**
 * Speaks to witnesses and to the logs that we watch (见证客户端): only http and https addresses that an
 * administrator entered, no redirects, answers of limited size and time.
 */
@ApplicationScoped
public class WitnessClient {
    /** Larger than a note with sixteen signatures, and than a full entry bundle of ours. */
    private static final int MAX_ANSWER = 1 << 17;

    private static final Duration ANSWER = Duration.ofSeconds(10);

    @Inject private OutgoingCalls outgoing;

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

    private Reply send(HttpRequest.Builder request) throws IOException {
        OutgoingCalls.Reply reply = outgoing.send(request, ANSWER, MAX_ANSWER);
        return new Reply(reply.status(), reply.body());
    }
}
