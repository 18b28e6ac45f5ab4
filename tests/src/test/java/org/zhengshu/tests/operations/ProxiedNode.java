package org.zhengshu.tests.operations;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.zhengshu.tests.crash.Await;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Soap;
import org.zhengshu.tests.node.Tls;

/** A node with the real nginx and HAProxy before it, as config/proxy has them (反向代理). */
final class ProxiedNode implements AutoCloseable {
    /** From here nginx calls the node. */
    static final String NGINX = "127.0.0.3";

    private static final String NAME = "proxied";
    private static final int PATIENCE_MS = 5_000;

    /** Addresses that only the proxies call from. */
    private static final Map<String, String> SOURCES =
            Map.of("nginx", NGINX, "haproxy", "127.0.0.4");

    private final Map<String, Integer> ports = new HashMap<>();
    private final List<Process> proxies = new ArrayList<>();
    private final Node node;
    private final Path folder;

    private ProxiedNode(Node node) throws IOException {
        this.node = node;
        this.folder =
                Files.createDirectories(Node.freshFolder(node.data().resolveSibling("proxies")));
    }

    static ProxiedNode start() throws Exception {
        Node node =
                Node.start(
                        NAME,
                        Map.of("zhengshu.proxies", String.join(",", SOURCES.values())),
                        "--node",
                        NAME);
        ProxiedNode proxied = new ProxiedNode(node);
        proxied.certificates();
        for (String proxy : SOURCES.keySet()) {
            proxied.ports.put(proxy, freePort());
            proxied.proxies.add(proxied.start(proxy, proxied.port(proxy)));
        }
        for (String proxy : SOURCES.keySet()) {
            Await.until(proxy, () -> listens(proxied.port(proxy)));
        }
        return proxied;
    }

    Node node() {
        return node;
    }

    Path folder() {
        return folder;
    }

    int port(String proxy) {
        return ports.get(proxy);
    }

    @Override
    public void close() {
        proxies.forEach(
                proxy -> {
                    proxy.descendants().forEach(ProcessHandle::destroy);
                    proxy.destroy();
                });
        node.close();
    }

    SSLContext anonymous() {
        return Tls.anonymous(node.data().resolve("root.pem"));
    }

    SSLContext system(String name) {
        return Tls.system(node.data(), name);
    }

    /** A query that only rest-permit may make. */
    String query() {
        return "{\"grant\":\"%s\",\"purpose\":\"行政审批地址核验\",\"limit\":3}"
                .formatted(node.grant("rest-permit.streets"));
    }

    /**
     * At the SOAP door without a signature: there a certificate of the connection counts for
     * nothing.
     */
    String query(Smuggling.Door door) {
        if (door == Smuggling.Door.REST) {
            return query();
        }
        String query =
                "<query xmlns=\"urn:zhengshu:exchange:1\"><grant>%s</grant><purpose>房屋坐落核验</purpose></query>"
                        .formatted(node.grant("soap-housing.streets"));
        return new String(Soap.plain(query), StandardCharsets.UTF_8);
    }

    X509Certificate permit() throws Exception {
        try (InputStream in =
                Files.newInputStream(node.data().resolve("pki/clients/rest-permit.pem"))) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    /** RFC 9440, and what nginx writes. */
    static List<String> headersOf(X509Certificate certificate) throws Exception {
        byte[] der = certificate.getEncoded();
        return List.of(
                ":" + Base64.getEncoder().encodeToString(der) + ":",
                URLEncoder.encode(pem("CERTIFICATE", der), StandardCharsets.US_ASCII)
                        .replace("+", "%20"));
    }

    /** Bytes as they are, through a proxy; what came back until it closed or said no more. */
    String raw(String proxy, SSLContext tls, String bytes) throws IOException {
        try (Socket socket = tls.getSocketFactory().createSocket("localhost", port(proxy))) {
            return exchange(socket, bytes);
        }
    }

    /** The same over plain HTTP to the node itself, from this address of the machine. */
    String direct(String source, String bytes) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(source, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", node.instance().ports().http()));
            return exchange(socket, bytes);
        }
    }

    private static String exchange(Socket socket, String bytes) throws IOException {
        socket.setSoTimeout(PATIENCE_MS);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        } catch (SocketTimeoutException silent) {
            return answer.toString(StandardCharsets.UTF_8);
        } catch (IOException broken) {
            return answer.toString(StandardCharsets.UTF_8) + "\r\n(" + broken.getMessage() + ")";
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The node's own server certificate serves the proxies, too: it is for localhost. */
    private void certificates() throws Exception {
        Properties secrets = new Properties();
        try (var reader = Files.newBufferedReader(node.data().resolve("secrets.properties"))) {
            secrets.load(reader);
        }
        char[] password = secrets.getProperty("tls.password").toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(node.data().resolve("pki/tls-server.p12"))) {
            store.load(in, password);
        }
        String chain = "";
        for (var certificate : store.getCertificateChain("server")) {
            chain += pem("CERTIFICATE", certificate.getEncoded());
        }
        String key = pem("PRIVATE KEY", store.getKey("server", password).getEncoded());
        Files.writeString(folder.resolve("proxy.pem"), chain);
        Files.writeString(folder.resolve("proxy.key"), key);
        Files.writeString(folder.resolve("proxy-with-key.pem"), chain + key);
        Files.copy(node.data().resolve("pki/root-p256.pem"), folder.resolve("client-ca.pem"));
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        what,
                        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes),
                        what);
    }

    /** The example as it is, with this test's ports, files and address to call from. */
    private Process start(String proxy, int port) throws IOException {
        Path example =
                Node.project()
                        .resolve(
                                "config/proxy/"
                                        + (proxy.equals("nginx") ? "nginx.conf" : "haproxy.cfg"));
        String http = "127.0.0.1:" + node.instance().ports().http();
        String text =
                Files.readString(example)
                        .replace("/etc/zhengshu/", folder + "/")
                        .replace("listen 443 ssl", "listen 127.0.0.1:" + port + " ssl")
                        .replace("bind :443", "bind 127.0.0.1:" + port)
                        .replace("127.0.0.1:8080 check", http + " source 127.0.0.4 check")
                        .replace("127.0.0.1:8080", http)
                        .replace(
                                "proxy_http_version 1.1;",
                                "proxy_http_version 1.1; proxy_bind 127.0.0.3;")
                        .replace("events {", "pid " + folder + "/nginx.pid; events {")
                        .replace(
                                "server_tokens off;",
                                "server_tokens off; access_log off; client_body_temp_path "
                                        + folder
                                        + "/body; proxy_temp_path "
                                        + folder
                                        + "/temp;");
        Path file = Files.writeString(folder.resolve(example.getFileName().toString()), text);
        List<String> command =
                proxy.equals("nginx")
                        ? List.of(
                                "/usr/sbin/nginx",
                                "-p",
                                folder.toString(),
                                "-e",
                                folder + "/nginx.log",
                                "-c",
                                file.toString(),
                                "-g",
                                "daemon off;")
                        : List.of("/usr/sbin/haproxy", "-db", "-f", file.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(proxy + ".out").toFile())
                .start();
    }
}
