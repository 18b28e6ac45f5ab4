package org.zhengshu.kernel.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of this node to servers of any manners. */
class OutgoingCallsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final char[] NONE = new char[0];

    @TempDir private Path folder;

    @Test
    void serverOfAnUnknownAuthorityIsRefusedUntilTheOperatorTrustsIt() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
        X509Certificate certificate = certificate(pair);
        Path trust = folder.resolve("trust.pem");
        Files.writeString(
                trust,
                "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(
                                Base64.getMimeEncoder().encodeToString(certificate.getEncoded())));
        HttpsServer server = HttpsServer.create(here(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(pair, certificate)));
        serve(server, exchange -> answer(exchange, 200, "well".getBytes(StandardCharsets.UTF_8)));
        try {
            HttpRequest.Builder request = request("https", server);
            assertThatThrownBy(() -> new OutgoingCalls(null).send(request, PATIENCE, 100))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("SSLHandshakeException");
            OutgoingCalls.Reply reply = new OutgoingCalls(trust).send(request, PATIENCE, 100);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).asString().isEqualTo("well");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void largerAnswerIsBrokenOff() throws Exception {
        HttpServer server = HttpServer.create(here(), 0);
        serve(server, exchange -> answer(exchange, 200, new byte[101]));
        try {
            OutgoingCalls outgoing = new OutgoingCalls(null);
            assertThat(outgoing.send(request("http", server), PATIENCE, 101).body()).hasSize(101);
            assertThatThrownBy(() -> outgoing.send(request("http", server), PATIENCE, 100))
                    .hasMessageContaining("larger than 100 bytes");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void redirectIsNotFollowed() throws Exception {
        HttpServer server = HttpServer.create(here(), 0);
        serve(
                server,
                exchange -> {
                    exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
                    answer(exchange, 302, new byte[1]);
                });
        try {
            assertThat(new OutgoingCalls(null).send(request("http", server), PATIENCE, 9).status())
                    .isEqualTo(302);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void serverThatNeverEndsIsGivenUp() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        HttpServer server = HttpServer.create(here(), 0);
        serve(
                server,
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(1);
                    exchange.getResponseBody().flush();
                    await(over);
                });
        try {
            assertThatThrownBy(
                            () ->
                                    new OutgoingCalls(null)
                                            .send(
                                                    request("http", server),
                                                    Duration.ofMillis(300),
                                                    9))
                    .isInstanceOf(IOException.class);
        } finally {
            over.countDown();
            server.stop(0);
        }
    }

    @Test
    void fileWithoutRootsIsNamedAtOnce() throws IOException {
        Path broken =
                Files.writeString(folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----");
        assertThatThrownBy(() -> new OutgoingCalls(broken)).hasMessageContaining("broken.pem");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        assertThatThrownBy(() -> new OutgoingCalls(empty)).hasMessageContaining("empty.pem");
        assertThatThrownBy(() -> new OutgoingCalls(folder.resolve("absent.pem")))
                .hasMessageContaining("absent.pem");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static InetSocketAddress here() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static void serve(HttpServer server, HttpHandler handler) {
        server.createContext("/", handler);
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static HttpRequest.Builder request(String scheme, HttpServer server) {
        return HttpRequest.newBuilder(
                URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/"));
    }

    private static SSLContext tls(KeyPair pair, X509Certificate certificate) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("server", pair.getPrivate(), NONE, new Certificate[] {certificate});
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, NONE);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static X509Certificate certificate(KeyPair pair) throws Exception {
        X500Name name = new X500Name("CN=outside");
        Instant now = Instant.now();
        return new JcaX509CertificateConverter()
                .getCertificate(
                        new JcaX509v3CertificateBuilder(
                                        name,
                                        BigInteger.ONE,
                                        Date.from(now.minusSeconds(60)),
                                        Date.from(now.plusSeconds(3600)),
                                        name,
                                        pair.getPublic())
                                .addExtension(
                                        Extension.subjectAlternativeName,
                                        false,
                                        new GeneralNames(
                                                new GeneralName(
                                                        GeneralName.iPAddress, "127.0.0.1")))
                                .build(
                                        new JcaContentSignerBuilder("SHA256withECDSA")
                                                .build(pair.getPrivate())));
    }
}
