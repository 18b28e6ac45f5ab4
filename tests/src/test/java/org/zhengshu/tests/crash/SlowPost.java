package org.zhengshu.tests.crash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.zhengshu.tests.node.Node;

/**
 * A caller who sends a large body piece by piece (慢速上传), over plain HTTP on a socket of its own.
 */
final class SlowPost implements AutoCloseable {
    private final Socket socket;

    private SlowPost(Socket socket) {
        this.socket = socket;
    }

    static SlowPost json(Node node, int length) throws IOException {
        return begin(node, "/api/v1/exchange/queries", "application/json", length);
    }

    static SlowPost soap(Node node, int length) throws IOException {
        return begin(node, "/ws/Exchange", "text/xml;charset=UTF-8", length);
    }

    private static SlowPost begin(Node node, String path, String type, int length)
            throws IOException {
        int port = node.instance().ports().http();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(60_000);
        String head =
                "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(path, type, length);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return new SlowPost(socket);
    }

    /** White space, which every parser reads to its end. */
    SlowPost send(int bytes) throws IOException {
        socket.getOutputStream().write(" ".repeat(bytes).getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return this;
    }

    /** The whole answer: status line, headers, body. */
    String answer() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            in.transferTo(out);
        } catch (IOException e) {
            if (out.size() == 0) {
                throw e;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
