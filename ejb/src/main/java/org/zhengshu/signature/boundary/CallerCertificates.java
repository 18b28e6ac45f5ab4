package org.zhengshu.signature.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.zhengshu.kernel.boundary.Problem;
import org.zhengshu.kernel.boundary.ProblemType;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.control.KeyFiles;

/** Certificates of callers that a proxy passes on (客户端证书转递), judged as in our own TLS. */
@ApplicationScoped
public class CallerCertificates {
    private static final int LONGEST = 16 << 10;

    /** A byte sequence of structured fields, RFC 9440 section 2.2. */
    private static final Pattern BYTES = Pattern.compile(":([A-Za-z0-9+/]+={0,2}):");

    /** What nginx writes: PEM with percent-encoding. */
    private static final Pattern ESCAPED = Pattern.compile("-----BEGIN%20CERTIFICATE-----[!-~]+");

    @Inject private Settings settings;

    private volatile X509TrustManager trust;

    /** The certificate of the header Client-Cert; empty without the header. */
    public Optional<X509Certificate> passedOn(List<String> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1 || values.get(0).length() > LONGEST) {
            throw refused("the header is there more than once or is too long");
        }
        try {
            X509Certificate certificate = parsed(values.get(0).strip());
            trusted().checkClientTrusted(new X509Certificate[] {certificate}, "UNKNOWN");
            return Optional.of(certificate);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static X509Certificate parsed(String value) throws CertificateException {
        Matcher bytes = BYTES.matcher(value);
        byte[] encoded;
        if (bytes.matches()) {
            encoded = Base64.getDecoder().decode(bytes.group(1));
        } else if (ESCAPED.matcher(value).matches()) {
            encoded =
                    URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.US_ASCII)
                            .getBytes(StandardCharsets.US_ASCII);
        } else {
            throw new CertificateException("neither RFC 9440 nor percent-encoded PEM");
        }
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(encoded));
    }

    /** The same authorities and the same checks as of the server's own TLS. */
    private X509TrustManager trusted() throws GeneralSecurityException {
        if (trust == null) {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new KeyFiles(settings.data()).keyStore("tls-trust", "tls.password"));
            trust =
                    Stream.of(factory.getTrustManagers())
                            .map(X509TrustManager.class::cast)
                            .findFirst()
                            .orElseThrow();
        }
        return trust;
    }

    private static Problem refused(String why) {
        return ProblemType.UNTRUSTED_CERTIFICATE.because(
                "代理转递的客户端证书不受信任：" + why,
                "the client certificate that the proxy passed on is not trusted: " + why);
    }
}
