package org.zhengshu.tests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time-stamp authority of somebody else, with RSA keys, that fails in the way it is told to. */
final class OutsideAuthority implements AutoCloseable {
    /** How the authority behaves. */
    enum Mood {
        DOWN,
        NONSENSE,
        ANOTHER_MESSAGE,
        ANOTHER_NONCE,
        ANOTHER_ROOT,
        CHANGED,
        LIST_DOWN,
        REVOKED,
        WELL
    }

    private final HttpServer server;
    private final Keys keys = new Keys();
    private final Keys stranger = new Keys();
    private volatile Mood mood = Mood.DOWN;
    private volatile int asked;

    OutsideAuthority() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.createContext("/list", this::list);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/tsa";
    }

    /** Where its list of revoked certificates is. */
    String list() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/list";
    }

    private synchronized void list(HttpExchange exchange) throws IOException {
        try (exchange;
                OutputStream out = exchange.getResponseBody()) {
            byte[] list = keys.list(mood == Mood.REVOKED);
            exchange.sendResponseHeaders(mood == Mood.LIST_DOWN ? 503 : 200, list.length);
            out.write(list);
        } catch (OperatorCreationException e) {
            throw new IOException(e);
        }
    }

    String rootPem() throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(keys.root);
        }
        return text.toString();
    }

    void be(Mood wanted) {
        mood = wanted;
        asked = 0;
    }

    /** How often it answered in its present mood. */
    int asked() {
        return asked;
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        Mood now = mood;
        byte[] query = exchange.getRequestBody().readAllBytes();
        try (exchange;
                OutputStream out = exchange.getResponseBody()) {
            byte[] reply = now == Mood.DOWN ? new byte[0] : reply(now, new TimeStampRequest(query));
            exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(now == Mood.DOWN ? 503 : 200, Math.max(reply.length, 1));
            out.write(reply.length == 0 ? new byte[1] : reply);
        } catch (Exception e) {
            throw new IOException(e);
        }
        if (now == mood) {
            asked++;
        }
    }

    private byte[] reply(Mood now, TimeStampRequest request) throws Exception {
        return switch (now) {
            case NONSENSE -> "<html>登录</html>".getBytes(StandardCharsets.UTF_8);
            case ANOTHER_MESSAGE -> keys.grant(changed(request, true, false));
            case ANOTHER_NONCE -> keys.grant(changed(request, false, true));
            case ANOTHER_ROOT -> stranger.grant(request);
            case CHANGED -> {
                byte[] reply = keys.grant(request);
                reply[reply.length - 1] ^= 1;
                yield reply;
            }
            default -> keys.grant(request);
        };
    }

    private static TimeStampRequest changed(
            TimeStampRequest request, boolean imprint, boolean nonce) {
        byte[] digest = Arrays.copyOf(request.getMessageImprintDigest(), 32);
        digest[0] ^= (byte) (imprint ? 1 : 0);
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        return generator.generate(
                request.getMessageImprintAlgOID(),
                digest,
                nonce ? request.getNonce().add(BigInteger.ONE) : request.getNonce());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** A root and a key for time-stamps under it. */
    private static final class Keys {
        private final KeyPair rootKey;
        private final X509Certificate root;
        private final KeyPair key;
        private final X509Certificate certificate;

        Keys() throws Exception {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            rootKey = generator.generateKeyPair();
            key = generator.generateKeyPair();
            root = issue(rootKey, "CN=Outside root", null);
            certificate = issue(key, "CN=Outside TSA", KeyPurposeId.id_kp_timeStamping);
        }

        private X509Certificate issue(KeyPair subject, String name, KeyPurposeId purpose)
                throws Exception {
            Instant now = Clock.systemUTC().instant();
            JcaX509v3CertificateBuilder builder =
                    new JcaX509v3CertificateBuilder(
                            new X500Name("CN=Outside root"),
                            BigInteger.valueOf(purpose == null ? 1 : 2),
                            Date.from(now.minus(Duration.ofDays(1))),
                            Date.from(now.plus(Duration.ofDays(10))),
                            new X500Name(name),
                            subject.getPublic());
            builder.addExtension(
                    Extension.basicConstraints, true, new BasicConstraints(purpose == null));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(
                            purpose == null
                                    ? KeyUsage.keyCertSign | KeyUsage.cRLSign
                                    : KeyUsage.digitalSignature));
            if (purpose != null) {
                builder.addExtension(
                        Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withRSA")
                                            .build(rootKey.getPrivate())));
        }

        byte[] list(boolean revoked) throws IOException, OperatorCreationException {
            Instant now = Clock.systemUTC().instant();
            X509v2CRLBuilder list =
                    new X509v2CRLBuilder(
                            new X500Name("CN=Outside root"),
                            Date.from(now.minus(Duration.ofHours(1))));
            list.setNextUpdate(Date.from(now.plus(Duration.ofDays(1))));
            if (revoked) {
                list.addCRLEntry(
                        certificate.getSerialNumber(),
                        Date.from(now.minus(Duration.ofMinutes(1))),
                        CRLReason.cessationOfOperation);
            }
            return list.build(
                            new JcaContentSignerBuilder("SHA256withRSA")
                                    .build(rootKey.getPrivate()))
                    .getEncoded();
        }

        byte[] grant(TimeStampRequest request) throws Exception {
            DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
            TimeStampTokenGenerator tokens =
                    new TimeStampTokenGenerator(
                            new JcaSimpleSignerInfoGeneratorBuilder()
                                    .build("SHA256withRSA", key.getPrivate(), certificate),
                            digests.get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                            new ASN1ObjectIdentifier("1.2.3.4.5"));
            tokens.addCertificates(new JcaCertStore(List.of(certificate)));
            return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
                    .generate(request, BigInteger.TEN, Date.from(Clock.systemUTC().instant()))
                    .getEncoded();
        }
    }
}
