package org.zhengshu.kernel.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of messages are in memory at once, through all doors (在途报文): whoever would go
 * beyond is told to come back. A message takes its share as its bytes come, so that a slow sender
 * holds no more than he has sent; the first bytes of each are free, so that small calls always
 * pass.
 */
@ApplicationScoped
public class Bodies {
    /** Not counted; bounded by the number of threads that serve calls. */
    static final int FREE = 64 << 10;

    private static final int CHUNK = 8 << 10;

    /** The largest message passes in any case, also when nobody else has one. */
    private static final long LARGEST = 48L << 20;

    private final AtomicLong used = new AtomicLong();
    private final Map<String, Long> callers = new ConcurrentHashMap<>();
    private long limit;
    private long each;

    protected Bodies() {}

    @Inject
    Bodies(Settings settings) {
        this(settings.bodies());
    }

    Bodies(long limit) {
        this.limit = limit;
        this.each = Math.max(limit / 2, LARGEST);
    }

    /** Bytes that are counted now. */
    public long inUse() {
        return used.get();
    }

    public Share share() {
        return new Share();
    }

    private static Problem tooMuchOfOne() {
        return ProblemType.TOO_MANY_AT_ONCE.because(
                "该调用方正在传送的大报文过多，未作任何更改，请稍后重试",
                "this caller has too many large messages on the way, nothing was changed; retry"
                        + " later");
    }

    /** What one call holds until it is over (占用额度). One call, one thread. */
    public final class Share implements AutoCloseable {
        private long size;
        private long counted;
        private String caller = "";

        private Share() {}

        /** Takes so many bytes more, or says busy. */
        public void add(long bytes) {
            long wanted = Math.max(0, size + bytes - FREE) - counted;
            if (wanted > 0 && used.addAndGet(wanted) > limit) {
                used.addAndGet(-wanted);
                throw ProblemType.BUSY.because(
                        "正在处理的大报文过多，未作任何更改，请稍后重试",
                        "too many large messages are being handled, nothing was changed; retry later");
            }
            if (wanted > 0 && !caller.isEmpty() && !charged(wanted)) {
                used.addAndGet(-wanted);
                throw tooMuchOfOne();
            }
            size += bytes;
            counted += Math.max(0, wanted);
        }

        /** Says whose message it is; one caller has no more than half of what all have. */
        public Share of(String name) {
            if (name.isEmpty() || name.equals(caller)) {
                return this;
            }
            caller = name;
            if (counted > 0 && !charged(counted)) {
                caller = "";
                throw tooMuchOfOne();
            }
            return this;
        }

        /** Bytes that the message has so far. */
        public long size() {
            return size;
        }

        private boolean charged(long bytes) {
            if (callers.merge(caller, bytes, Long::sum) <= each) {
                return true;
            }
            giveBack(bytes);
            return false;
        }

        private void giveBack(long bytes) {
            callers.computeIfPresent(caller, (name, sum) -> sum > bytes ? sum - bytes : null);
        }

        /** Reads to the end; empty when there is more than may be. */
        public Optional<byte[]> read(InputStream in, int most) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
            byte[] buffer = new byte[CHUNK];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (out.size() + n > most) {
                    return Optional.empty();
                }
                add(n);
                out.write(buffer, 0, n);
            }
            return Optional.of(out.toByteArray());
        }

        @Override
        public void close() {
            used.addAndGet(-counted);
            if (!caller.isEmpty() && counted > 0) {
                giveBack(counted);
            }
            size = 0;
            counted = 0;
        }
    }
}
