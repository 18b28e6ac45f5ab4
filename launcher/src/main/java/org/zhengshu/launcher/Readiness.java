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
        return answers(
                address,
                port,
                connection ->
                        instance.equals(connection.getHeaderField("Zhengshu-Instance"))
                                && (connection.getResponseCode() == 200
                                        || needsDecision(connection)));
    }

    /** Whether a node answers there that is ready. */
    static boolean healthy(String address, int port) {
        return answers(address, port, connection -> connection.getResponseCode() == 200);
    }

    @FunctionalInterface
    private interface Judge {
        boolean fine(HttpURLConnection connection) throws IOException;
    }

    private static boolean answers(String address, int port, Judge judge) {
        try {
            URL url = new URI("http", null, address, port, "/health/ready", null, null).toURL();
            HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(2000);
            connection.setReadTimeout(5000);
            try {
                return judge.fine(connection);
            } finally {
                connection.disconnect();
            }
        } catch (IOException | java.net.URISyntaxException e) {
            return false;
        }
    }

    /** A log whose history was replaced waits for a person, who needs the server. */
    private static boolean needsDecision(HttpURLConnection connection) {
        boolean needed = connection.getHeaderField("Zhengshu-Decision") != null;
        if (needed) {
            Screen.step(
                    "存证日志历史不符, 已停止写入: 请审计管理员处置异常事件",
                    "The log's history was replaced and nothing is written: the audit"
                            + " administrator must decide about the incident");
        }
        return needed;
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
