package org.zhengshu.signature.control;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.zhengshu.kernel.boundary.OutgoingCalls;

/**
 * Asks an outside time-stamp authority over HTTP (外部时间戳服务), RFC 3161 section 3.4, within limits of
 * time and size. Thread-safe.
 */
public final class TimeStampClient {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MAX_REPLY = 128 * 1024;

    private final URI authority;
    private final OutgoingCalls outgoing;

    public TimeStampClient(URI authority, OutgoingCalls outgoing) {
        this.authority = authority;
        this.outgoing = outgoing;
    }

    /** The reply to a request, both in DER. */
    public byte[] ask(byte[] query) throws IOException {
        OutgoingCalls.Reply reply;
        try {
            reply =
                    outgoing.send(
                            HttpRequest.newBuilder(authority)
                                    .header("Content-Type", "application/timestamp-query")
                                    .header("Accept", "application/timestamp-reply")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(query)),
                            PATIENCE,
                            MAX_REPLY);
        } catch (IOException e) {
            throw new IOException(authority + ": " + e.getMessage(), e);
        }
        if (reply.status() != 200 || !reply.type().startsWith("application/timestamp-reply")) {
            throw new IOException(
                    "%s answered with status %d and type \"%s\""
                            .formatted(authority, reply.status(), reply.type()));
        }
        return reply.body();
    }
}
