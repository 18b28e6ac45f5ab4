package org.zhengshu.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.time.Duration;

/** Asks the server over HTTP, as a user would, whether it is there and is ours. */
final class Readiness {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private Readiness() {}

    /** Returns when the server is ready; a start that failed is a {@link StartFailure}. */
    static void await(Server server, String address, int port) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < end) {
            if (ready(address, port, server.instance())) {
                return;
            }
            server.failure()
                    .ifPresent(
                            cause -> {
                                throw StartFailure.failed(
                                        "应用未能启动, 原因:",
                                        "The application did not start, because of:\n" + cause);
                            });
            pause();
        }
        throw StartFailure.failed(
                "应用在 " + LONGEST.toMinutes() + " 分钟内未就绪",
                "The application was not ready within " + LONGEST.toMinutes() + " minutes");
    }

    static boolean ready(String address, int port, String instance) {
        try {
            URL url = new URI("http", null, address, port, "/health/ready", null, null).toURL();
            HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(2000);
            connection.setReadTimeout(5000);
            try {
                return connection.getResponseCode() == 200
                        && instance.equals(connection.getHeaderField("Zhengshu-Instance"));
            } finally {
                connection.disconnect();
            }
        } catch (IOException | java.net.URISyntaxException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StartFailure.failed("启动被中断", "The start was interrupted");
        }
    }
}
