package org.zhengshu.proof;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMParser;

/** The root certificates that the person who checks has decided to trust (信任锚). */
public record TrustAnchors(List<X509CertificateHolder> certificates) {
    private static final int MAX_BYTES = 1 << 20;

    public TrustAnchors {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new ProofException("trust anchors", "hold no certificate");
        }
    }

    public static TrustAnchors fromPem(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return fromPem(in);
        }
    }

    /** Reads one or several PEM certificates (RFC 7468); anything else in PEM form is refused. */
    public static TrustAnchors fromPem(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new ProofException("trust anchors", "are larger than " + MAX_BYTES + " bytes");
        }
        List<X509CertificateHolder> certificates = new ArrayList<>();
        try (PEMParser parser =
                new PEMParser(
                        new InputStreamReader(
                                new ByteArrayInputStream(bytes), StandardCharsets.US_ASCII))) {
            for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
                if (!(next instanceof X509CertificateHolder certificate)) {
                    throw new ProofException("trust anchors", "hold more than certificates");
                }
                certificates.add(certificate);
            }
        } catch (IOException e) {
            throw new ProofException("trust anchors", "are not PEM certificates", e);
        }
        return new TrustAnchors(certificates);
    }
}
