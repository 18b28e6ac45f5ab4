package org.zhengshu.mounting.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.zhengshu.kernel.boundary.Bodies;
import org.zhengshu.kernel.boundary.Call;
import org.zhengshu.kernel.boundary.Limits;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.mounting.boundary.UploadState;
import org.zhengshu.mounting.entity.Upload;
import org.zhengshu.signature.boundary.UploadChecksum;

/** Takes pieces of uploads and hands the complete ones on (接收分片). */
@ApplicationScoped
public class Receiving {
    /** Bytes of one row, and what one call has in memory. */
    static final int SLICE = 1 << 20;

    @Inject private UploadStore store;
    @Inject private UploadPieces pieces;
    @Inject private Bodies bodies;
    @Inject private Settings settings;
    @Inject private Clock clock;

    /** The caller's upload; of another's it is not said that it exists. */
    public Upload mine(UUID id) {
        Upload upload = store.find(id, owner()).orElseThrow(() -> unknown(id));
        Call.current().note("upload", upload.id()).note("resource", upload.item());
        return upload;
    }

    /** The caller's upload, unless it has ended; the answer says where it goes on. */
    public Upload open(UUID id) {
        return told(mine(id).requireOpen(clock.instant()));
    }

    /** Every answer about an upload says where it goes on, a refusal too. */
    public static Upload told(Upload upload) {
        Call.current().header("Upload-Offset", Long.toString(upload.received()));
        return upload;
    }

    /** Who is calling, as uploads know their owners. */
    public static String owner() {
        return Limits.key(Call.current().actor());
    }

    private static Problem unknown(Object id) {
        return ProblemType.NOT_FOUND.because("没有上传 " + id, "no upload " + id);
    }

    /** The same, held until the transaction is over. */
    public Upload hold(UUID id) {
        Upload known = open(id);
        Upload held = store.hold(id, owner()).orElseThrow(known::busy);
        return told(held.requireOpen(clock.instant()));
    }

    /**
     * Takes the bytes as they come. Where they break off, what came is kept; with a checksum it is
     * all of them or none.
     */
    public Upload append(Upload known, Optional<UploadChecksum> sum, InputStream bytes) {
        Incoming incoming = new Incoming(bytes);
        try (Bodies.Share share = bodies.share().of(Limits.holder(Call.current()))) {
            share.add(Math.min(SLICE, known.length() - known.received()));
            byte[] slice = incoming.next();
            Upload upload = hold(known.id());
            upload.requireNext(known.received());
            while (slice.length > 0) {
                Upload grown = upload.grown(slice.length);
                byte[] taken = slice;
                sum.ifPresent(s -> s.update(taken));
                store.put(upload, slice);
                upload = grown;
                slice = incoming.next();
            }
            if (incoming.broken && sum.isPresent()) {
                throw ProblemType.MALFORMED.because(
                        "分片中途断开，未接收任何字节", "the piece broke off, none of it was taken");
            }
            sum.ifPresent(UploadChecksum::require);
            Upload now = upload.keptUntil(clock.instant(), settings.uploads().kept());
            store.advance(now);
            return now;
        }
    }

    /** A complete upload for the entry, held; an id that is none is one that nobody has. */
    public Upload complete(String id, UUID entry) {
        UUID upload;
        try {
            upload = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown(id.length() <= 64 ? id : id.substring(0, 64));
        }
        Upload held = hold(upload);
        held.requireCompleteFor(entry);
        return held;
    }

    /** The bytes of a complete upload. */
    public InputStream stream(Upload held) {
        return new PieceStream(start -> pieces.at(held.id(), start), held.length());
    }

    public void end(Upload held, UploadState state, Optional<UUID> mount) {
        store.end(held, state, mount, clock.instant());
    }

    /** A body in slices; that it broke off is its end. */
    private static final class Incoming {
        private final InputStream in;
        private final byte[] buffer = new byte[SLICE];
        private boolean broken;

        Incoming(InputStream in) {
            this.in = in;
        }

        byte[] next() {
            int filled = 0;
            try {
                int count = 0;
                while (!broken && filled < SLICE && count >= 0) {
                    count = in.read(buffer, filled, SLICE - filled);
                    filled += Math.max(0, count);
                }
            } catch (IOException e) {
                broken = true;
            }
            return Arrays.copyOf(buffer, filled);
        }
    }
}
