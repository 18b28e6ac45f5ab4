package org.zhengshu.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The four ports of an instance. */
public record Ports(int http, int https, int management, int database) {

    /** Four ports that nobody uses. */
    static Ports free() {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return new Ports(
                    held.get(0).getLocalPort(),
                    held.get(1).getLocalPort(),
                    held.get(2).getLocalPort(),
                    held.get(3).getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            held.forEach(Ports::release);
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same ports with a database port in place of 0. */
    Ports complete() {
        return database == 0 ? new Ports(http, https, management, free().database) : this;
    }

    /** Refuses the start when somebody else listens on one of them. */
    void requireFree(String bind, String httpBind) {
        requireFree("HTTP", "--http-port", httpBind, http);
        requireFree("HTTPS", "--https-port", bind, https);
        requireFree("管理 management", "--management-port", "127.0.0.1", management);
        requireFree("数据库 database", "--db-port", "127.0.0.1", database);
    }

    private static void requireFree(String name, String option, String bind, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(bind, port));
        } catch (IOException e) {
            String place = bind + ":" + port;
            throw StartFailure.refused(
                    "端口 " + place + " (" + name + ") 无法使用, 可用 " + option + " 另选, 或用 --free-ports",
                    "Port "
                            + place
                            + " cannot be used ("
                            + e.getMessage()
                            + "); choose another one with "
                            + option
                            + ", or --free-ports");
        }
    }

    void write(Path file) {
        Properties properties = new Properties();
        properties.setProperty("http", Integer.toString(http));
        properties.setProperty("https", Integer.toString(https));
        properties.setProperty("management", Integer.toString(management));
        properties.setProperty("database", Integer.toString(database));
        PrivateFiles.write(file, properties);
    }
}
