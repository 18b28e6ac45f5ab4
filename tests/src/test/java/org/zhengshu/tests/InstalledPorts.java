package org.zhengshu.tests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ports of an installed node: the usual ones where it is alone, else any free ones. */
record InstalledPorts(int https, int http, int management, int database) {
    static InstalledPorts of(Seclusion seclusion) throws IOException {
        return seclusion.alone() ? new InstalledPorts(8443, 8080, 9990, 5432) : free();
    }

    private static InstalledPorts free() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return new InstalledPorts(
                    sockets.get(0).getLocalPort(),
                    sockets.get(1).getLocalPort(),
                    sockets.get(2).getLocalPort(),
                    sockets.get(3).getLocalPort());
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    /** What the set-up is answered. */
    Map<String, String> answers() {
        return Map.of(
                "https.port", "" + https,
                "http.port", "" + http,
                "management.port", "" + management,
                "database.port", "" + database);
    }
}
