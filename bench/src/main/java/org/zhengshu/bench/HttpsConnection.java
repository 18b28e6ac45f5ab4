package org.zhengshu.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * One keep-alive HTTPS connection that costs the client little; it knows what this server sends.
 */
final class HttpsConnection implements AutoCloseable {
    private static final int HEADER_LIMIT = 1 << 16;
    private static final byte[] HEADER_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[HEADER_LIMIT];
    private int length;
    private int used;
    private long touched = System.nanoTime();

    /** What came back; the header as text. */
    record Response(int status, String header, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** Value of a header field, empty when there is none. */
        String field(String name) {
            int at = header.indexOf("\r\n" + name + ": ");
            if (at < 0) {
                return "";
            }
            int from = at + name.length() + 4;
            return header.substring(from, header.indexOf('\r', from));
        }
    }

    HttpsConnection(SSLContext tls, int port) throws IOException {
        socket = tls.getSocketFactory().createSocket("localhost", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        ((SSLSocket) socket).startHandshake();
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** A whole request with a JSON body. */
    static byte[] post(String path, String json) {
        return request(
                "POST " + path,
                List.of("Content-Type: application/json"),
                json.getBytes(StandardCharsets.UTF_8));
    }

    /** A whole SOAP 1.1 request. */
    static byte[] soap(String path, byte[] envelope) {
        return request(
                "POST " + path,
                List.of("Content-Type: text/xml; charset=UTF-8", "SOAPAction: \"\""),
                envelope);
    }

    /** A whole request: method and path, lines of the header, body. */
    static byte[] request(String asked, List<String> lines, byte[] body) {
        StringBuilder head = new StringBuilder(asked).append(" HTTP/1.1\r\nHost: localhost\r\n");
        lines.forEach(line -> head.append(line).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        byte[] bytes = head.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(bytes, bytes.length + body.length);
        System.arraycopy(body, 0, request, bytes.length, body.length);
        return request;
    }

    /** How long nothing was sent, so that a connection is left before the server ends it. */
    long idleNanos() {
        return System.nanoTime() - touched;
    }

    Response send(byte[] request) throws IOException {
        out.write(request);
        out.flush();
        length = 0;
        used = 0;
        int end = headerEnd();
        String header = new String(buffer, 0, end + 2, StandardCharsets.ISO_8859_1);
        used = end + HEADER_END.length;
        int status = Integer.parseInt(header, 9, 12, 10);
        Response head = new Response(status, header, null);
        String size = head.field("Content-Length");
        byte[] body = size.isEmpty() ? chunked() : take(Integer.parseInt(size));
        touched = System.nanoTime();
        return new Response(status, header, body);
    }

    private int headerEnd() throws IOException {
        int from = 0;
        while (true) {
            fill();
            for (int i = from; i + HEADER_END.length <= length; i++) {
                if (Arrays.equals(buffer, i, i + HEADER_END.length, HEADER_END, 0, 4)) {
                    return i;
                }
            }
            from = Math.max(0, length - HEADER_END.length + 1);
        }
    }

    private void fill() throws IOException {
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, length, buffer.length - length);
        if (read < 0) {
            throw new IOException("the server closed the connection");
        }
        length += read;
    }

    private byte[] take(int bytes) throws IOException {
        while (length - used < bytes) {
            fill();
        }
        used += bytes;
        return Arrays.copyOfRange(buffer, used - bytes, used);
    }

    private byte[] chunked() throws IOException {
        byte[] body = {};
        while (true) {
            int size = Integer.parseInt(line(), 16);
            byte[] chunk = take(size);
            line();
            if (size == 0) {
                return body;
            }
            int before = body.length;
            body = Arrays.copyOf(body, before + size);
            System.arraycopy(chunk, 0, body, before, size);
        }
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder();
        for (byte b = take(1)[0]; b != '\n'; b = take(1)[0]) {
            if (b != '\r') {
                text.append((char) b);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
