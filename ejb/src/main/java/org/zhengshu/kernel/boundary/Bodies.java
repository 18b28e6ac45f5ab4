package org.zhengshu.kernel.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
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

    private final AtomicLong used = new AtomicLong();
    private long limit;

    protected Bodies() {}

    @Inject
    Bodies(Settings settings) {
        this(settings.bodies());
    }

    Bodies(long limit) {
        this.limit = limit;
    }

    /** Bytes that are counted now. */
    public long inUse() {
        return used.get();
    }

    public Share share() {
        return new Share();
    }

    /** What one call holds until it is over (占用额度). One call, one thread. */
    public final class Share implements AutoCloseable {
        private long size;
        private long counted;

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
            size += bytes;
            counted += Math.max(0, wanted);
        }

        /** Reads to the end; empty when there is more than may be. */
        public Optional<byte[]> read(InputStream in, int most) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[FREE];
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
            size = 0;
            counted = 0;
        }
    }
}
