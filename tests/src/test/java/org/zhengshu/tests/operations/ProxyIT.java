package org.zhengshu.tests.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengshu.tests.crash.Postgres;
import org.zhengshu.tests.node.Node;
import org.zhengshu.tests.node.Rest;
import org.zhengshu.tests.operations.Smuggling.Door;

/** A node behind the real nginx and HAProxy, with the examples of config/proxy (反向代理). */
class ProxyIT {
    /** Where /metrics could stand too, for a reader that is more lenient than the proxy. */
    private static final List<String> METRICS =
            List.of(
                    "/metrics",
                    "/metrics/",
                    "//metrics",
                    "/%6detrics",
                    "/./metrics",
                    "/%2e/metrics",
                    "/a/../metrics",
                    "/a/%2e%2e/metrics",
                    "/metrics;x=1",
                    "/a/..;/metrics",
                    "/;a/metrics",
                    "/metrics%2f",
                    "/metrics?x",
                    "/METRICS",
                    "/metrics/x",
                    "/a%2f..%2fmetrics",
                    "/\\metrics",
                    "/metrics%00",
                    "/metrics#x",
                    "http://localhost/metrics");

    private static final List<String> FORWARDED =
            List.of(
                    "X-Forwarded-For: 6.6.6.6",
                    "x-forwarded-for: 6.6.6.6\r\nX-FORWARDED-FOR: 6.6.6.6",
                    "X-Forwarded-For: 6.6.6.6, 127.0.0.3\r\nX-Forwarded-For: 127.0.0.4",
                    "X_Forwarded_For: 6.6.6.6",
                    "X-Forwarded-For : 6.6.6.6",
                    "X:\r\n X-Forwarded-For: 6.6.6.6",
                    "Connection: X-Forwarded-For\r\nX-Forwarded-For: 6.6.6.6",
                    "Forwarded: for=6.6.6.6;host=other.example;proto=http",
                    "FORWARDED: for=6.6.6.6\r\nforwarded: for=127.0.0.3",
                    "X-Real-IP: 6.6.6.6\r\nTrue-Client-IP: 6.6.6.6\r\nClient-IP: 6.6.6.6",
                    "X-Forwarded-Host: other.example\r\nX-Forwarded-Proto: http",
                    "X_Forwarded_Host: other.example\r\nX-Forwarded-Server: other.example",
                    "X-Forwarded-Prefix: /other.example\r\nX-Original-URL: /metrics");

    private static final String TESTS = "/api/v1/connection-tests";

    /** Where two readers may disagree on how long the first request is. */
    private static final String FRAMED = "(?s)CL[. ].*|.*[.]CL";

    /** Those of them that are one request to each reader. */
    private static final String ONE = "(CL[.](TE|CL).*|TE[.]CL|CL (list|twice|[+]|hex).*) as .*";

    private static final Predicate<String> PIPELINED = a -> a.startsWith("pipelined ");

    private static ProxiedNode proxied;
    private static Node node;

    @BeforeAll
    static void start() throws Exception {
        proxied = ProxiedNode.start();
        node = proxied.node();
    }

    @AfterAll
    static void stop() {
        if (proxied != null) {
            proxied.close();
        }
    }

