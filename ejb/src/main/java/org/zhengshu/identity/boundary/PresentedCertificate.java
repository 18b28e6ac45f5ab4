package org.zhengshu.identity.boundary;

import jakarta.enterprise.context.RequestScoped;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import org.zhengshu.identity.control.Fingerprints;

/**
 * The client certificate of this request (对端证书), to which a token is bound, RFC 8705; set by the
 * door.
 */
@RequestScoped
public class PresentedCertificate {
    private X509Certificate certificate;

    public void set(X509Certificate shown) {
        certificate = shown;
    }

    /** {@code x5t#S256}; empty when none was shown. */
    public Optional<String> thumbprint() {
        return Optional.ofNullable(certificate)
                .map(Fingerprints::digest)
                .map(Base64.getUrlEncoder().withoutPadding()::encodeToString);
    }
}
