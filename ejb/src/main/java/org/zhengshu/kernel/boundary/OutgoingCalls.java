package org.zhengshu.kernel.boundary;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Calls that this node makes (出站调用): no redirects, an answer of limited size within a limited time
 * for the whole of it, TLS by the roots of the server's Java and those that the operator added (RFC
 * 8446, RFC 9110). Thread-safe.
 */
public final class OutgoingCalls {
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final HttpClient client;

    /**
     * What came back.
     *
     * @param type the answer's Content-Type, empty when it has none
     */
    public record Reply(int status, String type, byte[] body) {}

    /**
     * @param trust PEM file with roots to trust besides those of Java; none when null
     */
    public OutgoingCalls(Path trust) {
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT);
        client = (trust == null ? builder : builder.sslContext(trusting(trust))).build();
    }

    /**
     * Asks and waits.
     *
     * @param patience for the whole exchange, also with a server that sends byte by byte
     * @param most bytes of an answer; a larger one is broken off
     * @throws IOException saying in plain words why there is no answer
     */
    public Reply send(HttpRequest.Builder request, Duration patience, int most) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.timeout(patience).build(), head -> new LimitedBody(most));
        try {
            HttpResponse<byte[]> reply = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(
                    reply.statusCode(),
                    reply.headers().firstValue("Content-Type").orElse(""),
                    reply.body());
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static SSLContext trusting(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
            roots.load(null, null);
            for (TrustManager manager : managers(null)) {
                for (X509Certificate root : ((X509TrustManager) manager).getAcceptedIssuers()) {
                    roots.setCertificateEntry("java-" + roots.size(), root);
                }
            }
            int ofJava = roots.size();
            for (Certificate root :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                roots.setCertificateEntry("operator-" + roots.size(), root);
            }
            if (roots.size() == ofJava) {
                throw new IllegalStateException("no certificate in " + file);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(roots), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot read the roots in " + file, e);
        }
    }

    /** Of these roots, or of Java's own when there are none given. */
    private static TrustManager[] managers(KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return factory.getTrustManagers();
    }
}
