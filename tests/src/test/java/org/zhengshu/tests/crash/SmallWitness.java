package org.zhengshu.tests.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.zhengshu.proof.CosignatureSigner;
import org.zhengshu.proof.SignedCheckpoint;
import org.zhengshu.proof.TrustedLog;
import org.zhengshu.proof.Witness;

/** A witness of C2SP tlog-witness that is none of our nodes (测试见证方). */
final class SmallWitness implements AutoCloseable {
    private static final String NAME = "witness.example/small";

    private final CosignatureSigner signer;
    private final HttpServer server;

    /** What is answered to a request. */
    record Answer(int status, String type, String body) {}

    private SmallWitness(CosignatureSigner signer, Function<byte[], Answer> answering) {
        this.signer = signer;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/add-checkpoint", exchange -> answer(exchange, answering));
        server.start();
    }

    private static CosignatureSigner fresh() {
        return CosignatureSigner.ed25519(NAME, new Ed25519PrivateKeyParameters(new SecureRandom()));
    }

    /** An honest one, which remembers in memory. */
    static SmallWitness honest(TrustedLog log) {
        return signing(log, fresh());
    }

    /** One whose signatures are nonsense under its own key. */
    static SmallWitness lying(TrustedLog log) {
        return signing(log, new CosignatureSigner(fresh().key(), message -> new byte[64]));
    }

    private static SmallWitness signing(TrustedLog log, CosignatureSigner signer) {
        Witness witness = new Witness(List.of(log), List.of(signer));
        Map<String, SignedCheckpoint> last = new ConcurrentHashMap<>();
        return new SmallWitness(
                signer,
                body -> {
                    Witness.Decision decision =
                            witness.decide(body, o -> Optional.ofNullable(last.get(o)));
                    if (decision.outcome() != Witness.Outcome.COSIGN) {
                        return new Answer(
                                decision.outcome().status(),
                                Witness.Decision.SIZE_TYPE,
                                decision.sizeBody());
                    }
                    SignedCheckpoint submitted = decision.submitted().orElseThrow();
                    last.put(log.origin(), submitted);
                    return new Answer(
                            200,
                            "text/plain",
                            witness.cosign(submitted.checkpoint(), Clock.systemUTC().instant()));
                });
    }

    /** One that says whatever it is told to say. */
    static SmallWitness saying(int status, String body) {
        return new SmallWitness(fresh(), any -> new Answer(status, "text/plain", body));
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    List<String> keys() {
        return List.of(signer.key().verifierKey());
    }

    private static void answer(HttpExchange exchange, Function<byte[], Answer> answering)
            throws IOException {
        try (exchange) {
            Answer answer = answering.apply(exchange.getRequestBody().readAllBytes());
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
