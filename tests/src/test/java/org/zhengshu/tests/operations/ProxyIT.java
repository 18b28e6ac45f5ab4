package org.zhengshu.tests.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.tests.crash.Await;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.node.Tls;

/** A node behind the real nginx and HAProxy, with the examples of config/proxy (反向代理). */
class ProxyIT {
    private static final String NAME = "proxied";

    /** Addresses that only the proxies call from. */
    private static final Map<String, String> SOURCES =
            Map.of("nginx", "127.0.0.3", "haproxy", "127.0.0.4");

    private static final Map<String, Integer> PORTS = new HashMap<>();
    private static final List<Process> PROXIES = new ArrayList<>();

    private static Node node;
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        node =
                Node.start(
                        NAME,
                        Map.of("zhengshu.proxies", String.join(",", SOURCES.values())),
                        "--node",
                        NAME);
        folder = Files.createDirectories(Node.freshFolder(node.data().resolveSibling("proxies")));
        certificates();
        for (String proxy : SOURCES.keySet()) {
            PORTS.put(proxy, freePort());
            PROXIES.add(start(proxy, PORTS.get(proxy)));
        }
        for (String proxy : SOURCES.keySet()) {
            Await.until(proxy, () -> listens(PORTS.get(proxy)));
        }
    }

    @AfterAll
    static void stop() {
        PROXIES.forEach(
                proxy -> {
                    proxy.descendants().forEach(ProcessHandle::destroy);
                    proxy.destroy();
                });
        if (node != null) {
            node.close();
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
    private static void certificates() throws Exception {
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
    private static Process start(String proxy, int port) throws IOException {
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

    private static HttpResponse<String> send(
            String proxy, SSLContext tls, String path, String json, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                        java.net.URI.create("https://localhost:" + PORTS.get(proxy) + path));
        if (json != null) {
            request.header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), BodyHandlers.ofString());
    }

    private static SSLContext anonymous() {
        return Tls.anonymous(node.data().resolve("root.pem"));
    }

    private static String query() {
        return "{\"grant\":\"%s\",\"purpose\":\"行政审批地址核验\",\"limit\":3}"
                .formatted(node.grant("rest-permit.streets"));
    }

    private static X509Certificate permit() throws Exception {
        try (var in = Files.newInputStream(node.data().resolve("pki/clients/rest-permit.pem"))) {
            return (X509Certificate)
                    java.security.cert.CertificateFactory.getInstance("X.509")
                            .generateCertificate(in);
        }
    }

    /** RFC 9440, and what nginx writes. */
    private static List<String> headersOf(X509Certificate certificate) throws Exception {
        byte[] der = certificate.getEncoded();
        return List.of(
                ":" + Base64.getEncoder().encodeToString(der) + ":",
                URLEncoder.encode(pem("CERTIFICATE", der), StandardCharsets.US_ASCII)
                        .replace("+", "%20"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "haproxy"})
    @Tag("OPS-12")
    void clientCertificateIsPassedOn(String proxy) throws Exception {
        HttpResponse<String> answer =
                send(
                        proxy,
                        Tls.system(node.data(), "rest-permit"),
                        "/api/v1/exchange/queries",
                        query());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "haproxy"})
    @Tag("OPS-12")
    void nobodyPassesACertificateOnFromOutside(String proxy) throws Exception {
        for (String forged : headersOf(permit())) {
            HttpResponse<String> answer =
                    send(
                            proxy,
                            anonymous(),
                            "/api/v1/exchange/queries",
                            query(),
                            "Client-Cert",
                            forged);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
            assertThat(answer.body()).contains("identity/not-authenticated");
        }
    }

    @Test
    @Tag("OPS-12")
    void onlyTheNamedProxiesAreBelieved() throws Exception {
        for (String header : headersOf(permit())) {
            assertThat(direct("127.0.0.1", header)).contains(" 401 ", "identity/not-authenticated");
            assertThat(direct("127.0.0.3", header)).contains(" 200 ", "\"rows\"");
        }
    }

    @Test
    @Tag("OPS-12")
    void certificateOfAnotherAuthorityIsRefusedAlsoFromAProxy() throws Exception {
        Path own = folder.resolve("own.p12");
        int made =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "own",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=rest-permit",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                own.toString(),
                                "-storepass",
                                "changeit")
                        .start()
                        .waitFor();
        assertThat(made).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(own)) {
            store.load(in, "changeit".toCharArray());
        }
        X509Certificate stranger = (X509Certificate) store.getCertificate("own");
        List<String> refused = new ArrayList<>(headersOf(stranger));
        refused.addAll(List.of("::", ":AAAA:", "nonsense", "-----BEGIN%20CERTIFICATE-----%0A"));
        for (String header : refused) {
            assertThat(direct("127.0.0.3", header))
                    .as(header)
                    .contains(" 401 ", "identity/untrusted-certificate");
        }
        assertThat(direct("127.0.0.3", headersOf(permit()).get(0) + "\r\nClient-Cert: ::"))
                .contains(" 401 ", "identity/untrusted-certificate");
    }

    /** Over plain HTTP to the node itself, from this address of the machine. */
    private static String direct(String source, String clientCert) throws IOException {
        byte[] body = query().getBytes(StandardCharsets.UTF_8);
        String head =
                "POST /api/v1/exchange/queries HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/json\r\nConnection: close\r\n"
                        + "Content-Length: %d\r\nClient-Cert: %s\r\n\r\n";
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(source, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", node.instance().ports().http()));
            socket.getOutputStream()
                    .write(
                            head.formatted(body.length, clientCert)
                                    .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "haproxy"})
    @Tag("OPS-12")
    void addressesAreThoseThatTheCallerUsed(String proxy) throws Exception {
        HttpResponse<String> wsdl = send(proxy, anonymous(), "/ws/Exchange?wsdl", null);
        assertThat(wsdl.statusCode()).isEqualTo(200);
        assertThat(wsdl.body())
                .contains("location=\"https://localhost:" + PORTS.get(proxy) + "/ws/Exchange\"");
        HttpResponse<String> forged =
                send(
                        proxy,
                        anonymous(),
                        "/ws/Exchange?wsdl",
                        null,
                        "X-Forwarded-Host",
                        "evil.example",
                        "Forwarded",
                        "host=evil.example;proto=http");
        assertThat(forged.body()).doesNotContain("evil.example");
        assertThat(send(proxy, anonymous(), "/metrics", null).statusCode()).isEqualTo(404);
        assertThat(Rest.nobody(node).get("/health/ready").status()).isEqualTo(200);
    }
}
