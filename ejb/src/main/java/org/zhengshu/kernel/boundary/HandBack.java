package org.zhengshu.kernel.boundary;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import java.util.concurrent.RejectedExecutionException;

/**
 * Gives the connection of an answered request back on the thread that reads it (连接交还). From a
 * worker's thread the reader, woken by the next request, spins until that worker has let go: on a
 * busy machine the worker is then the one that waits for a processor.
 */
public final class HandBack {
    private HandBack() {}

    /** Once for the request that this thread serves. */
    public static void prepare() {
        ServletRequestContext.requireCurrent()
                .getExchange()
                .addExchangeCompleteListener(HandBack::complete);
    }

    private static void complete(
            HttpServerExchange exchange, ExchangeCompletionListener.NextListener next) {
        if (exchange.isInIoThread()) {
            next.proceed();
            return;
        }
        try {
            exchange.getIoThread().execute(next::proceed);
        } catch (RejectedExecutionException stopping) {
            next.proceed();
        }
    }
}
