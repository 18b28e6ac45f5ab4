package org.zhengshu.kernel.boundary;

import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * How fast the body of one request comes (报文传送速率): after a first grace it must have come at a least
 * rate. One request, one thread.
 */
public final class Pace {
    private static final String NAME = Pace.class.getName();
    private static final int PART = 16 << 10;

    /**
     * What the operator asks of senders (最低速率).
     *
     * @param grace how long a body may take however small it is
     * @param rate for so many bytes it may take one second more
     */
    public record Least(Duration grace, long rate) {}

    private final Least least;
    private final long begun;
    private long bytes;

    Pace(Least least, long begun) {
        this.least = least;
        this.begun = begun;
    }

    /** Begins to measure; whoever handles the request later finds it with the request. */
    public static Pace begin(HttpServletRequest request, Settings settings) {
        Pace pace = new Pace(settings.pace(), System.nanoTime());
        request.setAttribute(NAME, pace);
        return pace;
    }

    public static Pace of(HttpServletRequest request) {
        return (Pace) request.getAttribute(NAME);
    }

    /** The same body; a problem ends it when it comes too slowly. */
    public InputStream over(InputStream body) {
        return new Paced(body);
    }

    /** True when more came, or less time went by, than there must. */
    boolean keeps(long now) {
        long spent = now - begun - least.grace().toNanos();
        return spent <= 0 || bytes / (double) least.rate() >= spent / 1e9;
    }

    /**
     * Takes what is left of a body that nobody wanted, so that its sender reads the answer; closes
     * the connection of a sender who is too slow, where the server would wait for him in a thread.
     */
    public void finish(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var exchange = ServletRequestContext.requireCurrent().getExchange();
        if (exchange.isRequestComplete() || request.isAsyncStarted()) {
            return;
        }
        try {
            InputStream here = request.getInputStream();
            byte[] part = new byte[PART];
            // a body that was awaited before is left to nobody once the answer is out
            while (here.available() > 0 && here.read(part) >= 0) {
                continue;
            }
            if (exchange.isRequestComplete()) {
                return;
            }
            send(response);
            InputStream left = over(here);
            while (!exchange.isRequestComplete() && left.read(part) >= 0) {
                continue;
            }
        } catch (IOException | IllegalStateException | Problem e) {
            if (!exchange.isRequestComplete()) {
                exchange.getConnection().close();
            }
        }
    }

    private static void send(HttpServletResponse response) throws IOException {
        try {
            response.getOutputStream().close();
        } catch (IllegalStateException written) {
            response.getWriter().close();
        }
    }

    private Problem tooSlow() {
        return ProblemType.TOO_SLOW.because(
                "%d 秒后报文仍未传完，速率须不低于每秒 %d 字节，未作任何更改"
                        .formatted(least.grace().toSeconds(), least.rate()),
                "the body was not there after %d s and comes more slowly than %d bytes a second, nothing was changed"
                        .formatted(least.grace().toSeconds(), least.rate()));
    }

    /** Looks at the clock after each part (限速报文体). */
    private final class Paced extends FilterInputStream {
        Paced(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int count = super.read(buffer, from, length);
            bytes += Math.max(0, count);
            if (count >= 0 && !keeps(System.nanoTime())) {
                throw tooSlow();
            }
            return count;
        }
    }
}
