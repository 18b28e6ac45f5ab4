package org.zhengshu.signature.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.zhengshu.kernel.boundary.Settings;
import org.zhengshu.signature.control.CertificateIssuers;

/**
 * The revocation lists of the platform's own authority (证书吊销列表), RFC 5280 section 5, as the
 * launcher issues them: read at each use, since they are renewed while the server runs.
 */
@ApplicationScoped
public class RevocationLists {
    private static final Set<String> ISSUERS = Set.of("root-sm2", "root-p256");

    @Inject private Settings settings;

    /** The list of an issuer in DER; empty for an issuer that is not ours. */
    public Optional<byte[]> of(String issuer) {
        return file(issuer).map(RevocationLists::read);
    }

    /**
     * The lists of those issuers that issued one of the certificates or the signer's certificate of
     * the time-stamp.
     */
    public List<byte[]> covering(List<byte[]> certificates, byte[] token) {
        Set<X500Name> issuers = CertificateIssuers.of(certificates, token);
        return ISSUERS.stream()
                .sorted()
                .flatMap(issuer -> of(issuer).stream())
                .filter(list -> issuers.contains(CertificateIssuers.ofList(list)))
                .toList();
    }

    private Optional<Path> file(String issuer) {
        return Optional.of(issuer)
                .filter(ISSUERS::contains)
                .map(name -> settings.data().resolve("pki").resolve(name + ".crl"))
                .filter(Files::exists);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
