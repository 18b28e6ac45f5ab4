package org.zhengshu.kernel.rest;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/**
 * Reads a piece of an upload before its transaction begins (分片预读), so that a slow line holds no
 * connection of the database; what is larger follows as a stream.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION + 160)
public class PieceAhead implements ContainerRequestFilter {
    private static final MediaType PIECE = new MediaType("application", "offset+octet-stream");
    private static final int MOST = 8 << 20;
    private static final int CHUNK = 16 << 10;

    @Inject private Outgoing outgoing;

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getMediaType() != null && PIECE.isCompatible(request.getMediaType())) {
            request.setEntityStream(ahead(request.getEntityStream()));
        }
    }

    /** A line that breaks does so again when what came before is read. */
    private InputStream ahead(InputStream body) {
        ByteArrayOutputStream read = new ByteArrayOutputStream(CHUNK);
        byte[] buffer = new byte[CHUNK];
        InputStream rest = body;
        try {
            int count = 0;
            while (count >= 0 && read.size() < MOST) {
                outgoing.share().add(count);
                read.write(buffer, 0, count);
                count = body.read(buffer);
            }
            if (count > 0) {
                outgoing.share().add(count);
                read.write(buffer, 0, count);
            }
        } catch (IOException e) {
            rest = new Broken(e);
        }
        return new SequenceInputStream(new ByteArrayInputStream(read.toByteArray()), rest);
    }

    /** Where a body broke off (中断处). */
    private static final class Broken extends InputStream {
        private final IOException cause;

        Broken(IOException cause) {
            this.cause = cause;
        }

        @Override
        public int read() throws IOException {
            throw cause;
        }

        @Override
        public int read(byte[] to, int from, int count) throws IOException {
            throw cause;
        }
    }
}
