package org.zhengshu.kernel.rest;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.zhengshu.kernel.boundary.Limits;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;

/** Lets a call in before its body is read, within the limits of its caller (限流过滤器). */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION + 100)
public class LimitFilter implements ContainerRequestFilter, ContainerResponseFilter {
    @Inject private Limits limits;
    @Inject private Outgoing outgoing;

    @Override
    public void filter(ContainerRequestContext request) {
        limits.enter(outgoing.call());
        long most = outgoing.call().passage().limit().body();
        if (most > 0) {
            if (request.getLength() > most) {
                throw tooLarge(most);
            }
            request.setEntityStream(new Bounded(request.getEntityStream(), most));
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (outgoing.call() != null) {
            outgoing.call().headers().forEach(response.getHeaders()::putSingle);
        }
    }

    private static Problem tooLarge(long most) {
        return ProblemType.TOO_LARGE.because(
                "该调用方的报文不得超过 " + most + " 字节",
                "this caller's bodies have at most " + most + " bytes");
    }

    /** A body that does not say how long it is (限长报文体). */
    private static final class Bounded extends FilterInputStream {
        private final long most;
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            this.most = most;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            take(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int count = super.read(buffer, from, length);
            take(Math.max(0, count));
            return count;
        }

        private void take(int count) {
            left -= count;
            if (left < 0) {
                throw tooLarge(most);
            }
        }
    }
}