    private static HttpResponse<String> send(
            String proxy, SSLContext tls, String path, String json, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                        java.net.URI.create("https://localhost:" + proxied.port(proxy) + path));
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

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "haproxy"})
    @Tag("OPS-12")
    void clientCertificateIsPassedOn(String proxy) throws Exception {
        HttpResponse<String> answer =
                send(
                        proxy,
                        proxied.system("rest-permit"),
                        "/api/v1/exchange/queries",
                        proxied.query());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "haproxy"})
    @Tag("OPS-12")
    void nobodyPassesACertificateOnFromOutside(String proxy) throws Exception {
        for (String forged : ProxiedNode.headersOf(proxied.permit())) {
            HttpResponse<String> answer =
                    send(
                            proxy,
                            proxied.anonymous(),
                            "/api/v1/exchange/queries",
                            proxied.query(),
                            "Client-Cert",
                            forged);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
            assertThat(answer.body()).contains("identity/not-authenticated");
        }
    }

    @Test
    @Tag("OPS-12")
    void onlyTheNamedProxiesAreBelieved() throws Exception {
        for (String header : ProxiedNode.headersOf(proxied.permit())) {
            assertThat(direct("127.0.0.1", header)).contains(" 401 ", "identity/not-authenticated");
            assertThat(direct("127.0.0.3", header)).contains(" 200 ", "\"rows\"");
        }
    }

    @Test
    @Tag("OPS-12")
    void certificateOfAnotherAuthorityIsRefusedAlsoFromAProxy() throws Exception {
        Path own = proxied.folder().resolve("own.p12");
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
        List<String> refused = new ArrayList<>(ProxiedNode.headersOf(stranger));
        refused.addAll(List.of("::", ":AAAA:", "nonsense", "-----BEGIN%20CERTIFICATE-----%0A"));
        for (String header : refused) {
            assertThat(direct("127.0.0.3", header))
                    .as(header)
                    .contains(" 401 ", "identity/untrusted-certificate");
        }
        assertThat(
                        direct(
                                "127.0.0.3",
                                ProxiedNode.headersOf(proxied.permit()).get(0)
                                        + "\r\nClient-Cert: ::"))
                .contains(" 401 ", "identity/untrusted-certificate");
    }

    /** Over plain HTTP to the node itself, from this address of the machine. */
    private static String direct(String source, String clientCert) throws IOException {
        String query = proxied.query();
        String head =
                "POST /api/v1/exchange/queries HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/json\r\nConnection: close\r\n"
                        + "Content-Length: %d\r\nClient-Cert: %s\r\n\r\n";
        int length = query.getBytes(StandardCharsets.UTF_8).length;
        return proxied.direct(source, head.formatted(length, clientCert) + query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "haproxy"})
    @Tag("OPS-12")
    void addressesAreThoseThatTheCallerUsed(String proxy) throws Exception {
        HttpResponse<String> wsdl = send(proxy, proxied.anonymous(), "/ws/Exchange?wsdl", null);
        assertThat(wsdl.statusCode()).isEqualTo(200);
        assertThat(wsdl.body())
                .contains("location=\"https://localhost:" + proxied.port(proxy) + "/ws/Exchange\"");
        HttpResponse<String> forged =
                send(
                        proxy,
                        proxied.anonymous(),
                        "/ws/Exchange?wsdl",
                        null,
                        "X-Forwarded-Host",
                        "evil.example",
                        "Forwarded",
                        "host=evil.example;proto=http");
        assertThat(forged.body()).doesNotContain("evil.example");
        assertThat(send(proxy, proxied.anonymous(), "/metrics", null).statusCode()).isEqualTo(404);
        assertThat(Rest.nobody(node).get("/health/ready").status()).isEqualTo(200);
    }

    /**
     * Whoever reads the request how: nobody is answered as the owner of a certificate he only
     * names.
     */
    @ParameterizedTest
    @CsvSource({
        "nginx,REST,",
        "haproxy,REST,",
        "nginx,SOAP,",
        "haproxy,SOAP,",
        "nginx,REST,soap-housing",
        "haproxy,REST,soap-housing",
        "nginx,SOAP,soap-housing",
        "haproxy,SOAP,soap-housing"
    })
    @Tag("OPS-12")
    void noSecondRequestIsAnsweredAsSomebodyElse(String proxy, Door door, String caller)
            throws Exception {
        SSLContext tls = caller == null ? proxied.anonymous() : proxied.system(caller);
        String self = caller == null ? "anonymous" : caller;
        SSLContext other = proxied.system("rest-welfare");
        String forged = ProxiedNode.headersOf(proxied.permit()).get(caller == null ? 0 : 1);
        Smuggling smuggling = new Smuggling(door, proxied.query(door), forged);
        for (var attack : smuggling.requests().entrySet()) {
            String answer = proxied.raw(proxy, tls, attack.getValue());
            assertThat(answer)
                    .as(attack.getKey())
                    .doesNotContain("\"rows\"", "<rows", "HTTP/1.1 101");
            assertThat(caller(send(proxy, other, TESTS, "{}")))
                    .as("who comes next after " + attack.getKey())
                    .isEqualTo("rest-welfare");
        }
        List<String> answered = answered(smuggling.traces());
        assertThat(answered)
                .as("who sent it, or nobody where it was refused before that was looked at")
                .allMatch(a -> a.endsWith(" as " + self) || a.endsWith(" as anonymous"));
        assertThat(answered).as("an honest second request").filteredOn(PIPELINED).hasSize(2);
        assertThat(answered.stream().filter(a -> a.matches(ONE)))
                .as("one length or coding, one request")
                .doesNotHaveDuplicates();
    }

    /** What the node would do for a proxy that passes on more than these two; and that it shows. */
    @ParameterizedTest
    @EnumSource(Door.class)
    @Tag("OPS-12")
    void theNodeItselfReadsNoRequestWithinARequest(Door door) throws Exception {
        String certificate = ProxiedNode.headersOf(proxied.permit()).get(0);
        Smuggling smuggling = new Smuggling(door, proxied.query(door), certificate);
        Map<String, String> requests = smuggling.requests();
        for (var attack : requests.entrySet()) {
            if (attack.getKey().matches(FRAMED)) {
                String answer = proxied.direct(ProxiedNode.NGINX, attack.getValue());
                assertThat(answer).as(attack.getKey()).doesNotContain("\"rows\"", "<rows");
            } else if (attack.getKey().startsWith("h2c")) {
                String answer = proxied.direct(ProxiedNode.NGINX, attack.getValue());
                assertThat(answer).as(attack.getKey()).doesNotContain("HTTP/1.1 101");
            }
        }
        String honest = proxied.direct(ProxiedNode.NGINX, requests.get("pipelined"));
        List<String> answered = answered(smuggling.traces());
        if (door == Door.REST) {
            assertThat(honest).contains("\"rows\"");
            assertThat(answered).contains("pipelined as rest-permit");
        }
        assertThat(answered).filteredOn(PIPELINED).hasSize(2);
        assertThat(answered.stream().filter(a -> a.matches(ONE))).doesNotHaveDuplicates();
    }

    /** Whom the log names for each entry under these traces. */
    private static List<String> answered(Map<String, String> traces) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = Postgres.open(node);
                PreparedStatement s =
                        connection.prepareStatement(
                                "select trace, actor from aud_entry where trace = any (?)")) {
            s.setArray(1, connection.createArrayOf("text", traces.keySet().toArray()));
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    found.add(traces.get(rows.getString(1)) + " as " + rows.getString(2));
                }
            }
        }
        return found;
    }

    private static String caller(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body()).path("caller").asText(answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "haproxy"})
    @Tag("OPS-12")
    void nobodySaysFromWhereHeCalls(String proxy) throws Exception {
        for (String forged : FORWARDED) {
            String answer =
                    proxied.raw(
                            proxy,
                            proxied.anonymous(),
                            "POST "
                                    + TESTS
                                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: 2\r\n"
                                    + forged
                                    + "\r\n\r\n{}");
            assertThat(answer).as(forged).doesNotContain("6.6.6.6", "other.example");
            assertThat(answer).as(forged).containsPattern("127[.]0[.]0[.]1|HTTP/1.1 400");
        }
    }

    /** HTTP/1.0 knows no Host. */
    @ParameterizedTest
    @ValueSource(strings = {"nginx", "haproxy"})
    @Tag("OPS-12")
    void aCallerWithoutAHostIsAnswered(String proxy) throws Exception {
        String wsdl =
                proxied.raw(proxy, proxied.anonymous(), "GET /ws/Exchange?wsdl HTTP/1.0\r\n\r\n");
        assertThat(wsdl.lines().findFirst().orElseThrow()).contains(" 200 ");
        assertThat(wsdl).contains("location=\"https://127.0.0.1:" + proxied.port(proxy) + "/ws/");
    }

    /** Figures are for the machine itself, also where a proxy stands on it. */
    @Test
    @Tag("OPS-12")
    void nobodySeesTheFiguresThroughAProxy() throws Exception {
        for (String path : METRICS) {
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            for (String proxy : List.of("nginx", "haproxy")) {
                assertThat(proxied.raw(proxy, proxied.anonymous(), request))
                        .as(proxy + " " + path)
                        .startsWith("HTTP/1.1 4")
                        .doesNotContain("jvm_");
            }
        }
        String own = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        assertThat(proxied.direct("127.0.0.1", own + "\r\n")).contains("jvm_");
        for (String proxied : List.of("X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1")) {
            assertThat(ProxyIT.proxied.direct("127.0.0.1", own + proxied + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 403")
                    .doesNotContain("jvm_");
        }
    }
}
