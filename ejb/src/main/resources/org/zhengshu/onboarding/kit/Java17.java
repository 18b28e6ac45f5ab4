import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * @CODE@: one REST query with JDK 17 alone: java Java17.java
 *
 * <p>Needs client.p12 and client.password in the current folder; with a file keyid the message is
 * signed, too (RFC 9421). See README.md.
 */
public final class Java17 {
    private static final URI ADDRESS =
            URI.create("@BASE@/api/v1/resources/@ADDRESS@/queries");

    private Java17() {}

    public static void main(String[] arguments) throws Exception {
        char[] password = Files.readString(Path.of("client.password")).strip().toCharArray();
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of("client.p12"))) {
            own.load(in, password);
        }
        byte[] body = Files.readAllBytes(Path.of("query.json"));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(ADDRESS)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (Files.exists(Path.of("keyid"))) {
            String alias = own.aliases().nextElement();
            sign(request, body, (PrivateKey) own.getKey(alias, password));
        }
        HttpResponse<byte[]> answer =
                HttpClient.newBuilder()
                        .sslContext(tls(own, password))
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()
                        .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        System.out.write(answer.body());
        System.out.println();
        if (answer.statusCode() != 200) {
            System.exit(1);
        }
        String receipt = answer.headers().firstValue("Zhengshu-Receipt").orElseThrow();
        System.err.println("receipt: " + receipt.length() + " characters");
    }

    /** HTTP Message Signatures, RFC 9421, with Content-Digest, RFC 9530. */
    private static void sign(HttpRequest.Builder request, byte[] body, PrivateKey key)
            throws Exception {
        String digest =
                "sha-256=:" + base64(MessageDigest.getInstance("SHA-256").digest(body)) + ":";
        String parameters =
                "(\"@method\" \"@authority\" \"@path\" \"content-digest\");created="
                        + System.currentTimeMillis() / 1000
                        + ";keyid=\"" + Files.readString(Path.of("keyid")).strip() + "\""
                        + ";nonce=\"" + UUID.randomUUID() + "\"";
        String base =
                "\"@method\": POST\n"
                        + "\"@authority\": " + ADDRESS.getRawAuthority() + "\n"
                        + "\"@path\": " + ADDRESS.getRawPath() + "\n"
                        + "\"content-digest\": " + digest + "\n"
                        + "\"@signature-params\": " + parameters;
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(base.getBytes(StandardCharsets.US_ASCII));
        request.header("Content-Digest", digest)
                .header("Signature-Input", "sig=" + parameters)
                .header("Signature", "sig=:" + base64(signature.sign()) + ":");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static SSLContext tls(KeyStore own, char[] password) throws Exception {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        try (InputStream in = Files.newInputStream(Path.of("root.pem"))) {
            for (Certificate root :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                roots.setCertificateEntry("root" + roots.size(), root);
            }
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, password);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
